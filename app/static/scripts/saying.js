// A sentence of ours in its place, and one for whoever hears this page instead of looking at it.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.saying = {};
  friend.say = (place, text) => { if (place && place.textContent !== text) place.textContent = text; };
  friend.announce = (text) => friend.say(document.getElementById("status"), text.trim());
})();

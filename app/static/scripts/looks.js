// What only changes how this screen looks: seconds that run down.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.looks = {};
  const host = document.querySelector("[data-live]");
  const { say } = friend;
  if (!host || !say) return;

  // This device's clock may be minutes off; the page says what time the server had when it was made.
  const ahead = host.dataset.serverTime ? Date.now() - Date.parse(host.dataset.serverTime) : 0;
  setInterval(() => {
    for (const place of document.querySelectorAll("[data-due]")) {
      const left = Date.parse(place.dataset.due) - (Date.now() - ahead);
      say(place, String(Math.max(0, Math.ceil(left / 1000))));
    }
  }, 200);
})();

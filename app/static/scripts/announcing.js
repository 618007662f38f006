// What a frame brings that is new is heard, too.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.announcing = {};
  const { announce } = friend;
  if (!announce || !document.querySelector("[data-live]")) return;

  const announced = new Map(); // element's id -> what it last had to say; what a page began with is not announced
  function announceWhatIsNew() {
    const fresh = [];
    for (const { id, dataset } of document.querySelectorAll("[data-announce]")) {
      if (announced.has(id) && announced.get(id) !== dataset.announce) fresh.push(dataset.announce);
      announced.set(id, dataset.announce);
    }
    if (fresh.length) announce(fresh.join(" "));
  }
  announceWhatIsNew();
  document.addEventListener("htmx:ws:after:message:incoming", announceWhatIsNew);
  document.addEventListener("htmx:after:swap", announceWhatIsNew);
})();

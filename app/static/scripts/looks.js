// Small things that only change how this screen looks: seconds that run down, and one's own rating hidden from who
// sits beside.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.looks = {};
  for (const button of document.querySelectorAll(".hide-own")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const hidden = document.body.classList.toggle("own-hidden");
      button.textContent = `${hidden ? "Show" : "Hide"} my ${button.dataset.what ?? "rating"}`;
    });
  }

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

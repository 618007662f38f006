// A button that goes when it is pressed takes the focus with it. It then stands on the part of the page that held the
// button, so that nobody with a keyboard begins at the top again, and a second Enter presses nothing.
(() => {
  (window.criticalFriend ??= {}).acts = {};
  let part = null;

  document.addEventListener("focusin", (event) => { part = event.target.closest("[hx-swap-oob]"); });
  document.addEventListener("pointerdown", (event) => { if (!part?.contains(event.target)) part = null; });
  document.addEventListener("htmx:after:swap", stand);
  document.addEventListener("htmx:ws:after:message:incoming", stand);

  function stand() {
    if (document.activeElement !== document.body || !part) return;
    const now = document.getElementById(part.id);
    if (!now) return;
    now.tabIndex = -1;
    now.focus({ preventScroll: true });
  }
})();

// A button that goes when it is pressed takes the focus with it. It then stands on the part of the page that held the
// button, so that nobody with a keyboard begins at the top again, and a second Enter presses nothing.
// And of two presses with the mouse at one spot the second means what the first meant: where another act has moved into
// the place of one that went, it is not pressed.
(() => {
  (window.criticalFriend ??= {}).acts = {};
  const TWICE = 1000; // milliseconds
  const SPOT = 8; // pixels
  let part = null;
  let last = null;

  document.addEventListener("focusin", (event) => { part = event.target.closest("[hx-swap-oob]"); });
  document.addEventListener("pointerdown", (event) => { if (!part?.contains(event.target)) part = null; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || event.detail === 0) return; // by keyboard
    const press = { form: button.form?.id, x: event.clientX, y: event.clientY };
    const isMoved = last && performance.now() - last.at < TWICE && press.form !== last.form
      && Math.hypot(press.x - last.x, press.y - last.y) < SPOT;
    if (isMoved) return event.preventDefault();
    last = { ...press, at: performance.now() };
  }, true);
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

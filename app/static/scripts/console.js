// The console's frame: the agenda folds where there is no room beside, and the act that opens standards counts them.
(() => {
  (window.criticalFriend ??= {}).console = {};
  const fold = document.getElementById("fold");
  const narrow = window.matchMedia("(max-width: 1099px)");
  const follow = () => { if (fold) fold.open = !narrow.matches; };
  narrow.addEventListener("change", follow);
  follow();

  const COUNTED = "no one two three four five six seven eight nine ten eleven twelve".split(" ");
  const form = document.getElementById("opens");
  if (!form) return;
  form.addEventListener("change", count);
  document.addEventListener("htmx:ws:after:message:incoming", count);
  document.addEventListener("htmx:after:swap", count);
  count();

  function count() {
    const button = document.querySelector('button[form="opens"]');
    const ticked = form.querySelectorAll(":checked").length;
    const which = ticked ? COUNTED[ticked] ?? ticked : "these";
    if (button) window.criticalFriend.say?.(button, `Open ${which} for rating`);
  }
})();

// A button that prints the page. Without this script it stays hidden, and the sentence beside it says how.
(() => {
  (window.criticalFriend ??= {}).printing = {};
  for (const button of document.querySelectorAll(".print-page")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();

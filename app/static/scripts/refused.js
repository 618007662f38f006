// A form that came back is heard: the summary of what is wrong takes the focus where the browser has not given it
// already, its links lead into the field, and an answer refused without a new page is in the page's title.
(() => {
  (window.criticalFriend ??= {}).refused = {};
  const summary = document.querySelector(".govuk-error-summary");
  summary?.focus();
  summary?.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) {
      around.open = true;
    }
    const label = document.querySelector(`label[for="${field.id}"]`);
    const words = field.closest("fieldset")?.querySelector("legend") ?? label;
    (words ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });

  const ERROR = "Error: ";
  const title = document.title.startsWith(ERROR) ? document.title.slice(ERROR.length) : document.title;
  const hasProblem = () => document.querySelector(".receipt.problem") !== null;
  if (document.querySelector("form[data-receipt]")) {
    new MutationObserver(() => {
      const wanted = hasProblem() ? ERROR + title : title;
      if (document.title !== wanted) document.title = wanted;
    }).observe(document.querySelector("main"), { subtree: true, childList: true, attributeFilter: ["class"] });
  }
})();

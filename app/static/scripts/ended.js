// The end of a screen's part, for good: the last letter says why. What console and stage still showed is no longer
// theirs to see; what somebody has typed stays, to be copied.
(() => {
  (window.criticalFriend ??= {}).ended = {};
  const THEIRS_NO_MORE = [
    ".agenda", ".progress", ".findings", ".first-wording", ".top .right > :not(#signal)",
    "main > :not(#signal, #status)",
  ].join(", ");
  let typed = "answersForm" in document.body.dataset; // a form that came back holds words
  document.querySelector("body.console main")?.addEventListener("input", () => { typed = true; });

  document.addEventListener("line:over", () => {
    if (document.body.classList.contains("phone")) return;
    document.body.classList.add("sent-away");
    const stays = (part) => part.id === "notice" || (typed && part.querySelector("textarea"));
    for (const part of document.querySelectorAll(THEIRS_NO_MORE)) if (!stays(part)) part.remove();
  });
})();

// Whether all scripts arrived. If so, the next pages know it from a cookie and need not load themselves again; if not,
// the page says so and does. It stands last, and where it does not arrive itself, the page says so without it.
(() => {
  const friend = window.criticalFriend ?? {};
  const nameOf = ({ src }) => /\/scripts\/(\w+)\.js/.exec(src)?.[1];
  const others = [...document.scripts].map(nameOf).filter((name) => name && name !== "whole");
  const inPart = document.getElementById("in-part");
  if (window.htmx && others.every((name) => friend[name])) {
    const shown = `whole=${document.currentScript.dataset.proof}`;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `${shown}; path=/; max-age=43200; samesite=lax${secure}`;
    if (inPart) inPart.hidden = true;
    // Nothing takes a refresh back that a page began with, and it would come into a dead line some time.
    const isRefreshing = document.querySelector("meta[http-equiv=refresh]");
    if (isRefreshing && document.cookie.includes(shown)) location.replace(location.pathname);
    return;
  }
  if (!inPart) return;
  inPart.classList.add("known");
  const LOAD_EVERY = 15000;
  let isTyped = "answersForm" in document.body.dataset; // nothing typed is lost, and no form sent again
  document.addEventListener("input", () => { isTyped = true; });
  setInterval(() => { if (!isTyped && !document.hidden) location.reload(); }, LOAD_EVERY);
})();

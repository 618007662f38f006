// Asking the server beside the line to it: every question is given up in time, and an answer counts only if it is ours.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.reach = {};
  const host = document.querySelector("[data-live]");
  if (!host || !window.htmx) return;

  const REACHED_WITHIN = 10000; // an answer by GET or POST
  const CLEARED_WITHIN = 3000;
  const LINES_KEPT = 6; // by a browser, for its next requests
  const HERE = document.currentScript.src; // an address that costs the server little

  // What carries our mark is ours; a page for guests of a network, a filter's, or another that it leads to, is not.
  const isOurs = (answer) => answer.headers.get("Critical-Friend") === "1";

  async function reach(url, options = {}, within = REACHED_WITHIN) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), within);
    const asked = { headers: { "HX-Request": "true" }, cache: "no-store", redirect: "manual", signal: patience.signal };
    try {
      const answer = await fetch(url, { ...asked, ...options });
      const html = isOurs(answer) ? await answer.text() : "";
      return { isOurs: isOurs(answer), status: answer.status, html };
    } finally {
      clearTimeout(timer);
    }
  }

  // What else the browser keeps may be as dead, and it would try one after another, for minutes: an act or a page that
  // loads itself would hang. Each is used now, for a question that is given up soon and takes its line with it.
  function clearLines() {
    const asked = { method: "HEAD" };
    for (let n = 0; n < LINES_KEPT; n++) reach(HERE, asked, CLEARED_WITHIN).catch(() => {});
  }

  const swap = (html) => htmx.swap({ sourceElement: host, target: host, swap: "none", text: html, transition: false });

  Object.assign(friend.reach, { reach, swap, isOurs, clearLines });
})();

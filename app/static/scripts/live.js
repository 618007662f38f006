// What follows from the state that a frame brings: where a page goes on by itself, and where it is over.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.live = {};
  const host = document.querySelector("[data-live]");
  if (!host) return;
  const byId = (id) => document.getElementById(id);

  // -- After every frame

  document.addEventListener("htmx:ws:after:message:incoming", settle);
  document.addEventListener("htmx:after:swap", settle);

  function settle() {
    comeIn();
    followSitting();
    if (!followReveal()) followRoom();
    followClose();
    followWords();
  }

  // Words that were read back anew: what is on this page is about earlier ones, and nothing typed is thrown away.
  function followWords() {
    const asked = byId("can-stand")?.dataset.asked.split(" ") ?? [];
    for (const form of document.querySelectorAll("form[data-asked]")) {
      const part = form.closest("article, main");
      part.classList.toggle("over", !asked.includes(form.dataset.asked));
    }
  }

  // A waiting seat that is let in goes on by itself.
  function comeIn() {
    const goesTo = byId("waiting")?.dataset.goesTo;
    if (goesTo) location.replace(goesTo);
  }

  comeIn(); // the nod may have been here before this script

  // A page that answers a form holds what somebody wrote, and loading it again would send the form again.
  const answersForm = "answersForm" in document.body.dataset;

  // A console page has forms for the state it was made in. When the room has moved on it loads itself again, unless
  // somebody has typed something: then it says so and leaves the moment to that person.
  const page = document.querySelector("body.console main");
  const needed = () => [...document.querySelectorAll(".console [data-needs]")].map((it) => it.dataset.needs).join("|");
  const madeFor = page && needed();
  let typed = answersForm;
  page?.addEventListener("input", () => { typed = true; });

  // Where rating was watched and is revealed now, the console goes on to what is talked about first.
  const { watches, revealed: before } = byId("sitting")?.dataset ?? {};
  let isLeaving = false; // frames go on coming until the next page is there
  function followReveal() {
    const { goesTo, sitting, revealed } = byId("sitting")?.dataset ?? {};
    if (!watches || sitting || revealed === before || !goesTo || typed) return false; // or it was called off
    const there = new URL(goesTo, location.href);
    if (there.pathname === location.pathname) return false;
    if (!isLeaving) location.assign(there);
    isLeaving = true;
    return true;
  }

  function followRoom() {
    if (!page || isLeaving || needed() === madeFor) return;
    if (typed) byId("stale").hidden = false;
    else loadAgain();
  }

  // Where somebody had scrolled to, and what had the focus, is so again afterwards: a browser keeps neither for us.
  const kept = `stands ${location.pathname}`;
  function loadAgain() {
    isLeaving = true;
    try { sessionStorage.setItem(kept, JSON.stringify([page.scrollTop, document.activeElement.id])); } catch {}
    location.reload();
  }

  function standAgain() {
    try {
      const [scrolled, focused] = JSON.parse(sessionStorage.getItem(kept));
      sessionStorage.removeItem(kept);
      if (focused) byId(focused)?.focus({ preventScroll: true });
      page.scrollTop = scrolled;
    } catch {} // it was opened, not loaded again
  }
  if (page) standAgain();

  // The workshop closed over a rating page, or over one that ends with it: back to the phone's own, which tells how it
  // ended. Unless something was typed and not recorded, or the page was opened after the close, to look at one's own.
  const isOver = () => ["closed", "confirmed"].includes(byId("now")?.dataset.state);
  const wasOver = isOver();
  function followClose() {
    if (!document.body.matches(".rate, .ends-at-close") || wasOver || answersForm) return;
    const reason = byId("reason");
    const isTyped = friend.kept?.isReworded?.() ?? (reason && reason.value !== reason.defaultValue);
    if (!isOver() || isTyped) return;
    location.replace(host.dataset.live.replace(/live\?.*/, "phone"));
  }

  // A rating page is over when its own sitting is: the form goes, the room comes, and nothing typed is thrown away.
  // Undone, it is there again as it was.
  let scrolledTo = null;
  function followSitting() {
    const state = byId("to-rate");
    const form = document.querySelector("form.rating");
    if (!state || !form) return;
    const over = state.dataset.state !== "open" || state.dataset.sitting !== form.dataset.sitting;
    if (over === document.body.classList.contains("over")) return;
    if (over) scrolledTo = scrollY; // what comes instead may be shorter than the screen
    document.body.classList.toggle("over", over);
    if (!over) scrollTo(0, scrolledTo ?? scrollY);
  }
})();

// What follows from the state that a frame brings: where a page goes on by itself, what is announced, what ends.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.live = {};
  // A one-use link opened with #open (never by a mail program's preview) takes its place by itself.
  if (location.hash === "#open") document.querySelector("form.take")?.submit();

  // Signed in again: what was typed goes back into its form by itself.
  if (location.pathname === "/sign-in") document.querySelector("form.goes-on")?.submit();

  const host = document.querySelector("[data-live]");
  if (!host) return;
  const byId = (id) => document.getElementById(id);
  const { say, announce } = friend;
  if (!say) return;

  // -- After every frame

  document.addEventListener("htmx:ws:after:message:incoming", settle);
  document.addEventListener("htmx:after:swap", settle);

  function settle() {
    comeIn();
    followSitting();
    followRoom();
    followClose();
    announceWhatIsNew();
  }

  // A waiting seat that is let in goes on by itself.
  function comeIn() {
    const goesTo = byId("waiting")?.dataset.goesTo;
    if (goesTo) location.replace(goesTo);
  }

  const announced = new Map(); // element's id -> what it last had to say; what a page began with is not announced
  function announceWhatIsNew() {
    const fresh = [];
    for (const { id, dataset } of document.querySelectorAll("[data-announce]")) {
      if (announced.has(id) && announced.get(id) !== dataset.announce) fresh.push(dataset.announce);
      announced.set(id, dataset.announce);
    }
    if (fresh.length) announce(fresh.join(" "));
  }
  announceWhatIsNew();
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

  function followRoom() {
    if (!page || needed() === madeFor) return;
    if (typed) byId("stale").hidden = false;
    else location.reload();
  }

  // The workshop closed over a rating page: back to the phone's own, which tells how it ended. Unless something was
  // typed and not recorded, or the page was opened after the close, to look at one's own rating.
  const begunIn = byId("now")?.dataset.state;
  function followClose() {
    if (!document.body.classList.contains("rate") || begunIn === "closed" || answersForm) return;
    const reason = byId("reason");
    if (byId("now")?.dataset.state !== "closed" || (reason && reason.value !== reason.defaultValue)) return;
    location.replace(host.dataset.live.replace(/live\?.*/, "phone"));
  }

  // A rating page is over when its own sitting is: the form goes, the room comes, and nothing typed is thrown away.
  function followSitting() {
    const state = byId("to-rate");
    const form = document.querySelector("form.rating");
    if (!state || !form) return;
    const over = state.dataset.state !== "open" || state.dataset.sitting !== form.dataset.sitting;
    document.body.classList.toggle("over", over);
  }

  // -- The end

  // For good: the last letter says why. What console and stage still showed is no longer theirs to see; what somebody
  // has typed stays, to be copied.
  const THEIRS_NO_MORE = [
    ".agenda", ".progress", ".findings", ".draft-text", ".top .right > :not(#signal)", "main > :not(#signal, #status)",
  ].join(", ");
  document.addEventListener("line:over", () => {
    if (document.body.classList.contains("phone")) return;
    document.body.classList.add("sent-away");
    const stays = (part) => part.id === "notice" || (typed && part.querySelector("textarea"));
    for (const part of document.querySelectorAll(THEIRS_NO_MORE)) if (!stays(part)) part.remove();
  });

  // -- Small things

  // This device's clock may be minutes off; the page says what time the server had when it was made.
  const ahead = host.dataset.serverTime ? Date.now() - Date.parse(host.dataset.serverTime) : 0;
  setInterval(() => {
    for (const place of document.querySelectorAll("[data-due]")) {
      const left = Date.parse(place.dataset.due) - (Date.now() - ahead);
      say(place, String(Math.max(0, Math.ceil(left / 1000))));
    }
  }, 200);

  for (const button of document.querySelectorAll(".hide-own")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const hidden = document.body.classList.toggle("own-hidden");
      button.textContent = hidden ? "Show my rating" : "Hide my rating";
    });
  }
})();

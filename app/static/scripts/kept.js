// What was chosen or typed for a standard and is not recorded is kept on this phone: for this seat and this round,
// until it is recorded, the seat is another's, or the workshop is closed. The server hears nothing of it.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  const kept = (friend.kept = {});
  const LASTS = 14 * 24 * 60 * 60 * 1000; // as long as a seat's cookie
  const ENDED = ["closed", "confirmed"];
  const host = document.querySelector("[data-seat]");
  const ours = (workshop = "") => `kept/${workshop && `${workshop}/`}`;
  const place = (round) => `${ours(host.dataset.workshop)}${host.dataset.seat}/${round}`;
  let isOver = false;

  // A browser may refuse to keep anything; then the page holds it alone, as it does without scripts.
  const trying = (act, otherwise = null) => { try { return act(); } catch { return otherwise; } };

  const read = (round) => trying(() => JSON.parse(localStorage.getItem(place(round)))?.said ?? null);
  const forget = (round) => trying(() => localStorage.removeItem(place(round)));
  const write = (round, said) =>
    trying(() => localStorage.setItem(place(round), JSON.stringify({ said, at: Date.now() })));
  const forgetAll = (isOld) => trying(() => {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("kept/") && isOld(name)) localStorage.removeItem(name);
    }
  });
  const isStale = (name) => trying(() => Date.now() - JSON.parse(localStorage.getItem(name)).at > LASTS, true);

  if (location.pathname === "/erased") forgetAll(() => true);
  if (!host) return;
  const workshop = ours(host.dataset.workshop);
  const own = place("");
  forgetAll((name) => isStale(name) || (name.startsWith(workshop) && !name.startsWith(own)));

  // -- A rating page: what stands in its form, and what of it is recorded

  const form = document.querySelector("form.rating");
  const answersForm = "answersForm" in document.body.dataset;

  // As it would be sent, or as the page came.
  function said(isMade = false) {
    const fields = new URLSearchParams();
    for (const field of form.elements) {
      if (!field.name || ["key", "again"].includes(field.name) || field.tagName === "BUTTON") continue;
      const isTicked = field.matches("[type=radio], [type=checkbox]");
      if (isTicked && !(isMade ? field.defaultChecked : field.checked)) continue;
      fields.append(field.name, (isMade ? field.defaultValue : field.value).trim());
    }
    return fields.toString();
  }

  function fill(text) {
    const fields = new URLSearchParams(text);
    for (const field of form.elements) {
      const isTicked = field.matches("[type=radio], [type=checkbox]");
      if (isTicked) field.checked = fields.getAll(field.name).includes(field.value);
      if (field.tagName === "TEXTAREA") field.value = fields.get(field.name) ?? "";
    }
    for (const folded of form.querySelectorAll("details:has(:checked)")) folded.open = true;
  }

  let recorded = form && !answersForm ? said(true) : "";
  const { round } = form?.dataset ?? {};

  function keep() {
    if (isOver) return;
    if (said() === recorded) forget(round);
    else write(round, said());
    document.dispatchEvent(new Event("rating:kept"));
  }

  if (form) {
    const before = read(round);
    if (before !== null && !answersForm) fill(before);
    keep();
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
    // What was acknowledged is what was sent, which may be less than what stands in the form by now.
    document.addEventListener("rating:recorded", ({ detail }) => {
      const sent = new URLSearchParams(detail.sent);
      sent.delete("key");
      sent.set("reason", (sent.get("reason") ?? "").replaceAll("\r\n", "\n").trim());
      recorded = sent.toString();
      keep();
    });
    Object.assign(kept, {
      isChanged: () => said() !== recorded,
      isReworded: () => new URLSearchParams(said()).get("reason") !== new URLSearchParams(recorded).get("reason"),
    });
  }

  // -- A page of a round that is over: words that were not recorded, to be copied

  const unsent = document.querySelector(".not-recorded");
  if (unsent && unsent.hidden) {
    const words = new URLSearchParams(read(unsent.dataset.of) ?? "").get("reason");
    if (words && words !== unsent.querySelector(".recorded-reason").textContent.trim()) {
      unsent.hidden = false;
      unsent.querySelector("textarea").value = words;
    } else {
      forget(unsent.dataset.of);
    }
  }

  // -- Every page: the list says what was chosen and not recorded, and the end of a workshop is the end of all of it

  const OVER = ["closed", "revealed", "shown", "settled"];

  function follow() {
    if (ENDED.includes(document.getElementById("now")?.dataset.state)) end();
    for (const row of document.querySelectorAll("[data-round]:not(form)")) {
      const state = row.closest("[data-state]")?.dataset.state ?? "open";
      tell(row.closest("li") ?? row, !OVER.includes(state) && read(row.dataset.round) !== null);
    }
  }

  function tell(row, isKept) {
    row.classList.toggle("is-kept", isKept);
    const note = row.querySelector(".chosen");
    if (!isKept) return note?.remove();
    if (note) return;
    row.append(Object.assign(document.createElement("span"),
      { className: "chosen", textContent: "Chosen, not recorded" }));
  }

  function end() {
    isOver = true;
    forgetAll((name) => name.startsWith(workshop));
  }

  document.addEventListener("line:over", () => { end(); follow(); });
  document.addEventListener("htmx:ws:after:message:incoming", follow);
  document.addEventListener("htmx:after:swap", follow);
  window.addEventListener("storage", follow);
  follow();
})();

// Two write at once. What is typed goes to the server field by field, soon after the last key and while it goes on;
// what another typed comes with the state of the room, and is put into a field where nobody is typing here. Nothing is
// put over words that were not sent. Where both wrote from the same words, both texts stand until a person chooses.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.typing = {};
  const form = document.querySelector("form[data-typed]");
  const { reach } = friend.reach ?? {};
  if (!form || !reach) return;

  const AFTER = 700; // ms behind the last key
  const AT_LATEST = 1500; // behind the first that was not sent
  const AGAIN = 2500; // behind a sending that failed
  const GONE = "Not saved: this page may not write here any more. Copy your words, and load it again.";
  const page = form.elements.key.value;
  const base = form.dataset.typed.replace(/typed$/, "");
  const fields = new Map(); // name -> what is known of it here
  const wrapper = (name) => form.querySelector(`[data-field="${name}"]`);
  const element = (name) => form.elements[name];
  const read = (name) => {
    const field = element(name);
    return field?.type === "checkbox" ? (field.checked ? "yes" : "") : field?.value ?? "";
  };

  const OTHERS = ["", "key", "after_version", "first_wording", "onward"];
  for (const name of new Set([...form.elements].map((it) => it.name))) {
    if (OTHERS.includes(name) || name.startsWith("seen-")) continue;
    const number = Number(form.elements[`seen-${name}`]?.value ?? 0);
    fields.set(name, { number, sent: read(name), timer: 0, since: 0, busy: false });
  }

  // -- What is typed here

  form.addEventListener("input", ({ target }) => { if (fields.has(target.name)) soon(target.name); });
  form.addEventListener("change", ({ target }) => { if (fields.has(target.name)) send(target.name); });
  form.addEventListener("focusin", ({ target }) => writing(target.name));
  form.addEventListener("focusout", () => writing(""));
  document.addEventListener("visibilitychange", () => { if (document.hidden) sendAll(); });
  window.addEventListener("pagehide", sendAll);

  const isUnsent = (name) => read(name) !== fields.get(name).sent;

  function soon(name) {
    const field = fields.get(name);
    field.since ||= performance.now();
    clearTimeout(field.timer);
    const left = Math.max(0, Math.min(AFTER, field.since + AT_LATEST - performance.now()));
    field.timer = setTimeout(() => send(name), left);
  }

  function sendAll() {
    for (const name of fields.keys()) if (isUnsent(name)) send(name, true);
  }

  async function send(name, isLeaving = false) {
    const field = fields.get(name);
    clearTimeout(field.timer);
    if (!isUnsent(name) || (field.busy && !isLeaving)) return;
    const text = read(name);
    field.busy = true;
    field.since = 0;
    note(name, "Saving");
    const body = new URLSearchParams({ field: name, text, after: field.number, page });
    try {
      const answer = await reach(form.dataset.typed, { method: "POST", body, keepalive: isLeaving });
      if (!answer.isOurs) throw new Error("not ours");
      const kept = answer.html.startsWith("{") ? JSON.parse(answer.html) : { refused: GONE };
      if (kept.refused) {
        note(name, kept.refused);
      } else {
        field.sent = text;
        seen(name, kept.number);
        note(name, `Saved ${kept.saved}`);
        friend.say(document.getElementById("saved"), `Saved ${kept.saved}`);
      }
    } catch {
      note(name, "No signal. Kept on this page. Trying again.");
      field.timer = setTimeout(() => send(name), AGAIN);
      field.busy = false;
      return;
    }
    field.busy = false;
    if (isUnsent(name) && read(name) !== text) soon(name);
    else take();
  }

  function seen(name, number) {
    fields.get(name).number = number;
    let hidden = form.elements[`seen-${name}`];
    if (!hidden) {
      hidden = Object.assign(document.createElement("input"), { type: "hidden", name: `seen-${name}` });
      form.prepend(hidden);
    }
    hidden.value = number;
  }

  function writing(name) {
    const said = JSON.stringify({ act: "write", field: fields.has(name) ? name : "", page });
    if (friend.line?.isOpen?.()) friend.line.send(said);
  }

  // -- What another typed

  document.addEventListener("htmx:ws:after:message:incoming", take);
  document.addEventListener("htmx:after:swap", take);
  form.addEventListener("focusout", () => setTimeout(take));

  function take() {
    for (const row of document.querySelectorAll("#typed [data-of]")) takeOne(row.dataset.of, row);
    const others = [...document.querySelectorAll("#typed [data-writing]")].filter((it) => it.dataset.page !== page);
    const who = new Map(others.map((it) => [it.dataset.writing, it.textContent]));
    for (const name of fields.keys()) mark(name, who.get(name) ?? "");
    const [first] = who;
    friend.say(document.getElementById("elsewhere"), first ? `${first[1]} is writing in ${label(first[0])}` : "");
  }

  function takeOne(name, row) {
    const field = fields.get(name);
    if (!field) return;
    choose(name, row);
    if (Number(row.dataset.number) <= field.number || isUnsent(name) || field.busy) return;
    if (row.dataset.rivalPage === page) return; // these are mine, and the other text stands beside them
    if (row.querySelector("[data-text]").textContent === read(name)) return seen(name, Number(row.dataset.number));
    if (isHere(name) && row.dataset.page !== page) return; // when the cursor leaves it
    put(name, row.querySelector("[data-text]").textContent);
    field.sent = read(name);
    seen(name, Number(row.dataset.number));
    note(name, `${row.dataset.by}, ${row.dataset.at}`);
  }

  const isHere = (name) => document.activeElement?.name === name && document.activeElement.type !== "radio";

  function put(name, text) {
    const field = element(name);
    if (field instanceof RadioNodeList) field.value = text;
    else if (field.type === "checkbox") field.checked = text === "yes";
    else field.value = text;
  }

  function mark(name, who) {
    const place = wrapper(name);
    if (!place) return;
    place.classList.toggle("theirs", who !== "");
    if (who) note(name, `${who} is writing here`);
    else if (place.querySelector(".note")?.textContent.endsWith("is writing here")) note(name, "");
  }

  function note(name, text) {
    const place = wrapper(name)?.querySelector(".note");
    friend.say(place, text || place?.dataset.note || "");
  }

  const label = (name) => wrapper(name)?.querySelector("label, legend")?.textContent.trim() ?? name;

  // -- Both texts, side by side

  function choose(name, row) {
    const id = `both-${name}`;
    const rival = row.querySelector("[data-rival]");
    const shown = document.getElementById(id);
    if (!rival) return shown?.remove();
    const [mine, theirs] = row.dataset.rivalPage === page
      ? [text(row, "rival"), text(row, "text")] : [text(row, "text"), text(row, "rival")];
    if ([row.dataset.page, row.dataset.rivalPage].includes(page)) mine.who = mine.who.replace(/^.*,/, "Yours,");
    if (shown) {
      friend.say(shown.querySelector("[data-mine]"), mine.words);
      friend.say(shown.querySelector("[data-theirs]"), theirs.words);
      return;
    }
    (wrapper(name) ?? element(name)).after(both(id, name, mine, theirs));
  }

  function text(row, which) {
    const { by, at, rivalBy, rivalAt } = row.dataset;
    const words = row.querySelector(which === "text" ? "[data-text]" : "[data-rival]").textContent;
    return { words, keep: which, who: which === "text" ? `${by}, ${at}` : `${rivalBy}, ${rivalAt}` };
  }

  function both(id, name, mine, theirs) {
    const block = Object.assign(document.createElement("div"), { id, className: "both" });
    const heading = document.createElement("p");
    heading.textContent = `Two changed “${label(name)}”. Nothing is gone until you choose.`;
    block.append(heading, side(name, mine, "mine"), side(name, theirs, "theirs"));
    block.setAttribute("role", "group");
    friend.announce(heading.textContent);
    return block;
  }

  function side(name, { words, keep, who }, whose) {
    const part = document.createElement("div");
    const by = Object.assign(document.createElement("p"), { className: "soft", textContent: who });
    const said = Object.assign(document.createElement("p"), { className: "prewrap", textContent: words, dir: "auto" });
    said.dataset[whose] = "";
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet" });
    button.textContent = who.startsWith("Yours") ? "Keep mine" : "Keep this one";
    button.addEventListener("click", () => keepOne(name, keep));
    part.append(by, said, button);
    return part;
  }

  async function keepOne(name, keep) {
    const row = document.querySelector(`#typed [data-of="${name}"]`);
    if (!row) return;
    const chosen = row.querySelector(keep === "text" ? "[data-text]" : "[data-rival]").textContent;
    const body = new URLSearchParams({ field: name, number: row.dataset.number, keep });
    try {
      await reach(`${base}choose`, { method: "POST", body });
      put(name, chosen);
      fields.get(name).sent = chosen;
    } catch {
      note(name, "No signal: nothing was chosen. Try again.");
    }
  }

  // -- A draft that is offered: appended, never in place of what stands there

  form.addEventListener("click", (event) => {
    const field = event.target.closest?.("[data-insert]")?.dataset.insert;
    if (!field) return;
    event.preventDefault();
    const draft = event.target.closest("[data-insert]").value;
    const target = element(field);
    target.value = [target.value.trim(), draft].filter(Boolean).join("\n");
    target.focus();
    send(field);
  });

  // The words of the form as it stands are read back, and stay where they are.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-read-back]");
    if (!button) return;
    event.preventDefault();
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await reach(button.dataset.readBack, { method: "POST", body });
      if (answer.status === 204) return;
      form.requestSubmit(button); // the server says what is wrong on the page itself
    } catch {
      friend.announce("No signal: the words were not read back. Try again.");
    }
  });

  take();
})();

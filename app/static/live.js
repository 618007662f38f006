// What htmx leaves to us: a rating that is never shown as saved before it is, a line that says whether we are
// connected, a way on when sockets are blocked, and announcements for screen readers.
(() => {
  // A one-use link opened with #open (never by a mail program's preview) takes its place by itself.
  if (location.hash === "#open") document.querySelector("form.take")?.submit();

  // Signed in again: what was typed goes back into its form by itself.
  if (location.pathname === "/sign-in") document.querySelector("form.goes-on")?.submit();

  const ANSWER_WITHIN = 3000; // after this the same form goes by POST, with the same key
  const POLL_EVERY = 5000; // while no socket stands
  const RETRY = [1000, 2000, 4000, 8000, 15000];
  const TOO_FAST = 429; // the status of an answer that came too soon after many others
  const LARGEST = 4000; // bytes of a frame; a longer reason goes by POST
  const host = document.querySelector("[data-live]");
  if (!host) return;
  const byId = (id) => document.getElementById(id);
  const signal = byId("signal");
  let isOpen = false;
  let sitting = null;

  // -- The line to the server

  document.addEventListener("htmx:ws:after:connection", () => connected(true));
  document.addEventListener("htmx:ws:close", (event) => {
    connected(false);
    if (event.detail.code >= 4000) sentAway();
  });

  function connected(yes) {
    isOpen = yes;
    if (!signal) return;
    document.body.classList.toggle("no-signal", !yes);
    say(signal, yes ? (signal.dataset.quiet ? "" : "Connected") : "No signal. Trying again…");
    if (!yes) pending.forEach((sent) => sent.post());
  }

  // For good: the last letter says why. What console and stage still showed is no longer theirs to see; what somebody
  // has typed stays, to be copied.
  let isOver = false;
  const THEIRS_NO_MORE = [
    ".agenda", ".progress", ".findings", ".draft-text", ".top .right > :not(#signal)", "main > :not(#signal, #status)",
  ].join(", ");
  function sentAway() {
    isOver = true;
    say(signal, "Not connected");
    if (document.body.classList.contains("phone")) return;
    document.body.classList.add("sent-away");
    const stays = (part) => part.id === "notice" || (typed && part.querySelector("textarea"));
    for (const part of document.querySelectorAll(THEIRS_NO_MORE)) if (!stays(part)) part.remove();
  }

  setInterval(() => { if (!isOpen && !isOver && !document.hidden) poll(); }, POLL_EVERY);

  async function poll() {
    try {
      const answer = await fetch(host.dataset.live, { headers: { "HX-Request": "true" }, cache: "no-store" });
      if ([401, 403, 404].includes(answer.status)) {
        await swap(await answer.text());
        sentAway();
      }
      if (answer.ok && !isOpen) {
        await swap(await answer.text());
        say(signal, "Connected slowly");
        document.body.classList.remove("no-signal");
      }
    } catch { /* no signal; the next round tries again */ }
  }

  function swap(html) {
    return htmx.swap({ sourceElement: host, target: host, swap: "none", text: html, transition: false });
  }

  // -- Recording a rating

  const pending = new Map(); // round -> what was sent and is not acknowledged

  document.addEventListener("htmx:ws:before:message:outgoing", (event) => {
    const form = event.target.closest ? event.target.closest("form.rating") : null;
    if (!form) return;
    const sent = submission(form);
    event.detail.message.values.key = sent.key;
    const bytes = new TextEncoder().encode(JSON.stringify(event.detail.message.values)).length;
    if (!isOpen || bytes > LARGEST) {
      event.preventDefault();
      sent.post();
    } else {
      sent.timer = setTimeout(sent.post, ANSWER_WITHIN);
    }
  });

  // htmx has given its socket up for good (the seat moved, say) and sends nothing more: the form still goes by POST.
  document.addEventListener("htmx:ws:error", (event) => {
    const form = event.target.closest ? event.target.closest("form.rating") : null;
    if (form && typeof event.detail.error === "string") submission(form).post();
  });

  function submission(form) {
    const round = form.dataset.round;
    const before = pending.get(round);
    if (before) before.stop();
    const said = saying(form);
    // Pressing twice is one submission; saying something else is a new one.
    const key = before && before.said === said ? before.key : newKey();
    form.elements.key.value = key;
    const sent = { key, said, timer: null, tries: 0, stopped: false };
    sent.stop = () => { sent.stopped = true; clearTimeout(sent.timer); };
    sent.post = () => post(form, sent);
    pending.set(round, sent);
    receipt(round, "Sending…");
    return sent;
  }

  async function post(form, sent) {
    clearTimeout(sent.timer);
    if (sent.stopped || sent.posting) return;
    sent.posting = true;
    try {
      const body = new URLSearchParams(new FormData(form));
      body.set("key", sent.key);
      const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (!sent.stopped && answer.status !== TOO_FAST) await swap(await answer.text());
      if (answer.status === TOO_FAST) {
        receipt(form.dataset.round, "Not recorded yet. Keep this page open, we try again in a moment.", true);
      } else if (answer.status < 500) {
        sent.stop();
        const place = byId(`receipt-${form.dataset.round}`);
        if (place?.classList.contains("sending")) receipt(form.dataset.round, "Not recorded. See the notice above.", true);
      }
    } catch {
      receipt(form.dataset.round, "Not recorded yet: no signal. Keep this page open, we keep trying.", true);
    }
    sent.posting = false;
    if (!sent.stopped) sent.timer = setTimeout(sent.post, RETRY[Math.min(sent.tries++, RETRY.length - 1)]);
  }

  const saying = (form) => [...new FormData(form)].filter(([name]) => name !== "key").join("\u0001");

  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  function receipt(round, text, isProblem = false) {
    const place = byId(`receipt-${round}`);
    if (!place) return;
    place.className = isProblem ? "receipt problem" : "receipt sending";
    const line = document.createElement("p");
    line.textContent = text;
    place.replaceChildren(line);
    announce(text);
  }

  function acknowledge() {
    for (const [round, sent] of pending) {
      const place = byId(`receipt-${round}`);
      if (!place || place.dataset.key !== sent.key) continue;
      sent.stop();
      pending.delete(round);
      announce(place.textContent);
    }
  }

  // -- After every frame

  document.addEventListener("htmx:ws:after:message:incoming", settle);
  document.addEventListener("htmx:after:swap", settle);

  function settle() {
    acknowledge();
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

  // A console page has forms for the state it was made in. When the room has moved on it loads itself again, unless
  // somebody has typed something: then it says so and leaves the moment to that person.
  const page = document.querySelector("body.console main");
  const needed = () => [...document.querySelectorAll(".console [data-needs]")].map((it) => it.dataset.needs).join("|");
  const madeFor = page && needed();
  let typed = false;
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
    if (!document.body.classList.contains("rate") || begunIn === "closed") return;
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

  // -- Small things

  function say(place, text) { if (place && place.textContent !== text) place.textContent = text; }
  function announce(text) { say(byId("status"), text.trim()); }

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

  // A page taken back from the browser's memory has a dead socket and an old state.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();

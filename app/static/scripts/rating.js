// What htmx leaves to us about an answer, a rating or an assent: it is never shown as saved before it is, and never
// lost for want of a line. A form names the place of its receipt, and the fields that go by POST alone.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.rating = {};
  const { line, announce } = friend;
  const { reach, swap } = friend.reach ?? {};
  if (!line?.isOpen) return; // the form goes as any form does

  const ANSWER_WITHIN = 3000; // after this the same form goes by POST, with the same key
  const RETRY = [1000, 2000, 4000, 8000, 15000];
  const TOO_FAST = 429; // the status of an answer that came too soon after many others
  const LARGEST = 4000; // bytes of a frame; a longer reason goes by POST
  const answersForm = "answersForm" in document.body.dataset;
  const byId = (id) => document.getElementById(id);
  const BLOCKED = "Not recorded yet: this network answered in our place. You may have to sign in to it. "
    + "Keep this page open, we keep trying.";
  const noSignal = (form) => `Not recorded yet: no signal.${form.matches(".rating") && friend.kept?.isChanged
    ? " Kept on this phone." : ""} Keep this page open, we keep trying.`;
  const FORMS = "form[data-receipt]";
  const pending = new Map(); // receipt -> what was sent and is not acknowledged

  document.addEventListener("htmx:ws:before:message:outgoing", (event) => {
    const form = event.target.closest ? event.target.closest(FORMS) : null;
    if (!form) return;
    const sent = submission(form);
    event.detail.message.values.key = sent.key;
    for (const name of sent.without) delete event.detail.message.values[name];
    sent.frame = JSON.stringify(event.detail.message.values);
    const bytes = new TextEncoder().encode(sent.frame).length;
    if (bytes > LARGEST || sent.goesByPost) sent.frame = null;
    if (!line.isOpen() || !sent.frame) {
      event.preventDefault();
      sent.post();
    } else {
      sent.timer = setTimeout(sent.post, ANSWER_WITHIN);
    }
  });

  // htmx has given its socket up for good (the seat moved, say) and sends nothing more: the form still goes by POST.
  document.addEventListener("htmx:ws:error", (event) => {
    const form = event.target.closest ? event.target.closest(FORMS) : null;
    if (form && typeof event.detail.error === "string") submission(form).post();
  });

  function submission(form) {
    const place = form.dataset.receipt;
    const before = pending.get(place);
    if (before) before.stop();
    const said = saying(form);
    // Pressing twice is one submission; saying something else is a new one.
    const key = before && before.said === said ? before.key : newKey();
    form.elements.key.value = key;
    const body = new URLSearchParams(new FormData(form)); // what was said when the button was pressed, at every try
    const only = form.dataset.byPost?.split(" ") ?? [];
    // Once changed they go with every press, also to empty them; and so they do from a page that brought them back.
    if (answersForm || only.some((name) => isChanged(form, name))) form.dataset.goesByPost = "yes";
    const goesByPost = form.dataset.goesByPost === "yes";
    const without = goesByPost ? [] : only;
    for (const name of without) body.delete(name); // frame and POST of one press say the same
    const sent = { key, said, body, without, goesByPost, timer: null, tries: 0, stopped: false };
    sent.stop = () => { sent.stopped = true; clearTimeout(sent.timer); };
    sent.post = () => post(form, sent);
    pending.set(place, sent);
    receipt(place, "Sending…");
    return sent;
  }

  const isChanged = (form, name) => [...form.querySelectorAll(`[name="${name}"]`)].some((field) =>
    field.matches("[type=radio], [type=checkbox]")
      ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);

  async function post(form, sent) {
    clearTimeout(sent.timer);
    if (sent.stopped || sent.posting) return;
    sent.posting = true;
    try {
      const answer = await reach(form.action, { method: "POST", body: sent.body });
      if (!sent.stopped && answer.isOurs && answer.status !== TOO_FAST) await swap(answer.html);
      if (!answer.isOurs) {
        receipt(form.dataset.receipt, BLOCKED, true);
      } else if (answer.status === TOO_FAST) {
        receipt(form.dataset.receipt, "Not recorded yet. Keep this page open, we try again in a moment.", true);
      } else if (answer.status < 500) {
        sent.stop();
        const place = form.dataset.receipt;
        const isOpen = byId(place)?.classList.contains("sending");
        if (isOpen) receipt(place, "Not recorded. See the notice above.", true);
      }
    } catch {
      receipt(form.dataset.receipt, noSignal(form), true);
    }
    sent.posting = false;
    if (!sent.stopped) sent.timer = setTimeout(sent.post, RETRY[Math.min(sent.tries++, RETRY.length - 1)]);
  }

  const saying = (form) => [...new FormData(form)].filter(([name]) => name !== "key").join("\u0001");

  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  function receipt(name, text, isProblem = false) {
    const place = byId(name);
    if (!place) return;
    place.className = isProblem ? "receipt problem" : "receipt sending";
    const line = document.createElement("p");
    line.textContent = text;
    place.replaceChildren(line);
    announce(text);
  }

  function acknowledge() {
    for (const [name, sent] of pending) {
      const place = byId(name);
      if (!place || sent.stopped) continue;
      if (place.dataset.key !== sent.key) {
        // The room's state came before the answer to what was sent: "Nothing recorded yet" is not the whole of it.
        if (!place.matches(".sending, .problem")) receipt(name, "Sending…");
        continue;
      }
      sent.stop();
      pending.delete(name);
      announce(place.textContent);
      tellRecorded(sent, place);
    }
  }

  // A newer answer from elsewhere may stand in its place: its value is not told here.
  function tellRecorded({ body }, place) {
    const isStored = place.dataset.recorded === "yes" && place.querySelector(".own-value")?.textContent;
    if (isStored) document.dispatchEvent(new CustomEvent("rating:recorded", { detail: { sent: body } }));
  }

  // A new line is proven, and what hangs on the old one may hang for long: the same answer with the same key again.
  document.addEventListener("line:open", () => {
    for (const sent of pending.values()) if (sent.frame && !sent.stopped) line.send(sent.frame);
  });

  document.addEventListener("line:lost", () => pending.forEach((sent) => sent.post()));
  document.addEventListener("htmx:ws:after:message:incoming", acknowledge);
  document.addEventListener("htmx:after:swap", acknowledge);
})();

// A step of a draft is saved as one goes, whole, soon after the last key; the form itself works without this. And the
// standards that are ticked are counted along.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.preparing = {};
  const form = document.querySelector("form[data-prepared]");
  if (!form) return;

  const AFTER = 1000; // ms behind the last key
  const AGAIN = 3000; // behind a sending that failed
  const WITHIN = 10000; // an answer
  const place = form.querySelector("[data-saved]");
  let timer = 0;
  let busy = null; // a sending that is not answered
  let isChanged = false;
  let isStopped = false; // somebody else saved this step: only the button goes on

  form.addEventListener("input", ({ target }) => { if (target.name !== "framework_key") soon(AFTER); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && isChanged) send(); });

  // What is on its way is waited for: the page has to know what it has saved itself.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!busy) return;
    event.preventDefault();
    await busy;
    form.requestSubmit(event.submitter);
  });

  function soon(after) {
    isChanged = true;
    clearTimeout(timer);
    timer = setTimeout(send, after);
  }

  function send() {
    clearTimeout(timer);
    if (busy || isStopped) return;
    isChanged = false;
    note("Saving");
    busy = sent().finally(() => {
      busy = null;
      if (isChanged && !isStopped) soon(AFTER);
    });
  }

  async function sent() {
    try {
      const body = new URLSearchParams(new FormData(form));
      const signal = AbortSignal.timeout(WITHIN);
      const options = { method: "POST", body, redirect: "manual", keepalive: true, signal };
      const answer = await fetch(form.dataset.prepared, options);
      if (answer.headers.get("Critical-Friend") !== "1" || answer.status >= 500) throw new Error("not ours");
      const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
      const kept = isJson ? await answer.json() : { refused: "Not saved. Press “Save and continue” to see why." };
      isStopped = Boolean(kept.refused);
      note(kept.refused ?? `Saved ${kept.saved}`);
      if (kept.seen) form.elements.seen.value = kept.seen;
    } catch {
      isChanged = true;
      note("Not saved yet: no signal. Kept on this page, trying again.");
      timer = setTimeout(send, AGAIN);
    }
  }

  function note(text) { if (place.textContent !== text) place.textContent = text; }

  const counted = form.querySelector("[data-minutes]");
  if (!counted) return;
  form.addEventListener("input", count);

  function count() {
    const titled = [...form.querySelectorAll("[name^='theme-title-']")].filter((field) => field.value.trim());
    const chosen = form.querySelectorAll("[name='standards']:checked").length + titled.length;
    const each = Math.floor(Number(counted.dataset.minutes) / chosen);
    const minutes = `${each} ${each === 1 ? "minute" : "minutes"}${chosen > 1 ? " each" : ""}`;
    const text = chosen ? `${chosen} chosen, about ${minutes}` : "None chosen yet";
    if (counted.textContent !== text) counted.textContent = text;
  }
})();

// The foot of a rating page says what it will record. Until something is chosen the way onward is to skip; once it is
// recorded as it stands, the way onward is the next standard. Choosing never records.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.foot = {};
  const { say, kept } = friend;
  const foot = document.querySelector(".record-foot");
  const form = document.querySelector("form.rating");
  if (!foot || !form || !kept?.isChanged || !say) return; // a plain button and links, as without scripts

  const receipt = () => document.getElementById(form.dataset.receipt);
  const [button, skip, next] = ["[form]", ".skip", ".next"].map((part) => foot.querySelector(part));
  const quote = form.querySelector(".may-quote");
  const CANT_TELL = "I can’t tell";

  function refresh() {
    const chosen = new FormData(form).get("answer");
    const place = receipt();
    const isRecorded = place?.dataset.recorded === "yes";
    const isDone = isRecorded && !kept.isChanged() && !isOther(chosen) && !place.matches(".sending, .problem");
    const isHere = document.activeElement === button;
    button.hidden = !chosen || isDone;
    // It takes the focus with it; that stands on the foot, so that a second Enter presses nothing.
    if (isHere && button.hidden) foot.focus({ preventScroll: true });
    next.hidden = !isDone;
    skip.hidden = Boolean(chosen) || isDone;
    if (chosen) say(button, place.matches(".sending") ? "Recording" : label(chosen, isRecorded));
    button.classList.toggle("busy", place.matches(".sending"));
    quote.hidden = !form.elements.reason.value.trim() && !quote.querySelector("input").checked;
    form.classList.toggle("is-reworded", kept.isReworded());
  }

  // Another of this person's screens may have recorded something else.
  function isOther(chosen) {
    const stored = receipt().querySelector(".own-value")?.textContent.replace(/^: /, "");
    return Boolean(stored) && stored !== (chosen === "ct" ? "can’t tell" : String(Number(chosen)));
  }

  function label(chosen, isRecorded) {
    const isHidden = document.body.classList.contains("own-hidden");
    if (isHidden) return isRecorded ? "Record the change" : "Record my rating";
    const what = chosen === "ct" ? CANT_TELL : String(Number(chosen));
    if (!isRecorded) return chosen === "ct" ? `Record: ${what}` : `Record ${what}`;
    if (isOther(chosen)) return chosen === "ct" ? `Record instead: ${what}` : `Record ${what} instead`;
    return "Record what you changed";
  }

  document.addEventListener("rating:kept", refresh);
  document.addEventListener("own:hidden", refresh);
  new MutationObserver(refresh).observe(foot, { subtree: true, childList: true, attributeFilter: ["class"] });
  foot.tabIndex = -1;
  refresh();
})();

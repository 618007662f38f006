// The foot of words that were read back: once an answer is recorded as it stands, the way onward takes the place of the
// button, and it comes back with any change. Choosing never records.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.assent = {};
  const form = document.getElementById("assent");
  const foot = document.querySelector(".stands .record-foot");
  if (!form || !foot || !friend.rating) return; // a plain button and a link, as without scripts

  const [button, next] = [".record", ".next"].map((part) => foot.querySelector(part));
  const receipt = () => document.getElementById(form.dataset.receipt);
  const said = (isChosen = "checked", value = "value") => [...form.elements]
    .filter((field) => field.name && field.name !== "key" && (!field.matches("[type=radio], [type=checkbox]")
      || field[isChosen]))
    .map((field) => `${field.name}: ${field[value]}`).join("\u0001");
  const isServedAsStored = !("answersForm" in document.body.dataset) && receipt()?.dataset.recorded === "yes";
  let stored = isServedAsStored ? said("defaultChecked", "defaultValue") : null;
  let pressed = null;

  function refresh() {
    const isRecorded = receipt()?.dataset.recorded === "yes" && !receipt().matches(".sending, .problem");
    const isDone = isRecorded && said() === stored;
    if (document.activeElement === button && isDone) foot.focus({ preventScroll: true });
    button.hidden = isDone;
    next.hidden = !isDone;
  }

  form.addEventListener("submit", () => { pressed = said(); }, true);
  document.addEventListener("rating:recorded", () => { stored = pressed; refresh(); });
  for (const event of ["input", "change"]) form.addEventListener(event, refresh);
  new MutationObserver(refresh).observe(foot, { subtree: true, childList: true, attributeFilter: ["class"] });
  foot.tabIndex = -1;
  refresh();
})();

// One's own numbers, choices and reasons hidden from who sits beside, on every page: at once, and kept in a cookie that
// says that they are hidden and not what they are. Without scripts the same button is a form.
(() => {
  const hiding = ((window.criticalFriend ??= {}).hiding = {});
  const LASTS = 14 * 24 * 60 * 60; // seconds

  // How pages look on this phone, for the next ones.
  hiding.keep = (name, isChosen) => {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `${name}=yes; path=/; max-age=${isChosen ? LASTS : 0}; samesite=lax${secure}`;
  };

  const form = document.querySelector("form.eye");
  const button = form?.querySelector("button");
  if (!button) return;

  // A half-made rating need not go with it: and Enter in that form must not find this button first.
  button.removeAttribute("form");
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const hides = button.value === "yes";
    hiding.keep("hides", hides);
    document.body.classList.toggle("own-hidden", hides);
    button.value = hides ? "no" : "yes";
    button.querySelector(".word-of-it").textContent = hides ? "Show mine" : "Hide mine";
    document.dispatchEvent(new Event("own:hidden"));
  });
})();

// One's own numbers, choices and reasons hidden from who sits beside, on every page: at once, and kept in a cookie that
// says that they are hidden and not what they are. Without scripts the same button is a form.
(() => {
  (window.criticalFriend ??= {}).hiding = {};
  const form = document.querySelector("form.eye");
  const button = form?.querySelector("button");
  if (!button) return;
  const LASTS = 14 * 24 * 60 * 60; // seconds

  // A half-made rating need not go with it: and Enter in that form must not find this button first.
  button.removeAttribute("form");
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const hides = button.value === "yes";
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `hides=yes; path=/; max-age=${hides ? LASTS : 0}; samesite=lax${secure}`;
    document.body.classList.toggle("own-hidden", hides);
    button.value = hides ? "no" : "yes";
    button.querySelector(".word-of-it").textContent = hides ? "Show mine" : "Hide mine";
    document.dispatchEvent(new Event("own:hidden"));
  });
})();

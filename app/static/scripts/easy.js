// Easy Read, on every page of this phone: at once, and kept in a cookie that says no more than that. Nothing is asked
// of the server, and nothing that was typed or chosen is lost. Without scripts the same button is a form.
(() => {
  const friend = (window.criticalFriend ??= {});
  friend.easy = {};
  const button = document.querySelector("form.easy-switch button");
  if (!button) return;

  button.removeAttribute("form");
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const isEasy = button.value === "yes";
    friend.hiding.keep("easy", isEasy);
    document.body.classList.toggle("reads-easy", isEasy);
    button.value = isEasy ? "no" : "yes";
    button.setAttribute("aria-pressed", isEasy);
    for (const full of document.querySelectorAll(".in-full")) full.open = !isEasy;
  });
})();

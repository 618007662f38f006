// A button that copies an address. Without this script, or where a browser does not let it, the address is there to be
// marked by hand.
(() => {
  (window.criticalFriend ??= {}).copying = {};
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copies]")) {
    const told = button.parentElement.querySelector("[data-copied]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
        told.textContent = "Copied";
      } catch {
        told.textContent = "This browser did not let us copy it. Mark the address above and copy it by hand.";
      }
    });
  }
})();

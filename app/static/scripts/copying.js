// A button that copies what stands beside it. Without this script it stays hidden, and the text can be selected.
(() => {
  (window.criticalFriend ??= {}).copying = {};
  if (!navigator.clipboard) return; // a browser offers it on a safe address alone
  for (const button of document.querySelectorAll("[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const copied = button.parentElement.querySelector("[role=status]");
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
        copied.textContent = "Copied";
      } catch {
        copied.textContent = "Not copied: select the address, and copy it yourself.";
      }
    });
  }
})();

// The order of talk by drag: a row dropped on another is sent to stand before it, or after it, with the form that
// waits in the row. By keyboard, and without this script, the buttons of the standard do the same.
(() => {
  (window.criticalFriend ??= {}).agenda = {};
  let dragged = null;
  const rowOf = (event) => event.target.closest?.("#agenda li[data-number]");
  const isBelow = (row, event) => event.clientY > row.getBoundingClientRect().top + row.offsetHeight / 2;

  document.addEventListener("dragstart", (event) => {
    const row = rowOf(event);
    if (!row) return;
    dragged = row.dataset.number;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged);
  });
  document.addEventListener("dragend", () => { dragged = null; mark(); });

  document.addEventListener("dragover", (event) => {
    const row = dragged && rowOf(event);
    mark(row, row && isBelow(row, event));
    if (row) event.preventDefault(); // it may be dropped here
  });

  document.addEventListener("drop", (event) => {
    const row = dragged && rowOf(event);
    if (!row) return;
    event.preventDefault();
    const before = isBelow(row, event) ? row.nextElementSibling?.dataset.number ?? "" : row.dataset.number;
    const form = document.getElementById(`drag-${dragged}`);
    if (!form || before === dragged) return;
    form.elements.before.value = before;
    form.requestSubmit();
  });

  function mark(row, below) {
    for (const it of document.querySelectorAll("#agenda .drops-above, #agenda .drops-below")) {
      it.classList.remove("drops-above", "drops-below");
    }
    row?.classList.add(below ? "drops-below" : "drops-above");
  }
})();

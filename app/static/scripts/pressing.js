// Forms that are pressed by themselves, because whoever opened the page did so for nothing else.
(() => {
  (window.criticalFriend ??= {}).pressing = {};

  // A one-use link opened with #open (never by a mail program's preview) takes its place by itself.
  if (location.hash === "#open") document.querySelector("form.take")?.submit();

  // Signed in again: what was typed goes back into its form by itself.
  if (location.pathname === "/sign-in") document.querySelector("form.goes-on")?.submit();
})();

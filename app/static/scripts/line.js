// The line to the server. A screen says that it is connected only while it hears something on it: the server beats on a
// line that would be silent, and a page that is looked at again asks. A dead line is dropped and a new one opened at
// once, for its own close may come a minute late or never. Where no socket stands, the state is asked for by GET.
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.line = {};
  const { reach, swap, clearLines } = friend.reach ?? {};
  const host = document.querySelector("[data-live]");
  if (!reach || !friend.say) return;

  const BEAT = "{}";
  const QUESTION = '{"act":"ask"}';
  const SILENT_FOR = 25; // seconds; data-silent-for says otherwise
  const ANSWERED_WITHIN = 3000; // a question
  const OPENED_WITHIN = 10000; // a line, and its first word heard
  const POLL_EVERY = 5000;
  const LOOK_EVERY = 1000;
  const SLEPT = 5000; // between two looks by the clock: this device slept
  const OVER = 4000; // close codes from here on are final: the last letter said why
  const signal = document.getElementById("signal");
  let connection = null; // htmx's
  let dropped = null; // a socket that htmx still holds and is given up
  let watched = null; // the socket that counts, and about that one:
  let since = 0;
  let heardAt = null;
  let askedAt = null;
  let polledAt = null;
  let isStranger = false; // the network itself answered for us
  let isOver = false;
  let wasOpen = false;
  let newsFrom = performance.now(); // of when the page was loaded or looked at again
  let lookedAt = Date.now();
  let pollBegan = performance.now() - 2000; // the first of a page comes after three seconds
  let isPolling = false;

  const ago = (moment) => (moment === null ? Infinity : performance.now() - moment);
  const silentFor = () => 1000 * (host.dataset.silentFor ?? SILENT_FOR);
  const isOpen = () => watched?.readyState === WebSocket.OPEN && ago(heardAt) < silentFor();

  // -- What is heard

  document.addEventListener("htmx:ws:before:connection", ({ detail }) => keep(detail.connection));
  document.addEventListener("htmx:ws:after:connection", ({ detail }) => {
    keep(detail.connection);
    clearTimeout(connection.timer); // of an older try, which would drop this good one
    follow();
  });

  document.addEventListener("htmx:ws:before:message:incoming", (event) => {
    follow();
    const isFirst = !isOpen();
    heardAt = performance.now();
    askedAt = null;
    if (isFirst) document.dispatchEvent(new Event("line:open"));
    if (event.detail.message.data === BEAT) event.preventDefault();
    tell();
  });

  document.addEventListener("htmx:ws:close", (event) => {
    if (heardAt !== null) pollBegan = performance.now(); // a new line is there sooner than a poll would be
    heardAt = null;
    if (event.detail.code >= OVER) end();
    tell();
  });

  function keep(theirs) {
    connection = theirs;
    connection.config.reconnectCodes = { includes: (code) => code < OVER };
  }

  // This script may arrive when htmx has long opened its socket, and even heard the first word.
  function followWhatStands() {
    const theirs = host._htmx?.ws?.connection;
    if (theirs) keep(theirs);
    follow();
    if (watched?.readyState === WebSocket.OPEN) watched.send(QUESTION);
  }

  function follow() {
    if (!connection || connection.socket === watched || connection.socket === dropped) return;
    watched = connection.socket;
    since = performance.now();
    heardAt = askedAt = null;
  }

  // -- Whether it stands

  function look() {
    const slept = Math.abs(Date.now() - lookedAt) > SLEPT;
    lookedAt = Date.now();
    if (isOver) return;
    follow();
    if (slept) ask();
    if (isDead()) drop();
    if (!isOpen() && !document.hidden && performance.now() - pollBegan >= POLL_EVERY) poll();
    tell();
  }

  function isDead() {
    if (!watched) return false;
    if (watched.readyState === WebSocket.CLOSED) return false; // htmx opens the next
    if (watched.readyState === WebSocket.CLOSING) return !document.hidden;
    if (heardAt === null) return ago(since) > OPENED_WITHIN;
    return ago(heardAt) > silentFor() || (askedAt !== null && ago(askedAt) > ANSWERED_WITHIN);
  }

  // htmx goes on as if the close had come, and hears nothing more of the old line.
  function drop() {
    dropped = watched;
    watched = null;
    dropped.dispatchEvent(new CloseEvent("close", { code: 1006 }));
    connection.abortController?.abort();
    dropped.close();
    clearLines();
  }

  function ask() {
    if (isOver || document.hidden || askedAt !== null || heardAt === null) return;
    if (watched?.readyState !== WebSocket.OPEN) return;
    askedAt = performance.now();
    watched.send(QUESTION);
  }

  function lookAgain() {
    if (document.hidden) return;
    newsFrom = performance.now();
    ask();
    look();
  }

  document.addEventListener("visibilitychange", lookAgain);
  document.addEventListener("resume", lookAgain);
  document.addEventListener("submit", ask); // an act whose news must come by this line
  window.addEventListener("online", lookAgain);
  // A page taken back from the browser's memory has a dead socket and an old state.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  setInterval(look, LOOK_EVERY);

  // -- Without a socket

  async function poll() {
    if (isPolling) return;
    isPolling = true;
    pollBegan = performance.now();
    try {
      const answer = await reach(host.dataset.live);
      const isNoMore = [401, 403, 404].includes(answer.status);
      isStranger = !answer.isOurs;
      if (answer.isOurs && (isNoMore || (answer.status === 200 && !isOpen()))) await swap(answer.html);
      polledAt = answer.isOurs && answer.status === 200 ? performance.now() : null;
      if (answer.isOurs && isNoMore) end();
    } catch {
      isStranger = false;
      polledAt = null;
    }
    isPolling = false;
    tell();
  }

  // -- What is said about it

  function end() {
    if (isOver) return;
    isOver = true;
    document.dispatchEvent(new Event("line:over"));
  }

  function tell() {
    const stands = isOpen() || ago(polledAt) < silentFor();
    const isNew = !stands && !isStranger && (document.hidden || ago(newsFrom) < ANSWERED_WITHIN);
    const lost = !stands && !isNew && !isOver;
    if (lost && !document.body.classList.contains("no-signal")) friend.announce(words(stands, isNew));
    document.body.classList.toggle("no-signal", lost);
    friend.say(signal, words(stands, isNew));
    if (wasOpen && !isOpen()) document.dispatchEvent(new Event("line:lost"));
    wasOpen = isOpen();
  }

  function words(stands, isNew) {
    if (isOver) return "Not connected";
    if (isOpen()) return signal?.dataset.quiet ? "" : "Connected";
    if (stands) return "Connected slowly";
    if (isStranger) return "Blocked by this network. Sign in to it, or use another.";
    return isNew ? "Connecting…" : "No signal. Trying again…";
  }

  const send = (text) => watched.send(text);
  followWhatStands();
  Object.assign(friend.line, { isOpen, send });
})();

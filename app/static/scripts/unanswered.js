// An act by button whose answer does not come, or comes from a network in our place. It may have been done all the
// same, and the page says so: what came of it is seen by the line, which every act asks whether it stands (line.js).
(() => {
  const friend = (window.criticalFriend = window.criticalFriend ?? {});
  friend.unanswered = {};
  const { isOurs, clearLines } = friend.reach ?? {};
  if (!friend.line?.isOpen) return; // nothing would ask whether the line stands

  const ANSWERED_WITHIN = "10s";
  const LOOK = "It may have been done all the same: look at what this page shows now, before you press again.";
  const STRANGER = "this network answered in our place. You may have to sign in to it.";
  const underway = new Set(); // forms; a second press while the first is on its way is the same act

  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    const form = ctx.sourceElement;
    if (underway.has(form)) return event.preventDefault();
    const act = ctx.request.submitter?.textContent.trim() ?? "";
    ctx.request.timeout = ANSWERED_WITHIN;
    ctx.fetch = (address, asked) => {
      underway.add(form);
      return reach(address, asked, act).finally(() => underway.delete(form));
    };
  });

  // What is not ours is not handed on: it would be swapped into the page.
  async function reach(address, asked, act) {
    const answer = await whole(address, asked).catch((error) => {
      say(act, "no answer came.");
      clearLines();
      throw error;
    });
    if (!isOurs(answer)) {
      say(act, STRANGER);
      throw new Error("answered by a stranger");
    }
    takeBack();
    return answer;
  }

  // With its body: that, too, may never come.
  async function whole(address, asked) {
    const answer = await fetch(address, asked);
    await answer.clone().text();
    return answer;
  }

  function say(act, cause) {
    const sentence = document.createElement("p");
    sentence.textContent = `“${act}”: ${cause} ${LOOK}`;
    put({ className: "notice", role: "alert" }, sentence);
    document.getElementById("notice").dataset.unanswered = "yes";
  }

  function takeBack() {
    if (document.getElementById("notice")?.dataset.unanswered) put({});
  }

  function put(properties, ...children) {
    const notice = Object.assign(document.createElement("div"), { id: "notice", ...properties });
    notice.append(...children);
    document.getElementById("notice")?.replaceWith(notice);
  }
})();

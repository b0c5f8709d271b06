"use strict";
/* Keeps a long form while it is being written. Without this file the page has its own "Lưu" button.

   form[data-autosave-url]     where the form's fields are sent: every 20 seconds if something changed, and on leaving
                               a field; never twice at once
   form[data-autosave-record]  the public key of what is written; with body[data-account] it names the copy on the device
   [data-autosave-status]      where the page says what is kept (role="status")
   [data-sign-in-url]          on the form: where to sign in again (default /dang-nhap/)

   The server answers
     200  {"saved_at": "14:05", "fields": {"version": "7"}}   kept; the named inputs take new values
     400  {"message": "…"}                                    not kept, and why; the text stays on the device
     401, 403, or a redirect to sign-in                       the session has ended; the text stays on the device
     409  {"message": "…"}                                    written elsewhere meanwhile, or already submitted
   What the server has not acknowledged is kept in localStorage, under tusoi:<account>:<record>; it is erased when the
   server acknowledges it, and on sign-out (page.js). A copy found when the page opens is offered, never forced. */

(function () {
  const EVERY_MS = 20000;
  const WAIT_MS = 5000;
  const form = document.querySelector("form[data-autosave-url]");
  if (!form) return;
  const status = document.querySelector("[data-autosave-status]");
  const place = "tusoi:" + (document.body.dataset.account || "") + ":" + form.dataset.autosaveRecord;
  const SKIPPED = ["csrfmiddlewaretoken", "form_key"];
  let acknowledged = served();
  let sending = false;
  let stopped = false;
  let leaving = false;
  let ended = false;
  let waiting = null;
  let pressed = null; // the button of the submit under way: an old browser does not say it of the event

  function entries(of) {
    return Array.from(new FormData(of || form).entries())
      .filter(([name, value]) => typeof value === "string" && SKIPPED.indexOf(name) < 0);
  }

  /* The form as the server wrote it: on a slow line one writes before this file is there. */
  function served() {
    const copy = form.cloneNode(true);
    copy.reset();
    return JSON.stringify(entries(copy));
  }

  function written() {
    return JSON.stringify(entries());
  }

  /* Hidden inputs (versions) change with every save: they are no text of the writer's. */
  function text(fields) {
    return JSON.stringify(fields.filter(([name]) => {
      const box = form.elements[name];
      return !(box && box.type === "hidden");
    }));
  }

  function keep() {
    if (leaving) return;
    try { localStorage.setItem(place, JSON.stringify({ fields: entries(), base: acknowledged })); } catch (error) { /* full or closed */ }
  }

  function forget() {
    try { localStorage.removeItem(place); } catch (error) { /* closed */ }
  }

  function say(kind, text, link) {
    if (!status) return;
    status.className = "saved c-" + kind;
    status.textContent = text;
    if (!link) return;
    const anchor = document.createElement("a");
    anchor.className = "tap";
    anchor.href = link.href;
    anchor.textContent = link.text;
    status.append(" ", anchor);
  }

  function signInAgain() {
    stopped = ended = true;
    const here = encodeURIComponent(window.location.pathname + window.location.search);
    const href = (form.dataset.signInUrl || "/dang-nhap/") + "?next=" + here;
    say("back", "Đã hết phiên làm việc: bài viết vẫn còn trên máy này.", { href: href, text: "Đăng nhập lại để viết tiếp" });
  }

  function accept(sent, answer) {
    acknowledged = sent;
    Object.entries(answer.fields || {}).forEach(([name, value]) => {
      const box = form.elements[name];
      if (box && box.value !== undefined) box.value = value;
    });
    if (answer.fields) acknowledged = rebased(sent, answer.fields);
    if (written() === acknowledged) forget();
    else keep();
    say("done", "Đã lưu lúc " + answer.saved_at);
    document.dispatchEvent(new Event("tusoi:saved"));
  }

  function rebased(sent, fields) {
    return JSON.stringify(JSON.parse(sent).map(([name, value]) => [name, name in fields ? String(fields[name]) : value]));
  }

  function understand(sent, response) {
    if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return signInAgain();
    if (response.status >= 500) return offline();
    return response.json().then((answer) => {
      if (response.ok) return accept(sent, answer);
      if (response.status === 409) stopped = true;
      return say("back", answer.message || "Chưa lưu được. Bài viết vẫn còn trên máy này.");
    });
  }

  function offline() {
    say("back", "Mất mạng: bài viết vẫn còn trên máy này");
  }

  function save() {
    const now = written();
    if (sending || stopped || now === acknowledged) return;
    sending = true;
    keep();
    const request = { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual" };
    request.headers = { "X-Requested-With": "fetch", Accept: "application/json" };
    fetch(form.dataset.autosaveUrl, request)
      .then((response) => understand(now, response))
      .catch(offline)
      .then(() => { sending = false; sendWaiting(); });
  }

  /* A save under way will bring the versions that the form must carry: its answer is awaited, else the writer would
     be told of a change "elsewhere" that is his own. Once the session has ended the text stays here instead. */
  function hold(event) {
    if (!sending || waiting) return;
    event.preventDefault();
    waiting = pressed || form.querySelector("button[type=submit]");
    window.setTimeout(sendWaiting, WAIT_MS);
  }

  function sendWaiting() {
    const button = waiting;
    if (!button) return;
    if (ended) {
      waiting = null;
      return;
    }
    button.click();
    waiting = null;
  }

  function putBack(fields) {
    const groups = {};
    fields.forEach(([name, value]) => { (groups[name] = groups[name] || []).push(value); });
    Object.entries(groups).forEach(([name, values]) => {
      form.querySelectorAll('[name="' + CSS.escape(name) + '"]').forEach((box, at) => {
        if (box.type === "hidden" || box.type === "file") return;
        if (box.type === "radio" || box.type === "checkbox") box.checked = values.indexOf(box.value) >= 0;
        else box.value = values[Math.min(at, values.length - 1)];
      });
    });
  }

  function offer(copy) {
    const note = document.createElement("div");
    note.className = "note note-back";
    note.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = "Máy này còn giữ đoạn đồng chí viết lần trước nhưng chưa gửi được.";
    const acts = document.createElement("p");
    acts.className = "acts";
    acts.append(
      button("Lấy lại đoạn đã viết", () => { putBack(copy.fields); note.remove(); keep(); save(); }),
      button("Bỏ đoạn này", () => { forget(); note.remove(); }),
    );
    note.append(words, acts);
    form.prepend(note);
  }

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-outline-primary";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  try {
    const copy = JSON.parse(localStorage.getItem(place) || "null");
    if (copy && text(copy.fields) !== text(JSON.parse(acknowledged))) offer(copy);
    else forget();
  } catch (error) { /* storage is closed, or holds something else */ }

  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("focusout", save);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[type=submit]");
    if (button) pressed = button;
  });
  form.addEventListener("submit", hold);
  window.setInterval(save, EVERY_MS);
  window.addEventListener("online", save);
  document.addEventListener("tusoi:leaving", () => { leaving = stopped = true; });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  save();
})();

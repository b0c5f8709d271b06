"use strict";
/* Comfort on every page; each page works without this file.

   form[data-size-form]        A−, A, A+ at once; the server keeps the choice in a cookie when the form is sent
   form (method post)          sent once: its buttons are closed after the first click (data-again keeps them open),
                               and open again if the page is still here later: the answer was stopped or lost on the way
   form[data-sign-out]         erases every unsent text this account has left on the device
   [data-focus]                takes the focus when the page opens (the summary of errors)
   details[data-menu]          closes on Escape and on a click elsewhere
   button[data-print]          prints the page
   body[data-session-seconds]  five minutes before the session ends, the template #session-warning is shown;
                               its form[data-session-extend] keeps the session without leaving the page */

const KEPT = "tusoi:";
const WARN_SECONDS = 5 * 60;
const ANSWER_SECONDS = 8;

function forgetUnsent(account) {
  try {
    Object.keys(localStorage)
      .filter((key) => key.indexOf(KEPT + account + ":") === 0)
      .forEach((key) => localStorage.removeItem(key));
  } catch (error) { /* storage is closed: nothing was kept */ }
}

function showSize(value) {
  document.documentElement.classList.remove("size-s", "size-l");
  if (value !== "m") document.documentElement.classList.add("size-" + value);
  document.querySelectorAll("[data-size-form] button").forEach((one) => {
    one.setAttribute("aria-pressed", String(one.value === value));
  });
}

document.querySelectorAll("[data-size-form]").forEach((form) => {
  form.querySelectorAll("button").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      showSize(button.value);
      const fields = new FormData(form);
      fields.set("size", button.value);
      fetch(form.action, { method: "POST", body: fields, credentials: "same-origin", redirect: "manual" }).catch(() => {});
    });
  });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-again") || form.hasAttribute("data-size-form")) return;
  if (form.hasAttribute("data-sent")) {
    event.preventDefault();
    return;
  }
  form.setAttribute("data-sent", "");
  form.querySelectorAll("button").forEach((one) => one.setAttribute("aria-disabled", "true"));
  window.setTimeout(openAgain, ANSWER_SECONDS * 1000, form);
  if (form.hasAttribute("data-sign-out")) {
    document.dispatchEvent(new Event("tusoi:leaving"));
    forgetUnsent(document.body.dataset.account || "");
  }
});

/* The form may be sent again, now or after the browser's own Back: the server knows a repeat by its key. */
function openAgain(form) {
  form.removeAttribute("data-sent");
  form.querySelectorAll("button").forEach((one) => one.removeAttribute("aria-disabled"));
}

window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(openAgain);
});

const first = document.querySelector("[data-focus]");
if (first) first.focus();

document.querySelectorAll("details[data-menu]").forEach((menu) => {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});

document.querySelectorAll("button[data-print]").forEach((one) => one.addEventListener("click", () => window.print()));

const warning = document.getElementById("session-warning");
let warningTimer = 0;

function hideWarning() {
  const shown = document.querySelector(".session");
  if (shown) shown.remove();
}

function watchSession() {
  const seconds = Number(document.body.dataset.sessionSeconds || 0);
  window.clearTimeout(warningTimer);
  if (!warning || seconds <= WARN_SECONDS) return;
  warningTimer = window.setTimeout(() => {
    document.body.appendChild(warning.content.cloneNode(true));
    const form = document.querySelector(".session [data-session-extend]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const sent = { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual" };
      sent.headers = { "X-Requested-With": "fetch" };
      fetch(form.action, sent).then((answer) => {
        if (answer.status === 204) hideWarning();
        else window.location.reload();
        watchSession();
      }).catch(() => { form.querySelector("button").textContent = "Mất mạng, bấm lại"; });
    });
  }, (seconds - WARN_SECONDS) * 1000);
}

watchSession();
document.addEventListener("tusoi:saved", () => { hideWarning(); watchSession(); });

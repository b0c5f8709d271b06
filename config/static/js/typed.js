"use strict";
/* Gives typed words back when a form was left or not taken: after Back, or after signing in again.

   form (method post)   its boxes are noted in sessionStorage when sent or left: one form, no file, password, hidden box
   body[data-posted]    an answer to a form not taken: its history entry becomes the form's page, so Back sends nothing
   body[data-done]      the key of the form taken just now: its words are forgotten
   [data-typed]         where the session is over: a text, named by its box

   Offered on the form's page to the same account, never forced; gone with the tab, sign-out, another account. */

(function () {
  const PLACE = "tusoi-typed";
  const SMALL = "[data-size-form], [data-session-extend]";
  const body = document.body;
  const account = body.dataset.account || "";
  let changed = null;

  function read() {
    try { return JSON.parse(sessionStorage.getItem(PLACE) || "null"); } catch (error) { return null; }
  }

  function forget() {
    try { sessionStorage.removeItem(PLACE); } catch (error) { /* closed */ }
  }

  function labelOf(box) {
    const group = isChoice(box) && box.closest("fieldset");
    const label = group ? group.querySelector("legend") : box.labels && box.labels[0];
    return ((label && label.textContent) || box.getAttribute("aria-label") || "").replace(/\s*\*\s*(\(bắt buộc\))?\s*$/, "").trim();
  }

  function boxes(form) {
    return Array.from(form.elements).filter((box) => box.name
      && ["hidden", "file", "password", "submit", "button", "fieldset"].indexOf(box.type) < 0
      && box.autocomplete !== "one-time-code");
  }

  function isChoice(box) {
    return box.type === "radio" || box.type === "checkbox";
  }

  function isOn(box) {
    return box.checked || !isChoice(box);
  }

  function isNoted(form) {
    return account && form && form.method === "post" && form.elements.form_key;
  }

  function note(form) {
    const fields = boxes(form).filter(isOn).map((box) => [box.name, box.value, labelOf(box)]);
    const page = body.hasAttribute("data-posted") && read() ? read().page : window.location.pathname + window.location.search;
    const key = form.elements.form_key.value;
    try { sessionStorage.setItem(PLACE, JSON.stringify({ account, key, page, fields })); } catch (error) { /* full or closed */ }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.matches(SMALL)) return;
    changed = null;
    if (form.hasAttribute("data-sign-out")) forget();
    else if (isNoted(form)) note(form);
  });

  document.addEventListener("input", (event) => {
    if (isNoted(event.target.form)) changed = event.target.form;
  });

  window.addEventListener("pagehide", () => { if (changed) note(changed); });

  function formFor(fields) {
    const names = fields.map(([name]) => name);
    const count = (form) => boxes(form).filter((box) => names.indexOf(box.name) >= 0).length;
    const forms = Array.from(document.querySelectorAll("form[method=post]")).filter((form) => count(form) > 0);
    return forms.sort((one, other) => count(other) - count(one))[0];
  }

  function differs(form, fields) {
    const now = boxes(form).filter(isOn).map((box) => [box.name, box.value]);
    return JSON.stringify(now) !== JSON.stringify(fields.map(([name, value]) => [name, value]));
  }

  /* What has no box any more stands beside the form, to be copied. */
  function putBack(form, fields, beside) {
    const groups = {};
    fields.forEach(([name, value, label]) => { (groups[name] = groups[name] || { label, values: [] }).values.push(value); });
    const here = boxes(form);
    here.filter(isChoice).forEach((box) => { box.checked = false; });
    Object.entries(groups).forEach(([name, { label, values }]) => {
      const found = here.filter((box) => box.name === name);
      found.forEach((box, at) => {
        if (isChoice(box)) box.checked = values.indexOf(box.value) >= 0;
        else box.value = values[Math.min(at, values.length - 1)];
      });
      if (!found.length && values.join("").trim()) beside.append(asText(label || name, values.join("\n")));
    });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function asText(label, value) {
    const holder = document.createElement("label");
    const box = document.createElement("textarea");
    holder.textContent = label;
    box.className = "form-control";
    box.readOnly = true;
    box.value = value;
    holder.append(box);
    return holder;
  }

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-outline-primary";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function offer(form, kept) {
    const box = document.createElement("div");
    box.className = "note note-back stack-s";
    box.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = "Biểu mẫu này đồng chí đã gõ nhưng chưa gửi.";
    const acts = document.createElement("p");
    acts.className = "acts";
    acts.append(
      button("Điền lại những gì đã gõ", () => {
        acts.remove();
        words.textContent = "Đã điền lại những gì đồng chí đã gõ. Tệp đã chọn thì chọn lại. Xem lại rồi gửi.";
        putBack(form, kept.fields, box);
      }),
      button("Bỏ", () => { forget(); box.remove(); }),
    );
    box.append(words, acts);
    form.prepend(box);
  }

  function nameTexts(kept) {
    const labels = {};
    kept.fields.forEach(([name, , label]) => { labels[name] = label; });
    document.querySelectorAll("[data-typed]").forEach((label) => {
      label.textContent = labels[label.dataset.typed] || label.textContent;
    });
    document.querySelectorAll("[data-sign-in]").forEach((link) => link.removeAttribute("target"));
    document.querySelectorAll("[data-scripted]").forEach((one) => { one.textContent = one.dataset.scripted; });
  }

  const kept = read();
  const over = document.querySelector("[data-sign-in]");
  if (over) {
    if (kept) nameTexts(kept);
    return;
  }
  if (kept && account && (kept.account !== account || kept.key === body.dataset.done)) {
    forget();
    return;
  }
  if (body.hasAttribute("data-posted")) {
    if (account) history.replaceState(null, "", kept ? kept.page : window.location.href);
    return;
  }
  if (!kept || !account || kept.page.split("?")[0] !== window.location.pathname) return;
  window.addEventListener("load", () => { // by then the browser has put back what it kept itself
    const form = formFor(kept.fields);
    if (form && !form.hasAttribute("data-autosave-url") && differs(form, kept.fields)) offer(form, kept);
  });
})();

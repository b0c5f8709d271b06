"use strict";
/* Sums while counts are being typed; the server checks the same sums when the form is sent.

   form[data-sums]                     a page of counts; words below are spoken with data-unit (default "phiếu")
   [data-check="hop_le+khong_hop_le=thu_ve"]   a line that says whether the named inputs agree
   [data-check="thu_ve<=phat_ra<=co_mat"]      … or stand in order; data-label gives the words of each name: "hợp lệ|không hợp lệ|thu về"
   [data-row]                          a row of inputs whose sum must be the value of the input named by the form's data-total,
                                       or may be smaller where the form says in data-lack what the rest is called
   [data-row] [data-sum]               where the row says its sum
   Each of these lines holds a b (the words) and may hold an svg use of the sprite (the shape).

   [data-picks] [data-chosen]          how many boxes of the group are ticked */

document.querySelectorAll("[data-picks]").forEach((group) => {
  const place = group.querySelector("[data-chosen]");
  const count = () => { place.textContent = group.querySelectorAll("input[type=checkbox]:checked").length; };
  group.addEventListener("change", count);
  count();
});

(function () {
  const form = document.querySelector("form[data-sums]");
  if (!form) return;
  const unit = form.dataset.unit || "phiếu";

  function read(box) {
    const text = box ? box.value.trim() : "";
    return /^\d+$/.test(text) ? Number(text) : NaN;
  }

  function named(name) {
    return read(form.elements[name.trim()]);
  }

  function mark(line, ok, words) {
    const use = line.querySelector("use");
    line.classList.remove("c-done", "c-late", "dim");
    line.classList.add(ok ? "c-done" : "c-late");
    if (use) use.setAttribute("href", use.getAttribute("href").split("#")[0] + (ok ? "#done" : "#late"));
    line.querySelector("b").textContent = words;
  }

  function told(names, labels, signs) {
    return names.map((name, at) => (labels[at] || "") + " " + (isNaN(named(name)) ? "…" : named(name)) + (signs[at] ? " " + signs[at] + " " : "")).join("");
  }

  function check(line) {
    const rule = line.dataset.check;
    const names = rule.split(/<=|[+=]/);
    const signs = (rule.match(/<=|[+=]/g) || []).map((one) => (one === "<=" ? "≤" : one));
    if (names.some((name) => isNaN(named(name)))) return;
    const ok = rule.indexOf("<=") >= 0 ? inOrder(names) : equal(rule);
    mark(line, ok, (ok ? "Khớp: " : "Chưa khớp: ") + told(names, (line.dataset.label || "").split("|"), ok ? signs : signs.map(wrong)));
  }

  function wrong(sign) {
    return sign === "=" ? "≠" : sign === "≤" ? "/" : sign;
  }

  function inOrder(names) {
    return names.every((name, at) => at === 0 || named(names[at - 1]) <= named(name));
  }

  function equal(rule) {
    const sides = rule.split("=").map((side) => side.split("+").reduce((all, name) => all + named(name), 0));
    return sides.every((side) => side === sides[0]);
  }

  function row(line) {
    const boxes = Array.from(line.querySelectorAll("input:not([type=hidden])"));
    const total = named(form.dataset.total || "");
    const place = line.querySelector("[data-sum]");
    if (!place || isNaN(total) || boxes.every((box) => box.value.trim() === "")) return;
    const sum = boxes.reduce((all, box) => all + (read(box) || 0), 0);
    const gap = total - sum;
    const lack = form.dataset.lack;
    const short = lack ? " — " + gap + " " + unit + " " + lack : " — thiếu " + gap + " " + unit;
    const words = gap > 0 ? short : gap < 0 ? " — thừa " + -gap + " " + unit : "";
    mark(place, gap === 0 || (gap > 0 && sum > 0 && Boolean(lack)), sum + " / " + total + words);
  }

  function look() {
    form.querySelectorAll("[data-check]").forEach(check);
    form.querySelectorAll("[data-row]").forEach(row);
  }

  form.addEventListener("change", look);
  look();
})();

"use strict";
/* Shows the pictures and files chosen, in the order they will be joined; without this file the browser lists them itself.

   input[type=file][data-preview]   the picker; its value names the element that takes the pictures (an id)
   data-most-mb                     on the picker: the most one sending may weigh; what is too heavy is said at once */

(function () {
  const MB = 1024 * 1024;

  document.querySelectorAll("input[type=file][data-preview]").forEach((picker) => {
    const place = document.getElementById(picker.dataset.preview);
    if (!place) return;
    picker.addEventListener("change", () => {
      place.textContent = "";
      const files = Array.from(picker.files), most = Number(picker.dataset.mostMb || 0);
      files.forEach((file, at) => place.appendChild(card(file, at + 1, most)));
      if (files.length > 1) place.appendChild(sum(files, most));
    });
  });

  function card(file, number, most) {
    const item = document.createElement("li");
    const words = document.createElement("p");
    words.className = "small";
    words.textContent = number + ". " + file.name + " — " + size(file.size);
    if (file.size === 0) warn(words, "tệp rỗng");
    else if (most && file.size > most * MB) warn(words, "quá " + most + " MB");
    if (/^image\/(jpeg|png)$/.test(file.type) && file.size < 2e7) item.append(picture(file));
    item.append(words);
    return item;
  }

  function sum(files, most) {
    const item = document.createElement("li");
    item.className = "sum";
    const words = document.createElement("p");
    const weight = files.reduce((all, file) => all + file.size, 0);
    words.className = "small";
    words.textContent = "Cộng " + files.length + " tệp: " + size(weight);
    if (most && weight > most * MB) warn(words, "quá " + most + " MB một lần gửi; giảm cỡ ảnh rồi chọn lại");
    item.append(words);
    return item;
  }

  /* A data: address, since the page's own rules refuse blob: ones. */
  function picture(file) {
    const shown = document.createElement("img");
    shown.alt = "";
    const reader = new FileReader();
    reader.addEventListener("load", () => { shown.src = reader.result; });
    reader.readAsDataURL(file);
    return shown;
  }

  function warn(words, text) {
    words.className = "small c-late fw-semibold";
    words.textContent += " — " + text;
  }

  function size(bytes) {
    if (bytes < 1e6) return Math.max(1, Math.round(bytes / 1000)) + " kB";
    return (bytes / 1e6).toFixed(1).replace(".", ",") + " MB";
  }
})();

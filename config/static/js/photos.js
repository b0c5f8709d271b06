"use strict";
/* Shows the pictures and files chosen, in the order they will be joined; without this file the browser lists them itself.

   input[type=file][data-preview]   the picker; its value names the element that takes the pictures (an id)
   data-most-mb                     on the picker: the most one file may weigh; a heavier one is named at once */

(function () {
  document.querySelectorAll("input[type=file][data-preview]").forEach((picker) => {
    const place = document.getElementById(picker.dataset.preview);
    if (!place) return;
    picker.addEventListener("change", () => {
      place.textContent = "";
      Array.from(picker.files).forEach((file, at) => place.appendChild(card(file, at + 1, Number(picker.dataset.mostMb || 0))));
    });
  });

  function card(file, number, most) {
    const item = document.createElement("li");
    const words = document.createElement("p");
    words.className = "small";
    words.textContent = number + ". " + file.name + " — " + size(file.size);
    if (file.size === 0) warn(words, "tệp rỗng");
    else if (most && file.size > most * 1e6) warn(words, "quá " + most + " MB");
    if (/^image\/(jpeg|png)$/.test(file.type) && file.size < 2e7) item.append(picture(file));
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

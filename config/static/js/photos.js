"use strict";
/* Shows the files chosen, in the order they will be joined.

   input[type=file][data-preview]   the picker; its value is the id of the list that takes the pictures
   data-most-mb                     the most one sending may weigh */

(function () {
  document.querySelectorAll("input[type=file][data-preview]").forEach((picker) => {
    const place = document.getElementById(picker.dataset.preview);
    const most = picker.dataset.mostMb;
    picker.addEventListener("change", () => {
      const files = Array.from(picker.files);
      place.textContent = "";
      files.forEach((file, at) => {
        const item = line(place, at + 1 + ". " + file.name, file.size, most, "");
        if (/^image\/(jpeg|png)$/.test(file.type) && file.size < 2e7) item.prepend(picture(file));
      });
      const all = files.reduce((sum, file) => sum + file.size, 0);
      if (files[1]) line(place, "Cộng " + files.length + " tệp", all, most, " một lần gửi; giảm cỡ ảnh rồi chọn lại").className = "sum";
    });
  });

  function line(place, text, bytes, most, advice) {
    const item = document.createElement("li");
    const words = document.createElement("p");
    const wrong = !bytes ? "tệp rỗng" : bytes > most * 1048576 ? "quá " + most + " MB" + advice : "";
    words.className = wrong ? "small c-late fw-semibold" : "small";
    words.textContent = [text, size(bytes), wrong].filter(Boolean).join(" — ");
    item.append(words);
    place.append(item);
    return item;
  }

  /* A data: address, since the page's own rules refuse blob: ones. */
  function picture(file) {
    const shown = document.createElement("img");
    shown.alt = "";
    const reader = new FileReader();
    reader.onload = () => { shown.src = reader.result; };
    reader.readAsDataURL(file);
    return shown;
  }

  function size(bytes) {
    if (bytes < 1e6) return Math.max(1, Math.round(bytes / 1000)) + " kB";
    return (bytes / 1e6).toFixed(1).replace(".", ",") + " MB";
  }
})();

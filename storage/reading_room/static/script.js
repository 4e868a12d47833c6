// What the pages do better with script; everything works without it.
(() => {
  // A click on a permanent address copies it.
  for (const link of document.querySelectorAll("a[data-copy]")) {
    link.addEventListener("click", (event) => {
      if (!navigator.clipboard || event.metaKey || event.ctrlKey) return;
      navigator.clipboard.writeText(link.href);
      link.classList.add("copied");
    });
  }
  // The original scrolls to the box of the chosen figure inside its own frame.
  const box = document.querySelector(".sheets .chosen");
  const sheets = document.querySelector(".sheets");
  if (box && sheets) {
    const image = sheets.querySelector("img");
    const show = () => {
      sheets.scrollTop += box.getBoundingClientRect().top - sheets.getBoundingClientRect().top - sheets.clientHeight / 3;
    };
    if (image.complete) show();
    else image.addEventListener("load", show, { once: true });
  }
  // Empty fields stay out of the address.
  for (const form of document.querySelectorAll("form.filters")) {
    form.addEventListener("submit", () => {
      for (const field of form.querySelectorAll("input, select")) if (!field.value) field.disabled = true;
    });
  }
})();

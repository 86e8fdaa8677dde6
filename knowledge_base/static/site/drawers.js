// Keeps the focus in an open drawer. The rest is up to the browser, with or without this script.
let opener;
for (const drawer of document.querySelectorAll(".sidebar-drawer, .toc-drawer")) {
  const first = drawer.querySelector("button");
  const last = [...drawer.querySelectorAll("a")].at(-1);
  const close = () => drawer.hidePopover?.();
  const enclose = (inert) => {
    for (const other of document.querySelectorAll("body > a, header, .page > *, .content")) {
      other.inert = inert && !other.contains(drawer);
    }
  };
  // In a long menu, the page one is on comes into sight.
  const find = () => {
    const here = drawer.querySelector("[aria-current]");
    const box = here?.closest(".sidebar-scroll");
    if (box) {
      const { bottom, height } = box.getBoundingClientRect();
      box.scrollTop += Math.max(0, here.getBoundingClientRect().bottom - bottom + height / 3);
    }
  };

  find();
  drawer.addEventListener("beforetoggle", () => {
    opener = document.querySelector(`header [popovertarget=${drawer.id}]`);
    enclose(false); // its button takes the focus back
  });
  drawer.addEventListener("toggle", ({ newState }) => {
    enclose(newState === "open");
    first.focus();
    find();
  });
  drawer.addEventListener("keydown", (event) => {
    const [from, to] = event.shiftKey ? [first, last] : [last, first];
    if (event.key === "Tab" && event.target === from && first.offsetParent) {
      event.preventDefault();
      to.focus();
    }
  });
  drawer.addEventListener("click", ({ target }) => target.closest("[href^='#']") && close());
  addEventListener("resize", () => first.offsetParent || close()); // a column now
  addEventListener("pagehide", close);
}
// The search closes the menu that it was opened from, and later finds nothing there to give the focus back to.
addEventListener("close", ({ target }) => target.contains(document.activeElement) && opener?.focus(), true);

// Keeps the focus in an open drawer. The rest is up to the browser, with or without this script.
(() => {
  "use strict";
  for (const drawer of document.querySelectorAll(".sidebar-drawer, .toc-drawer")) {
    const first = drawer.querySelector("button");
    const last = [...drawer.querySelectorAll("a")].pop();
    const close = () => drawer.hidePopover?.();
    const enclose = (inert) => {
      for (const other of document.querySelectorAll("body > a, header, .page > *, .content")) {
        other.inert = inert && !other.contains(drawer);
      }
    };

    drawer.addEventListener("beforetoggle", () => enclose(false)); // its button takes the focus back
    drawer.addEventListener("toggle", ({ newState }) => {
      enclose(newState === "open");
      first.focus();
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
})();

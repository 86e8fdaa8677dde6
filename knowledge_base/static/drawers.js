// Keeps the focus in an open drawer, of which the browser does all the rest. Without this script the drawers work too.
(() => {
  "use strict";
  const drawers = document.querySelectorAll("[popover].sidebar-drawer, [popover].toc-drawer");
  const others = (drawer) => [...document.querySelectorAll("body > a, body > header, .page > *, .main > *")].filter((one) => !one.contains(drawer) && one !== drawer);

  for (const drawer of drawers) {
    drawer.addEventListener("toggle", (event) => {
      const isOpen = event.newState === "open";
      for (const other of others(drawer)) {
        other.inert = isOpen;
      }
      if (isOpen) {
        drawer.querySelector(".drawer-close").focus();
      }
    });
    // A link within the page closes the list that it was in.
    drawer.addEventListener("click", (event) => {
      if (event.target.closest("a[href^='#']") && drawer.matches(":popover-open")) {
        drawer.hidePopover();
      }
    });
  }
  // Where the window grows wide enough, an open drawer becomes a column again.
  addEventListener("resize", () => {
    for (const drawer of drawers) {
      if (drawer.matches(":popover-open") && !drawer.querySelector(".drawer-close").offsetParent) {
        drawer.hidePopover();
      }
    }
  });
})();

// Shows what a term means beside its link: by pointer, key or finger, from data that stands in the page.
(() => {
  "use strict";
  const data = document.getElementById("term-previews");
  if (!data || !HTMLElement.prototype.showPopover) {
    return; // the links stay plain links
  }
  const REST = 150; // ms that a pointer rests on a link before it shows anything
  const WAY = 250; // ms that a pointer has for its way from the link into the preview
  const GAP = 6; // px between the two
  const EDGE = 8; // px around the preview
  const INSIDE = ".term-preview, [aria-describedby=term-preview]";
  const FOCUS = ":focus-visible, .term-preview:focus-within";
  const previews = JSON.parse(data.textContent);
  const page = document.documentElement;
  let link, preview, timer, pressed, shownBefore;

  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  function show(term) {
    close();
    link = term;
    const [name, definition, standing] = previews[link.getAttribute("href")];
    preview = make("span", { className: "term-preview", popover: "manual", role: "note", ariaLabel: name });
    preview.tabIndex = -1;
    preview.append(
      make("b", { textContent: name }),
      make("small", { textContent: standing && `The name: ${standing}` }),
      make("span", { textContent: definition, id: "term-preview" }),
      make("a", { textContent: "Read more", href: link.href, ariaLabel: `Read more: ${name}` }),
    );
    preview.addEventListener("pointerleave", leave);
    preview.addEventListener("focusout", blur);
    link.after(preview); // the next stop of Tab, and of a screen reader
    link.setAttribute("aria-describedby", "term-preview");
    preview.showPopover();
    place();
  }

  // Under the last line of the link, or above its first: what one reads stays in sight.
  function place() {
    const lines = [...link.getClientRects()];
    const { height, width } = preview.getBoundingClientRect();
    const above = lines[0].top - GAP - height;
    let line = lines.at(-1);
    let y = line.bottom + GAP;
    if (y + height + EDGE > page.clientHeight && above >= EDGE) {
      [line] = lines;
      y = above;
    }
    preview.style.left = `${Math.max(EDGE, Math.min(line.left, page.clientWidth - width - EDGE))}px`;
    preview.style.top = `${y - page.getBoundingClientRect().top}px`; // it moves along with the page
  }

  function close() {
    clearTimeout(timer);
    preview?.remove();
    link?.removeAttribute("aria-describedby");
    link = preview = undefined;
  }

  // Closes, and gives the focus back to the link if it was in the preview.
  function dismiss() {
    if (preview?.matches(":focus-within")) {
      link.focus();
    }
    close();
  }

  function later(delay, act) {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  }

  const held = (states) => link?.matches(states) || preview?.matches(states);
  const settle = () => held(`${FOCUS}, :hover`) || close();
  const unlessTouch = (act) => (event) => event.pointerType === "touch" || act(); // a finger leaves after each tap
  const leave = unlessTouch(() => later(WAY, settle));
  // Where another window takes the focus, it will come back.
  const blur = ({ target }) => target === document.activeElement || later(0, settle);

  for (const term of document.querySelectorAll("article a:has(.std-term)")) {
    if (!previews[term.getAttribute("href")]) {
      continue;
    }
    const rest = () => term === link || held(FOCUS) || show(term);
    term.addEventListener("pointerenter", unlessTouch(() => later(REST, rest)));
    term.addEventListener("pointerleave", leave);
    term.addEventListener("blur", blur);
    term.addEventListener("focus", () => {
      if (term !== link && term.matches(":focus-visible")) {
        const { bottom, top } = term.getBoundingClientRect();
        if (top < 0 || bottom > page.clientHeight) {
          term.scrollIntoView({ block: "center", behavior: "instant" }); // browsers do so only later
        }
        show(term);
      }
    });
    // The first tap shows, the second follows the link. A click by key or voice has no detail, and follows at once.
    term.addEventListener("click", (event) => {
      const tap = pressed?.pointerType === "touch" && event.detail && !event.ctrlKey && !event.metaKey;
      if (tap && shownBefore !== term) {
        event.preventDefault();
        show(term);
        preview.focus({ preventScroll: true }); // holds it open, and tells a screen reader
      }
    });
  }

  addEventListener("pointerdown", (event) => {
    pressed = event;
    shownBefore = link;
  });
  addEventListener("pointerup", () => pressed?.target.closest(INSIDE) || close());
  addEventListener("keydown", ({ key }) => key === "Escape" && dismiss());
  addEventListener("resize", () => link && place());
  addEventListener("pagehide", dismiss);
})();

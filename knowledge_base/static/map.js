// Lets one concept of the map be chosen: its relations stand out, with their reasons beside the map. The address tells
// which, so that Back and links work. Without this script, the names on the map lead to their pages.
(() => {
  "use strict";
  const map = document.querySelector(".map");
  const form = map.querySelector("form");
  const frame = map.querySelector(".map-frame");
  const panel = map.querySelector(".map-chosen");
  const arcs = [...map.querySelectorAll(".map-arc")];
  const rows = [...document.querySelectorAll(".relations tr[data-from]")];
  const concepts = new Map(); // the links on the map by their ids
  let fits, chosen;

  for (const link of map.querySelectorAll(".map-concept")) {
    concepts.set(link.id, link);
    link.dataset.page = link.getAttribute("href");
    link.setAttribute("href", `#${link.id}`); // where it leads now, in a new tab too
  }

  const joins = ({ dataset }, id) => dataset.from === id || dataset.to === id;
  const show = (row) => {
    const { top, bottom } = row.getBoundingClientRect();
    row.scrollIntoView({ block: top < 0 || bottom > innerHeight ? "center" : "nearest", behavior: "instant" });
  };
  const make = (tag, facts, ...parts) => {
    const made = Object.assign(document.createElement(tag), facts);
    made.append(...parts);
    return made;
  };
  const mark = ({ classList }, states) => {
    for (const name in states) {
      classList.toggle(`is-${name}`, !!states[name]);
    }
  };

  // A row of the table, in its own words. The neighbor's name chooses it, and the chosen one's leads nowhere.
  function relation(row) {
    const [who, why] = [...row.cloneNode(true).cells].map((cell) => make("div", {}, ...cell.childNodes));
    const ends = [row.dataset.from, row.dataset.to];
    who.querySelectorAll("a").forEach((link, place) => {
      if (ends[place] === chosen) {
        link.replaceWith(link.textContent);
      } else {
        link.href = `#${ends[place]}`;
      }
    });
    return make("li", {}, who, why);
  }

  function told(link) {
    const name = link.ariaLabel ?? link.textContent; // a name of several lines stands whole in the label
    const own = rows.filter((row) => joins(row, chosen));
    const shown = own.filter(fits);
    return [
      make("div", {}, make("h3", { tabIndex: -1 }, name), make("button", { type: "button" }, "Close")),
      make("p", {}, make("a", { href: link.dataset.page, ariaLabel: `Open the page: ${name}` }, "Open the page")),
      make("p", {}, `${shown.length} of ${own.length} relations`),
      make("ul", {}, ...shown.map(relation)),
    ];
  }

  function draw() {
    const near = new Set();
    for (const arc of arcs) {
      const own = fits(arc) && (!chosen || joins(arc, chosen));
      mark(arc, { out: !fits(arc), near: chosen && own, far: !own, hinted: false });
      if (own) {
        near.add(arc.dataset.from).add(arc.dataset.to);
      }
    }
    for (const [id, link] of concepts) {
      const here = id === chosen;
      mark(link, { chosen: here, near: chosen && !here && near.has(id), far: !here && !near.has(id) });
      link.ariaCurrent = here ? "true" : null;
    }
    panel.hidden = !chosen;
    panel.replaceChildren(...(chosen ? told(concepts.get(chosen)) : []));
  }

  function narrow() {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    fits = ({ dataset }) => wanted.every(([name, value]) => dataset[name] === value);
    rows.forEach((row) => (row.hidden = !fits(row)));
    const shown = rows.filter(fits).length;
    form.querySelector("output").textContent = shown
      ? `${shown} of ${rows.length} relations`
      : "No relation fits. Change a choice, or show all.";
    draw();
  }

  // Shows what the address names. To choose is to go to the reasons, by finger and screen reader as by key: the focus
  // moves to the name above them, and when they close, back to the map. The page scrolls no more than it must.
  function follow() {
    const id = location.hash.slice(1);
    const before = concepts.get(chosen);
    const inPanel = panel.contains(document.activeElement);
    chosen = concepts.has(id) && id;
    draw();
    if (chosen) {
      panel.scrollTop = 0;
      panel.querySelector("h3").focus({ preventScroll: true });
      show(concepts.get(chosen));
      if (panel.getBoundingClientRect().top < 0) {
        panel.scrollIntoView({ behavior: "instant" }); // it ends with the map
      }
    } else if (before && inPanel) {
      before.focus({ preventScroll: true });
      if (before.matches(":focus-visible")) {
        show(before); // for keys; with a pointer one is where one looks
      }
    }
  }

  function choose(id) {
    history.pushState(null, "", id ? `#${id}` : location.href.split("#")[0]);
    follow();
  }

  map.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    const { target } = event;
    const id = target.closest("a")?.getAttribute("href").slice(1); // a page's address holds no such id
    if (concepts.has(id)) {
      event.preventDefault();
      choose(id !== chosen && id);
    } else if (chosen && (target.closest(".map-chosen button") || frame.contains(target))) {
      choose();
    }
  });
  // Elsewhere, Esc closes other things: the search, a menu.
  addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape" && chosen && target.matches("body, .map-frame *, .map-chosen *")) {
      choose();
    }
  });
  addEventListener("hashchange", follow);

  // While nothing is chosen, a name under the mouse hints at its relations.
  const hint = ({ target, pointerType }) => {
    const id = !chosen && pointerType === "mouse" && target.closest(".map-concept")?.id;
    arcs.forEach((arc) => mark(arc, { hinted: id && joins(arc, id) }));
  };
  frame.addEventListener("pointerover", hint);
  frame.addEventListener("pointerleave", hint);

  form.addEventListener("change", narrow);
  form.addEventListener("reset", () => setTimeout(narrow)); // the fields are empty only after the event
  form.hidden = false;
  narrow();
  follow();
  // Going back, a browser fills in the form after this script.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) {
      narrow();
      follow();
    }
  });
})();

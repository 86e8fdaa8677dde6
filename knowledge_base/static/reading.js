// Two switches above the title: whose voice is shown, and the short version. The address holds what was chosen, and links
// take it along to the next page; it is stored nowhere. Without this script each page shows all that it has.
(() => {
  "use strict";
  const VOICES = {
    article: ["The article says", "what the article says"],
    research: ["Research says", "what research says"],
    unknown: ["Not known", "what is not known"],
  };
  const home = new URL("..", document.currentScript.src).href; // the folder of the site, wherever it lies
  const { dataset: shown } = document.documentElement; // what the stylesheets go by
  const { switches = "" } = document.querySelector("article").dataset; // none where the choice only passes through
  const asked = new URLSearchParams(location.search);
  const voice = asked.get("voices");
  const choice = { short: asked.has("short") ? "" : null, voices: Object.hasOwn(VOICES, voice) ? voice : null };
  const buttons = [];

  const make = (tag, facts, ...parts) => {
    const made = Object.assign(document.createElement(tag), facts);
    made.append(...parts);
    return made;
  };
  const status = make("p", { role: "status" });

  // An address with the choice, in the place of any that it held.
  function withChoice(address) {
    const made = new URL(address, location);
    for (const name in choice) {
      if (choice[name] !== null) {
        made.searchParams.set(name, choice[name]);
      } else if (made.searchParams.has(name)) {
        made.searchParams.delete(name);
      }
    }
    return made;
  }

  const goalOf = () => document.getElementById(location.hash.slice(1));
  // Stylesheets keep a definition that one is led to. Of a section, one is led to its heading.
  const isHidden = (goal) => {
    const seen = goal?.matches("section") ? goal.firstElementChild : goal;
    return seen && !seen.closest(".glossary") && !seen.getClientRects().length;
  };

  function draw() {
    delete shown.short;
    delete shown.voices;
    for (const name in choice) {
      // The short version leaves out more than one voice would.
      if (choice[name] !== null && switches.includes(name) && !("short" in shown)) {
        shown[name] = choice[name];
      }
    }
    for (const [button, name, value] of buttons) {
      button.ariaPressed = choice[name] === value;
    }
    status.textContent = shown.voices ? `Only ${VOICES[shown.voices][1]} is shown.` : "";
  }

  // Writes the choice into the address. That leads no longer to what was left out, or it would show it again.
  function keep(leaves) {
    const address = withChoice(location);
    if (leaves) {
      address.hash = "";
    }
    if (address.href !== location.href) {
      try {
        history.replaceState(history.state, "", address);
      } catch {
        location = address; // a browser may change the address of a file only by opening it again
      }
    }
  }

  // What one presses to have this value of a choice.
  const makeSwitch = (words, name, value, next) => {
    const made = make("button", { type: "button" }, words);
    made.addEventListener("click", () => {
      choice[name] = next();
      draw();
      keep(isHidden(goalOf()));
    });
    buttons.push([made, name, value]);
    return made;
  };
  const voices = (value, [words]) => makeSwitch(words, "voices", value, () => value);

  // What an address leads to is shown, whatever was chosen.
  function arrive() {
    const goal = goalOf();
    const wasHidden = isHidden(goal);
    for (const name in choice) {
      if (isHidden(goal) && name in shown) {
        choice[name] = null;
        draw();
      }
    }
    if (wasHidden) {
      goal.scrollIntoView();
    }
    keep(); // an address that one goes back to may be older than the choice
  }

  // Links get the choice only while they are followed: others know them by their addresses.
  function follow({ target }) {
    const link = target.closest?.("a[href]");
    const address = link?.getAttribute("href") ?? "";
    const { href, pathname } = new URL(address, location);
    const isChosen = Object.values(choice).some((value) => value !== null);
    if (link && isChosen && href.startsWith(home) && pathname.endsWith(".html")) {
      link.setAttribute("href", withChoice(address));
      setTimeout(() => link.setAttribute("href", address));
    }
  }
  ["click", "auxclick", "contextmenu"].forEach((kind) => addEventListener(kind, follow));
  ["hashchange", "popstate"].forEach((kind) => addEventListener(kind, arrive));

  const place = document.querySelector(".switches"); // stands in the page, so that nothing moves when this comes
  if (switches.includes("voices")) {
    const group = make("div", { role: "group", ariaLabel: "Voices" }, make("span", {}, "Voices"));
    group.append(voices(null, ["All"]), ...Object.entries(VOICES).map((entry) => voices(...entry)));
    place.append(group);
  }
  if (switches.includes("short")) {
    place.append(makeSwitch("Short version", "short", "", () => (choice.short === null ? "" : null)));
  }
  if (switches) {
    place.append(status);
  }
  draw();
  arrive();
})();

// Puts a message together from pieces that one picks and changes. Nothing of it is stored or sent: to copy or to print it
// is up to the reader. Without this script the pieces are a list to copy from.
(() => {
  "use strict";
  const OWN = "Your own words";
  const page = document.documentElement;

  const make = (tag, facts, ...parts) => {
    // A reload shows every field as it was at first.
    const made = Object.assign(document.createElement(tag), /input|area/.test(tag) && { autocomplete: "off" }, facts);
    made.append(...parts);
    return made;
  };

  // The choices of one piece. What one writes becomes a choice, too: whatever one picks later, there is a way back to it.
  function makePiece({ children: [about, list] }, name, change) {
    const words = make("textarea", { ariaLabel: `${about.textContent}: the words`, hidden: true });
    const makeChoice = (text, value, facts) => {
      const radio = make("input", { type: "radio", name, value, ...facts });
      piece.insertBefore(make("label", {}, radio, make("span", {}, text)), words);
      return radio;
    };
    const piece = make("fieldset", {}, make("legend", {}, about.textContent), words);
    makeChoice("Leave this out", "", { checked: true });
    for (const { textContent } of list.children) {
      makeChoice(textContent.trim(), textContent.trim());
    }
    const own = [makeChoice(OWN, "")];

    piece.addEventListener("change", ({ target }) => {
      if (target !== words) {
        words.value = target.value;
        words.hidden = !target.value && !own.includes(target);
        for (const radio of own) {
          radio.nextSibling.textContent = radio.checked || !radio.value ? OWN : `${OWN}: ${radio.value}`;
        }
        change();
      }
    });
    words.addEventListener("input", () => {
      let chosen = own.find(({ checked }) => checked) ?? own.find(({ value }) => !value);
      if (!chosen) {
        own.push((chosen = makeChoice(OWN, "")));
      }
      chosen.checked = true;
      chosen.value = words.value;
      change();
    });
    return piece;
  }

  document.querySelectorAll(".message").forEach((box, number) => {
    const list = box.querySelector("ul");
    const output = make("output", { ariaLabel: "Your message", ariaLive: "off" });
    const status = make("p", { role: "status" });
    const change = () => {
      const words = [...composer.querySelectorAll(":checked")].map(({ value }) => value.trim());
      output.textContent = words.filter(Boolean).join(" ");
      status.textContent = "";
    };
    const makeButton = (words, act) => {
      const button = make("button", { type: "button" }, words);
      button.addEventListener("click", () => {
        if (output.textContent) {
          act();
        } else {
          status.textContent = "There is no message yet. Pick some words first.";
        }
      });
      return button;
    };
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(output.textContent);
        status.textContent = "Copied.";
      } catch {
        getSelection().selectAllChildren(output);
        status.textContent = "This browser does not let a page copy. The message is selected now, for you to copy.";
      }
    };
    const printOnly = () => {
      page.classList.add("prints-message");
      output.classList.add("printed");
      print();
    };
    addEventListener("afterprint", () => {
      page.classList.remove("prints-message");
      output.classList.remove("printed");
    });

    const composer = make(
      "div",
      { className: "composer" },
      ...[...list.children].map((item, piece) => makePiece(item, `message-${number}-${piece}`, change)),
      make("p", { className: "label" }, "Your message"),
      output,
      makeButton("Copy the message", copy),
      makeButton("Print only the message", printOnly),
      status,
    );
    list.before(composer);
  });
})();

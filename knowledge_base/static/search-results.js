// Draws answers: as a list to choose from while one types, and on the page of all results. Texts are set as text only.
(() => {
  "use strict";
  const IN_DIALOG = { concept: 5, word: 3, page: 4, share: 0.05 };
  const ON_PAGE = { concept: 100, word: 100, page: 100, share: 0.05 };
  const PAUSE = 400; // ms without a key after which the number of results is told

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }
  const address = (uri) => new URL(uri, kbSearch.home).href;
  const addressOfAll = (query) => address(`search.html${location.search}#q=${encodeURIComponent(query)}`);
  const pieces = (list) => list.map(({ text, mark }) => (mark ? make("mark", {}, text) : text));

  function contents(answer) {
    const made = [
      make("span", { class: "answer-name" }, ...pieces(answer.name)),
      " ",
      make("span", { class: "answer-kind" }, answer.kind),
      make("span", { class: "answer-about" }, ...pieces(answer.about)),
    ];
    if (answer.why) {
      made.push(make("span", { class: "answer-why" }, `${answer.why.label}: `, ...pieces(answer.why.pieces)));
    }
    return made;
  }

  function told(result, query) {
    if (!query.trim()) {
      return "";
    }
    const { count, total } = result;
    const shown = count < total ? `${count} of ${total}` : total;
    return total ? `${shown} result${total === 1 ? "" : "s"}` : `Nothing found for “${query.trim()}”.`;
  }

  // Where to go from words that found nothing.
  function waysOn(result, choose) {
    const made = [];
    if (result.nearest.length) {
      const near = result.nearest.map((word) => {
        const button = make("button", { type: "button" }, word);
        button.addEventListener("click", () => choose(word));
        return make("li", {}, button);
      });
      made.push(make("p", {}, "Words on this site that look alike:"), make("ul", { class: "search-near" }, ...near));
    }
    const links = result.waysOn.map(({ uri, label }) => make("li", {}, make("a", { href: address(uri) }, label)));
    made.push(make("p", {}, "You can also look here:"), make("ul", {}, ...links));
    return made;
  }

  // Answers a field: at once what it holds when it is the browser's turn, so that no older query overtakes a newer one.
  //   draw(result, query, isNew, choose) shows an answer; `isNew` tells whether the query is another than before, and
  //   choose(word) puts a word in place of the query. settle(query) is called once one stops typing.
  function follow(field, status, limits, draw, settle = () => {}) {
    let waiting = 0;
    let pause;
    let before;
    const choose = (word) => {
      field.value = word;
      field.focus();
      answer();
    };
    status.textContent = "";
    const answer = () => {
      waiting = 0;
      const query = field.value;
      const result = kbSearch.answer(query, limits);
      draw(result, query, query !== before, choose);
      before = query;
      clearTimeout(pause);
      const tell = () => {
        status.textContent = told(result, query);
        settle(query);
      };
      if (query.trim()) {
        pause = setTimeout(tell, PAUSE);
      } else {
        tell();
      }
    };
    // When the text of the pages arrives, not under a finger that is just choosing.
    const answerAgain = () => (document.body.matches(":active") ? setTimeout(answerAgain, PAUSE) : answer());
    field.addEventListener("input", () => (waiting ||= requestAnimationFrame(answer)));
    answer();
    kbSearch.withText(answerAgain).catch(() => {}); // without it there are still names and phrases
    return answer;
  }

  // The list in the dialog: a combobox whose options are links.
  kbSearch.inDialog = (dialog) => {
    if (dialog.dataset.ready) {
      return;
    }
    const field = dialog.querySelector(".search-field");
    const list = dialog.querySelector(".search-list");
    const ways = dialog.querySelector(".search-ways");
    let options = [];
    let active = -1;
    let scrolled = false;
    list.addEventListener("scroll", () => (scrolled = true));
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the keys stay with the field

    function activate(number) {
      options[active]?.setAttribute("aria-selected", "false");
      active = number;
      const option = options[active];
      option?.setAttribute("aria-selected", "true");
      option?.scrollIntoView({ block: "nearest" });
      if (option) {
        field.setAttribute("aria-activedescendant", option.id);
      } else {
        field.removeAttribute("aria-activedescendant");
      }
    }

    function option(href, ...children) {
      const made = make("a", { role: "option", tabindex: "-1", "aria-selected": "false", href }, ...children);
      made.id = `search-option-${options.length}`;
      made.addEventListener("click", (event) => event.ctrlKey || event.metaKey || event.shiftKey || dialog.close());
      options.push(made);
      return made;
    }

    function draw(result, query, isNew, choose) {
      const chosen = options[active]?.href;
      options = [];
      active = -1;
      const drawn = result.help ? [option(address(result.help.uri), ...contents(result.help))] : [];
      drawn[0]?.classList.add("answer-help");
      for (const { group, title, answers } of result.groups) {
        const label = make("div", { class: "search-group", id: `search-group-${group}` }, title);
        const all = answers.map((answer) => option(address(answer.uri), ...contents(answer)));
        drawn.push(make("div", { role: "group", "aria-labelledby": label.id }, label, ...all));
      }
      if (drawn.length) {
        drawn.push(option(addressOfAll(query.trim()), `All results for “${query.trim()}”`));
        drawn.at(-1).classList.add("answer-all");
      }
      list.replaceChildren(...drawn);
      list.hidden = !drawn.length;
      field.setAttribute("aria-expanded", String(Boolean(drawn.length)));
      ways.hidden = Boolean(drawn.length);
      ways.replaceChildren(...waysOn(result, choose));
      if (isNew && scrolled) {
        list.scrollTop = 0; // has everything laid out at once, which takes time
        scrolled = false;
      }
      // What was chosen stays chosen when the text of the pages adds answers, and not when one types on.
      activate(isNew ? -1 : options.findIndex((one) => one.href === chosen));
    }

    field.addEventListener("keydown", (event) => {
      const last = options.length - 1;
      const atEnd = field.selectionStart === field.value.length;
      const goal = {
        ArrowDown: active < last ? active + 1 : -1,
        ArrowUp: active < 0 ? last : active - 1,
        Home: active < 0 ? undefined : 0,
        End: active < 0 && !atEnd ? undefined : last,
      }[event.key];
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing;
      if (plain && goal !== undefined && options.length) {
        event.preventDefault();
        activate(goal);
      } else if (event.key === "Enter" && !event.isComposing && field.value.trim()) {
        event.preventDefault();
        if (options[active]) {
          const { ctrlKey, metaKey, shiftKey } = event;
          const click = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey });
          options[active].dispatchEvent(click);
        } else {
          dialog.close();
          location.href = addressOfAll(field.value.trim());
        }
      }
    });
    follow(field, dialog.querySelector(".search-status"), IN_DIALOG, draw);
    dialog.dataset.ready = "yes";
  };

  // The page of all results. The query stands behind “#”, which no browser sends to a server.
  kbSearch.onPage = (page) => {
    const field = page.querySelector(".search-field");
    const results = page.querySelector(".search-results");
    const ways = page.querySelector(".search-ways");
    const title = document.title;
    const asked = () => {
      const text = location.hash.startsWith("#q=") ? location.hash.slice(3) : "";
      try {
        return decodeURIComponent(text.replaceAll("+", " "));
      } catch {
        return text; // cut off in the middle of a letter
      }
    };

    function draw(result, query, _isNew, choose) {
      const help = result.help ? [{ group: "help", answers: [result.help] }] : [];
      const drawn = [...help, ...result.groups].map(({ group, title: heading, answers }) => {
        const items = answers.map((answer) => make("li", {}, make("a", { href: address(answer.uri) }, ...contents(answer))));
        const listed = make("ul", { class: `answers answers-${group}` }, ...items);
        return heading ? make("section", {}, make("h2", {}, heading), listed) : listed;
      });
      results.replaceChildren(...drawn);
      ways.hidden = Boolean(drawn.length);
      ways.replaceChildren(...waysOn(result, choose));
    }

    // The address follows once one stops typing: browsers refuse to change it too often.
    function settle(query) {
      document.title = query.trim() ? `${query.trim()} - ${title}` : title;
      if (query.trim() !== asked().trim()) {
        history.replaceState(null, "", query.trim() ? `#q=${encodeURIComponent(query.trim())}` : location.pathname + location.search);
      }
    }

    field.value ||= asked();
    const answer = follow(field, page.querySelector(".search-status"), ON_PAGE, draw, settle);
    addEventListener("hashchange", () => {
      // Other marks, such as that of a link to the top of the page, are no query.
      if (location.hash.startsWith("#q=")) {
        field.value = asked();
        answer();
      }
    });
  };
})();

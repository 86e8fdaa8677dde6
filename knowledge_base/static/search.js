// The search: its dialog, and what it needs to answer. Loaded by opener.js, or by the page of all results.
(() => {
  "use strict";
  const PARTS = ["minisearch.js", "search-index.js", "search-answers.js", "search-results.js"];
  const NOTICEABLE = 150; // ms of waiting after which one is told why
  // Scripts leave what they bring in this one object. `home` is the folder of the site, wherever it lies.
  const kbSearch = { home: new URL("..", document.currentScript.src) };
  globalThis.kbSearch = kbSearch;
  let loading, dialog;

  // Loads a script of the site: online and from a folder on disk, where nothing can be fetched.
  kbSearch.load = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`_static/${name}`, kbSearch.home);
      script.async = false; // in the order of the calls, whichever arrives first
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${name} could not be loaded`));
      document.head.append(script);
    });

  // Everything that a first result needs; asked for again after a failure. What arrives need not be what was asked for:
  // a network that wants a login first answers with a page of its own.
  kbSearch.ready = () =>
    (loading ??= Promise.all(PARTS.map(kbSearch.load)).then(() => {
      if (!kbSearch.answer || !kbSearch.inDialog) {
        throw new Error("the search came in parts that do not fit");
      }
    }));

  function makeDialog() {
    dialog = document.createElement("dialog");
    dialog.className = "search-dialog";
    dialog.setAttribute("aria-label", "Search");
    dialog.innerHTML = `<form class="search-form" role="search">
      <input type="text" class="search-field" role="combobox" aria-label="Search" aria-autocomplete="list" aria-expanded="false"
        aria-controls="search-list" placeholder="A word, or what is on your mind" autocomplete="off" autocapitalize="none"
        spellcheck="false" enterkeyhint="search">
      <button type="button" class="search-close">Close</button></form>
      <p class="search-status" role="status"></p>
      <div class="search-list" id="search-list" role="listbox" aria-label="Results" tabindex="-1" hidden></div>
      <div class="search-ways" hidden></div>`;
    dialog.querySelector(".search-close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside the dialog
    dialog.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    document.body.append(dialog);
  }

  // Opens the search at once, and fills it once its parts are there.
  kbSearch.open = (text) => {
    kbSearch.ready().catch(() => {}); // on its way while the dialog is drawn; `fill` tells of a failure
    const ownPage = document.querySelector(".search-page .search-field");
    if (!dialog && !ownPage) {
      makeDialog();
    }
    const input = ownPage ?? dialog.querySelector(".search-field");
    if (!ownPage && !dialog.open) {
      dialog.showModal();
    }
    input.focus();
    if (text) {
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    } else {
      input.select();
    }
    if (!ownPage) {
      fill(dialog, () => kbSearch.inDialog(dialog));
    }
  };

  // Says that the search is loading, or that it could not be loaded, and then hands over to `begin`.
  function fill(place, begin) {
    const status = place.querySelector(".search-status");
    const slow = setTimeout(() => (status.textContent = "Loading the search …"), NOTICEABLE);
    kbSearch
      .ready()
      .then(begin)
      .catch(() => {
        loading = undefined;
        const again = document.createElement("button");
        again.type = "button";
        again.textContent = "Try again";
        again.addEventListener("click", () => {
          status.textContent = "";
          fill(place, begin);
          place.querySelector(".search-field").focus();
        });
        const index = document.createElement("a");
        index.href = new URL("genindex.html", kbSearch.home);
        index.textContent = "look through the A–Z";
        status.replaceChildren("The search could not be loaded. ", again, " or ", index, ".");
      })
      .finally(() => clearTimeout(slow));
  }

  const page = document.querySelector(".search-page");
  if (page) {
    page.querySelector(".search-needs-script").remove();
    page.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    fill(page, () => kbSearch.onPage(page));
  }
})();

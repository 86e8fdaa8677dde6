// The way into the search. Its scripts and its stylesheet come along once somebody wants to search: nothing before.
const { src } = document.currentScript;
const field = document.querySelector(".sidebar-search");
let loading;

const add = (tag, facts) => document.head.append(Object.assign(document.createElement(tag), facts));

function enter() {
  kbSearch.open(field.value);
  field.value = "";
}

// What is typed meanwhile goes into the field, where there is one to be seen.
async function load() {
  const before = document.activeElement;
  field.focus({ preventScroll: true });
  try {
    // What search.js will ask for is on its way at the same time.
    for (const name of ["minisearch", "search-index", "search-answers", "search-results"]) {
      add("link", { rel: "preload", as: "script", href: new URL(`${name}.js`, src) });
    }
    await Promise.all([
      new Promise((onload, onerror) => {
        add("link", { rel: "stylesheet", href: new URL("search-dialog.css", src), onload, onerror });
      }),
      new Promise((onload, onerror) => add("script", { src: new URL("search.js", src), onload, onerror })),
    ]);
    field.blur();
    before.focus({ preventScroll: true }); // where the focus goes once the search is closed
    enter();
  } catch {
    loading = false;
    location = field.form.action; // the page of all results, or the browser tells what is wrong
  }
}

function open(event) {
  if (!event.isComposing) {
    event.preventDefault();
    if (globalThis.kbSearch) {
      enter();
    } else {
      loading ||= load();
    }
  }
}

addEventListener("keydown", (event) => {
  const { altKey, ctrlKey, key, metaKey, shiftKey, target } = event;
  const isShort =
    ctrlKey || metaKey ? key?.toLowerCase() === "k" && !shiftKey : key === "/" && !target.closest?.("input, select");
  if (isShort && !altKey) {
    open(event);
  }
});
// The field of the menu leads into the dialog, which has room for answers: by a click, a key, a paste, a voice.
for (const kind of ["click", "input", "compositionend"]) {
  field.addEventListener(kind, open);
}
field.form.addEventListener("submit", open);
document.querySelector(".search-open").addEventListener("click", open);

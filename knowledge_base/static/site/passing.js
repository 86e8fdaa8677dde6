// A choice that the address holds passes through pages that have nothing to choose, too: see reading.js.
const { src } = document.currentScript;
if (/[?&](voices|short)\b/.test(location.search) && !document.querySelector("[data-switches]")) {
  document.head.append(Object.assign(document.createElement("script"), { src: new URL("reading.js", src) }));
}

// The colors: the device's, or those that were chosen here. The choice is all that this site ever stores.
const { dataset } = document.body;
const THEMES = ["auto", "dark", "light"];
let stored = {};
try {
  stored = localStorage;
} catch {
  // A browser may be told to store nothing.
}

dataset.theme = stored.theme ?? "auto";
document.documentElement.classList.remove("no-js");
for (const button of document.querySelectorAll(".theme-toggle")) {
  button.addEventListener("click", () => {
    // The first press changes what one sees.
    const step = matchMedia("(prefers-color-scheme: dark)").matches ? 2 : 1;
    dataset.theme = stored.theme = THEMES[(THEMES.indexOf(dataset.theme) + step) % 3];
  });
}

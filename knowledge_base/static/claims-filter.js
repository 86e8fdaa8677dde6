// Narrows the list of all claims, in place. Without this script the form stays hidden and every claim stands there.
(() => {
  "use strict";
  const form = document.querySelector(".claims-filter");
  const claims = [...document.querySelectorAll(".claims-of-page .claim")];
  const groups = [...document.querySelectorAll(".claims-of-page")];
  const count = form.querySelector("output");

  function narrow() {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    let shown = 0;
    for (const claim of claims) {
      const facts = { ...claim.dataset, page: claim.closest("[data-page]").dataset.page };
      claim.hidden = !wanted.every(([name, value]) => facts[name].split(";").includes(value));
      shown += claim.hidden ? 0 : 1;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector(".claim:not([hidden])");
    }
    count.textContent = shown ? `${shown} of ${claims.length} claims` : "No claim fits. Change a choice, or show all.";
  }

  form.addEventListener("change", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(narrow)); // the fields are empty only after the event
  // A link to one claim shows it, whatever was chosen before, and what it rests on.
  function open() {
    const claim = claims.find(({ id }) => `#${id}` === location.hash);
    if (claim?.hidden) {
      form.reset();
    }
    if (claim) {
      claim.querySelector("details").open = true;
    }
  }
  addEventListener("hashchange", open);
  // Going back to the page, a browser fills in what was chosen, and does so after this script.
  addEventListener("pageshow", narrow);
  form.hidden = false;
  open();
})();

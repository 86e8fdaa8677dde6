// Marks, in the contents of the page, the section that one reads: the last one in the upper part of the window.
const lines = new Map(); // of the contents, by their sections
for (const link of document.querySelectorAll(".toc-tree a")) {
  lines.set(document.getElementById(decodeURIComponent(link.hash.slice(1))), link.parentNode);
}
lines.delete(null); // the title's link leads to the top

const observer = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) {
      lines.get(target).inSight = isIntersecting;
    }
    const here = [...lines.values()].findLast((line) => line.inSight);
    lines.forEach((line) => line.classList.toggle("scroll-current", line === here));
  },
  { rootMargin: "0% 0% -75%" },
);
lines.forEach((line, section) => observer.observe(section));

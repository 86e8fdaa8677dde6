// How the tests of all pages look at one: each function tells what is wrong, in words. Stands in every page they open.
globalThis.looks = (() => {
  "use strict";
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true });
  const words = (one) => one.textContent.trim().replace(/\s+/g, " ").slice(0, 50);
  const name = (one) => `<${one.localName}> ${one.getAttribute("aria-label") ?? words(one)}`;
  const part = (one) => `${one.localName}.${one.getAttribute("class") ?? ""}: ${words(one)}`;

  // Colors, told apart as WCAG counts it: from 1 to 21.
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  function channels(color) {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  }
  const covers = (paint) => paint !== "none" && channels(paint)[3] > 0;
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  function light(color) {
    const [red, green, blue] = channels(color).map((part) => linear(part / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  }
  const contrast = (one, other) => Math.max(light(one) / light(other), light(other) / light(one));
  const ground = () => getComputedStyle(document.body).backgroundColor;

  // The part of a box that its scrolling surroundings leave in sight.
  function inSight(one, box) {
    const seen = { ...box };
    for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") {
        const frame = up.getBoundingClientRect();
        seen.left = Math.max(seen.left, frame.left);
        seen.right = Math.min(seen.right, frame.right);
        seen.top = Math.max(seen.top, frame.top);
        seen.bottom = Math.min(seen.bottom, frame.bottom);
      }
    }
    return seen;
  }

  // Where the focus is: to be seen, not covered, and marked.
  function stop(one) {
    const box = [...one.getClientRects()].find(({ width, height }) => width > 1 && height > 1);
    if (!box) {
      return ["has no size"];
    }
    const told = [];
    if (box.left < -1 || box.right > innerWidth + 1) {
      told.push(`reaches beyond the page: ${box.left} to ${box.right}`);
    }
    if (box.height < innerHeight && (box.top < -1 || box.bottom > innerHeight + 1)) {
      told.push(`is not scrolled to: ${box.top} to ${box.bottom}`);
    }
    const middle = Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 1);
    const top = document.elementFromPoint((box.left + box.right) / 2, middle);
    // The preview of the last term is on its way out when the next stop comes.
    if (!one.contains(top) && !top?.contains(one) && !top?.closest(".term-preview")) {
      told.push(`is covered by ${top ? name(top) : "nothing of the page"}`);
    }
    const drawer = one.closest("[popover]");
    if (drawer && !drawer.matches(":popover-open") && getComputedStyle(drawer).position !== "static") {
      told.push("is in a closed drawer");
    }
    const style = getComputedStyle(one);
    const hit = one.querySelector(".hit"); // in pictures, what one hits is outlined
    const line = parseFloat(hit ? getComputedStyle(hit).strokeWidth : style.outlineWidth);
    const color = hit ? getComputedStyle(hit).stroke : style.outlineColor;
    const isDrawn = hit ? covers(color) : style.outlineStyle !== "none" && covers(color);
    if (!isDrawn || line < 2 || contrast(color, ground()) < 3) {
      told.push("shows no focus");
    } else if (!hit) {
      const reach = line + parseFloat(style.outlineOffset);
      const { left, right, top, bottom } = box;
      const ring = { left: left - reach, right: right + reach, top: top - reach, bottom: bottom + reach };
      const seen = inSight(one, ring);
      const cut = Object.keys(ring).filter((side) => Math.abs(seen[side] - ring[side]) >= line);
      if (cut.length) {
        told.push(`has its ring cut off: ${cut.join(", ")}`);
      }
    }
    return told;
  }

  // A way through the page by Tab: each stop is looked at once it has settled, which is when the next key comes.
  const walk = { stops: [], told: [], ended: false };
  function note() {
    const one = document.activeElement;
    if (walk.ended || !one) {
      return;
    }
    if (one === document.body || walk.stops.includes(one)) {
      walk.ended = walk.stops.length > 0;
      return;
    }
    walk.stops.push(one);
    walk.told.push(...stop(one).map((fault) => `${name(one)}: ${fault}`));
  }
  addEventListener("keydown", ({ key }) => key === "Tab" && note(), true);
  const REACHABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  // Of radio buttons that belong together, Tab stops at one; the arrow keys go on from there.
  const isPassed = (one) => walk.stops.includes(one) || (one.type === "radio" && walk.stops.some(({ name }) => name === one.name));
  const missed = () =>
    all(REACHABLE)
      .filter((one) => isShown(one) && !isPassed(one) && !one.closest(".term-preview"))
      .map((one) => `${name(one)}: is never reached`);

  // What reaches beyond the page or is cut off. Code and tables may scroll on their own.
  function overflow() {
    const page = document.documentElement;
    const told = [];
    if (page.scrollWidth > page.clientWidth) {
      told.push(`the page is ${page.scrollWidth} wide, not ${page.clientWidth}`);
    }
    for (const one of all("body *:not(svg *, pre *, .table-wrapper *)").filter(isShown)) {
      const { overflowX, overflowY } = getComputedStyle(one);
      const { left, right } = one.getBoundingClientRect();
      if (overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1 && !one.matches("pre, .table-wrapper, input")) {
        told.push(`scrolls sideways: ${part(one)}`);
      }
      if (/hidden|clip/.test(overflowY) && one.scrollHeight > one.clientHeight + 1) {
        told.push(`is cut off: ${part(one)}`);
      }
      if (right > page.clientWidth + 1 || left < -1) {
        told.push(`reaches from ${left} to ${right}: ${part(one)}`);
      }
    }
    for (const text of all("svg.picture text")) {
      // A picture lets letters reach beyond its edge; they are cut off where the page ends.
      const { left, right } = text.getBoundingClientRect();
      const isCut = getComputedStyle(text.ownerSVGElement).overflow !== "visible" || left < 0 || right > page.clientWidth;
      if (isCut && isShown(text.ownerSVGElement)) {
        told.push(`is cut off in a picture: ${words(text)}`);
      }
    }
    for (const { firstChild } of all("a[href^='tel:'], a[href^='sms:']")) {
      const number = firstChild.data.match(/\d[\d -]*\d/);
      const range = document.createRange();
      range.setStart(firstChild, number.index);
      range.setEnd(firstChild, number.index + number[0].length);
      if (range.getClientRects().length > 1) {
        told.push(`a number breaks: ${firstChild.data}`);
      }
    }
    return told;
  }

  // What a finger may miss, outside running text: smaller than 24 pixels, and not so far from the next (WCAG 2.5.8).
  const SIZE = 24;
  const letters = (one) => one.textContent.replace(/[\s.,:;·→¶]/g, "");
  function isInText(one) {
    if (getComputedStyle(one).display !== "inline" || one.closest("svg")) {
      return false;
    }
    let block = one.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) {
      block = block.parentElement;
    }
    return letters(block) !== [...block.querySelectorAll("a")].map(letters).join("");
  }
  function small() {
    const targets = all("a[href], button, input, select, summary")
      .filter((one) => isShown(one) && !one.closest("[inert]"))
      .map((one) => ({ one, box: (one.querySelector(".hit") ?? one).getBoundingClientRect() }))
      .filter(({ box }) => box.width && box.height);
    const isSmall = ({ box }) => box.width < SIZE - 0.01 || box.height < SIZE - 0.01;
    const middle = ({ box }) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const within = (value, from, to) => Math.max(from, Math.min(value, to));
    const isNear = (target, { box }) => {
      const [x, y] = middle(target);
      const apart = Math.hypot(x - within(x, box.left, box.right), y - within(y, box.top, box.bottom));
      return apart < SIZE / 2;
    };
    const meets = (target, other) => {
      const [[x, y], [otherX, otherY]] = [middle(target), middle(other)];
      return isNear(target, other) || (isSmall(other) && Math.hypot(x - otherX, y - otherY) < SIZE);
    };
    return targets
      .filter((target) => isSmall(target) && !isInText(target.one))
      .filter((target) => targets.some((other) => other !== target && meets(target, other)))
      .map(({ one, box }) => `${Math.round(box.width)} by ${Math.round(box.height)}: ${name(one)}`);
  }

  // Links that only their color tells from the words around them.
  const isUnderlined = (one) => getComputedStyle(one).textDecorationLine.includes("underline");
  const alike = () =>
    all("article :is(p, li, dd, td, th) a[href]:not(.headerlink), footer p a")
      .filter((link) => isShown(link) && !link.closest("svg"))
      .filter((link) => ![link, ...link.querySelectorAll("*")].some(isUnderlined))
      .map(part);

  // What moves by itself.
  function moving() {
    const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
    const told = new Set();
    for (const one of all("*")) {
      for (const half of [undefined, "::before", "::after"]) {
        const style = getComputedStyle(one, half);
        const moves = {
          fades: lasts(style.transitionDuration) && style.transitionProperty !== "none",
          moves: lasts(style.animationDuration) && style.animationName !== "none",
          glides: style.scrollBehavior === "smooth",
        };
        for (const how in moves) {
          if (moves[how]) {
            told.add(`${how}: ${one.localName}.${one.className}${half ?? ""}`);
          }
        }
      }
    }
    return [...told];
  }

  // Shapes in pictures and signs that do not stand out from the page. Faint frames around words need not.
  function faint(beside) {
    const shapes = all(`svg :is(path, circle, rect, line, polygon):not(.hit, .grid, ${beside || "none"})`).filter(isShown);
    const told = new Set(shapes.length ? [] : ["there is nothing to see"]);
    for (const shape of shapes) {
      const { fill, stroke } = getComputedStyle(shape);
      const ratio = Math.max(1, ...[fill, stroke].filter(covers).map((paint) => contrast(paint, ground())));
      if (ratio < 3) {
        told.add(`${shape.localName}.${shape.getAttribute("class")}: ${ratio.toFixed(1)} to 1`);
      }
    }
    return [...told];
  }

  // The words of each picture: what they say, their color, and where they stand in it.
  const lettering = () =>
    all("svg.picture").map((picture) => {
      const { x, y } = picture.getBoundingClientRect();
      return [...picture.querySelectorAll("text")].map((text) => {
        const box = text.getBoundingClientRect();
        return [words(text), getComputedStyle(text).fill, [box.x - x, box.y - y, box.width, box.height]];
      });
    });

  // On paper: what is read but not there, what is pressed and there, and what is not dark on white.
  function paper() {
    const isPrinted = (one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
    const there = (selector) => all(selector).filter((one) => !one.closest("[hidden]"));
    const read = there("article :is(h1, h2, h3, p, li, dt, td, th, summary), .support-line").filter(
      (one) => words(one) && !one.closest(".stops, .letters, .download, .on-paper, .cite, .people-say, .composer, .private"),
    );
    const pressed = there("button, form, select, input, nav, aside, header, .headerlink, .skip-to-content");
    const isPale = (one) => contrast(getComputedStyle(one).color, "#fff") < 4.5;
    const isDark = (color) => covers(color) && contrast(color, "#fff") > 1.3;
    return [
      ...read.filter((one) => !isPrinted(one)).map((one) => `not on paper: ${part(one)}`),
      ...pressed.filter(isPrinted).map((one) => `on paper: ${part(one)}`),
      ...[...read, ...there("article a")].filter(isPale).map((one) => `pale: ${part(one)}`),
      ...all("body, body *")
        .filter((one) => isPrinted(one) && isDark(getComputedStyle(one).backgroundColor))
        .map((one) => `on a dark ground: ${part(one)}`),
    ];
  }

  return { alike, contrast, faint, lettering, missed, moving, overflow, paper, small, walk };
})();

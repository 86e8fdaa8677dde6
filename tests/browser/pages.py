"""What the tests of all pages share: which there are, how to open them, how to tell what is wrong with each."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

#: One page of each kind.
KINDS = {
    "home": "index.html",
    "loop": "loop.html",
    "first path": "start/me.html",
    "idea": "ideas/fear-of-rejection.html",
    "term": "terms/preemptive-withdrawal-syndrome.html",
    "glossary": "glossary.html",
    "index": "genindex.html",
    "search": "search.html",
    "claims": "evidence/claims.html",
    "references": "evidence/references.html",
    "help": "getting-help.html",
    "practice": "practice/reach-out.html",
    "stories": "stories.html",
    "teaching": "teach/pack.html",
    "recall": "teach/recall.html",
    "about": "about/access-and-privacy.html",
    "contribute": "contribute/edit-a-page.html",
    "not found": "404.html",
}
OPEN_FOLDS = "document.querySelectorAll('details').forEach((fold) => (fold.open = true))"

Box = Sequence[float]
#: Opens a browser window of a width, with what else is to be different about it.
Opens = Callable[..., Page]


def names(site: Path) -> list[str]:
    """Every page of the site by its path."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def hold(found: Mapping[str, Sequence[str]]) -> None:
    """Fails with all that is wrong, a line each, with the page it is on."""
    faults = [f"{name}: {fault}" for name, faults in found.items() for fault in faults]
    assert not faults, "\n".join(faults)


def windows(browser: Browser, opened: list[BrowserContext]) -> Opens:
    """A function that opens windows without motion, and notes them so that they can be closed."""

    def open_window(width: int, height: int = 900, **differently: Any) -> Page:
        usual = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce"}
        context = browser.new_context(**{**usual, "bypass_csp": True, **differently})  # tests add styles of their own
        context.add_init_script(path=Path(__file__).with_name("looks.js"))
        opened.append(context)
        return context.new_page()

    return open_window


#: From when on a page answers keys and clicks.
READY = "document.body.dataset.theme"


def until(page: Page, fact: str) -> None:
    """Waits until an expression is true. Playwright's own way of waiting runs text, which the pages' policy refuses."""
    page.evaluate(
        f"""() => new Promise((done, fail) => {{
          setTimeout(() => fail(new Error('It did not come true.')), 30000);
          const look = () => (({fact}) ? done() : requestAnimationFrame(look));
          look();
        }})"""
    )


#: Draws a picture and counts the colors in each part of it that is asked for.
_COUNT = """async ([picture, boxes]) => {
  const bytes = Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const pen = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true });
  pen.drawImage(image, 0, 0);
  return boxes.map(([x, y, width, height]) => {
    const counts = {};
    const { data } = pen.getImageData(Math.floor(x), Math.floor(y), Math.ceil(width), Math.ceil(height));
    for (let at = 0; at < data.length; at += 4) {
      const color = `rgb(${data[at]}, ${data[at + 1]}, ${data[at + 2]})`;
      counts[color] = (counts[color] ?? 0) + 4 / data.length;
    }
    return counts;
  });
}"""


def colors_in(easel: Page, picture: bytes, boxes: Sequence[Box]) -> list[dict[str, float]]:
    """The colors in parts of a screenshot, each with its share.

    Args:
        easel: any page, which can draw and count.
        picture: a PNG.
        boxes: left, top, width and height of each part, in pixels.
    """
    counted: list[dict[str, float]] = easel.evaluate(_COUNT, [base64.b64encode(picture).decode(), boxes])
    return counted

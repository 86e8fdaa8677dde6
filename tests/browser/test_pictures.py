"""Pictures of each kind of page in _build/pictures, for people to look at. Only an empty page fails."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.pages import KINDS, colors_in, hold, windows
from tests.conftest import ROOT

PICTURES = ROOT / "_build" / "pictures"
SHOWN = [kind for kind in KINDS if kind not in ("about", "first path")]  # these look like an idea
#: As far down as a picture shows a page.
HEIGHT = 1800
#: Words alone have some dozens, for their edges are smoothed; an empty page has one.
FEWEST_COLORS = 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_each_kind_of_page_is_drawn(browser: Browser, over_http: str, width: int, scheme: str) -> None:
    opened: list[BrowserContext] = []
    page = windows(browser, opened)(width, color_scheme=scheme)
    PICTURES.mkdir(parents=True, exist_ok=True)
    found = {}
    for kind in SHOWN:
        path = PICTURES / f"{kind.replace(' ', '-')}-{width}-{scheme}.png"
        path.unlink(missing_ok=True)
        page.goto(f"{over_http}/{KINDS[kind]}")
        height = min(HEIGHT, page.evaluate("document.documentElement.scrollHeight"))
        area = {"x": 0, "y": 0, "width": width, "height": height}
        picture = page.screenshot(path=path, full_page=True, clip=area)  # type: ignore[arg-type]
        article = page.locator("article").bounding_box()
        assert article
        part = (article["x"], article["y"], article["width"], min(article["height"], height - article["y"]))
        (colors,) = colors_in(page, picture, [part])
        found[path.name] = [f"shows nothing: {len(colors)} colors"] if len(colors) < FEWEST_COLORS else []
    opened.pop().close()
    hold(found)

"""Real Chromium, driven as a person would: what it logs as an error, and what it asks of other hosts, fails the test.

A test module says `from tests.server.browser import …` for names alone; the fixtures are known to every test of the
server.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, Response, sync_playwright

SERIOUS = {"serious", "critical"}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW, WIDE, WALL = (320, 640), (1280, 900), (3840, 2160)
"""Sizes of windows, in pixels: a small telephone, a desk, a wall."""

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium; a test that needs it is skipped by name where it is not installed."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not here (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Return what opens an address in a new window of its own, with the options of a Playwright context.

    At the end of the test no window has logged an error or asked another host for anything.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_window(address: str, size: tuple[int, int] = WIDE, **options: object) -> Page:
        width, height = size
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        _watch(page, urlsplit(address).netloc, wrong)
        page.goto(address)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert wrong == []


@contextmanager
def expected_status(page: Page, status: int) -> Iterator[None]:
    """Within it an answer of this status is meant, so that Chromium's word of it is no error."""
    seen: list[int] = []

    def note(response: Response) -> None:
        seen.append(response.status)

    page.on("response", note)
    vars(page).setdefault("_meant", set()).add(status)
    yield
    page.remove_listener("response", note)
    assert status in seen


def _watch(page: Page, host: str, wrong: list[str]) -> None:
    def console(message: ConsoleMessage) -> None:
        meant = any(f"status of {status}" in message.text for status in vars(page).get("_meant", ()))
        # Chromium asks for this by itself where what it shows is no page, which would name its icon.
        icon = message.location["url"].endswith("/favicon.ico")
        if message.type in ("error", "warning") and not meant and not icon:
            wrong.append(f"{page.url}: {message.text}")

    def asked(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != host:
            wrong.append(f"{page.url} asks {request.url}")

    def thrown(error: Error) -> None:
        wrong.append(f"{page.url}: {error}")

    page.on("console", console)
    page.on("request", asked)
    page.on("pageerror", thrown)


def barriers_found_by_axe(page: Page) -> list[str]:
    """What axe calls serious or critical on the page as it is now: rule, and the elements it finds fault with."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]})
    return [
        f"{one['id']}: {one['help']}: " + "; ".join(node["html"][:160] for node in one["nodes"][:3])
        for one in found.response["violations"]
        if one["impact"] in SERIOUS
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether the page as a whole is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def weight(page: Page, address: str) -> int:
    """The bytes of the page and of all that it asks for by itself, as they come over the line, in a fresh window."""
    sizes: list[int] = []

    def count(request: Request) -> None:
        sizes.append(request.sizes()["responseBodySize"])

    page.on("requestfinished", count)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("requestfinished", count)
    return sum(sizes)

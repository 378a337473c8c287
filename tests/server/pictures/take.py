"""The served dataset in; the pictures of the main pages that README shows, out.

`make pictures` takes them anew; a slow test takes them too and compares, so that README shows what is served.
"""

import io
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from kg.project import Project
from tests.server.conftest import running_server

HERE = Path(__file__).parent
_COLOURS = 64
"""Enough for pages of text and flat colours, at a fifth of the bytes."""


@dataclass(frozen=True)
class Picture:
    """A page as a window of this width and height shows it."""

    name: str
    path: str
    dark: bool = False
    width: int = 1280
    height: int = 800

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return HERE / f"{self.name}.png"


PICTURES = (
    Picture("home", "/"),
    Picture("timeline", "/timeline", height=1000),
    Picture("thing", "/id/agreement/gsomia-korea-japan.html", dark=True, height=1000),
    Picture(
        "question", "/queries/barriers-and-precipitants-by-administration?administration=lee-myung-bak", height=1000
    ),
    Picture("coverage", "/check/coverage", dark=True),
)


def take(browser: Browser, url: str, picture: Picture) -> Image.Image:
    """The picture of the page that the server at this address shows now, in few colours."""
    size = {"width": picture.width, "height": picture.height}
    context = browser.new_context(viewport=size, color_scheme="dark" if picture.dark else "light")  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.goto(url + picture.path, wait_until="networkidle")
        shown = Image.open(io.BytesIO(page.screenshot()))
    finally:
        context.close()
    return shown.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    path = shutil.which("chromium")
    if path is None:
        sys.exit("Chromium is not here (apt-get install chromium)")
    with running_server("--dataset", str(Project.here().dataset)) as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for picture in PICTURES:
            take(chromium, server.url, picture).save(picture.file, optimize=True)
            print(f"{picture.file.name}: {picture.file.stat().st_size / 1000:.0f} kB")
        chromium.close()

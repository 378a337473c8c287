"""The pictures in README show what is served."""

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.server.pictures.take import PICTURES, Picture, take

_SMALL = (128, 80)
"""So small that the fonts of a machine make no difference, and what stands where does."""
_FAR = 8.0
"""The mean difference of a picture's points, of 255, above which it shows something else."""


def far_apart(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are from each other, looked at from afar."""
    small = [image.convert("L").resize(_SMALL, Image.Resampling.BOX) for image in (one, other)]
    return ImageStat.Stat(ImageChops.difference(*small)).mean[0]


def test_readme_shows_each_of_them(project) -> None:
    readme = (project.root / "README.md").read_text(encoding="utf-8")
    for picture in PICTURES:
        assert f"({picture.file.relative_to(project.root)})" in readme
        assert picture.file.stat().st_size < 200_000


@pytest.mark.slow
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_it_shows_what_is_served(article, chromium, picture: Picture) -> None:
    kept = Image.open(picture.file)
    assert far_apart(kept, take(chromium, article.url, picture)) < _FAR, "make pictures takes them anew"


@pytest.mark.slow
def test_a_page_that_looks_otherwise_would_be_seen(article, chromium) -> None:
    home, *others = PICTURES
    for other in others:
        assert far_apart(Image.open(home.file), take(chromium, article.url, other)) > _FAR

"""Pictures: well-formed, escaped, and in the page's own colours."""

import re
from xml.etree import ElementTree

from kg.documenting.drawing import Box, Line, Word, picture, width_of
from kg.documenting.links import Links
from kg.documenting.module_map import module_map
from kg.documenting.module_picture import picture_of_kinds
from kg.documenting.reference import Reference


def test_a_picture_is_well_formed_and_says_what_it_shows() -> None:
    parts = [Box(1, 1, 80, 26, "a < b", "/x?a&b", "other"), Line(81, 14, 140, 40), Word(100, 14, "leads & follows")]
    root = ElementTree.fromstring(picture("p", "Title <1>", "Told.", parts, 200, 60))  # noqa: S314 (made here)
    texts = [element.text for element in root.iter() if element.tag.endswith(("text", "title", "desc"))]
    assert texts == ["Title <1>", "Told.", "a < b", "leads & follows"]
    assert root.attrib["aria-labelledby"] == "p-title p-told"


def test_longer_words_need_a_wider_box() -> None:
    assert width_of("a long name") > width_of("name") > 0


def test_the_picture_of_kinds_joins_topmost_classes(reference: Reference) -> None:
    drawn = picture_of_kinds(reference.terms, Links())
    told = re.search(r"<desc[^>]*>(.*?)</desc>", drawn)
    assert told is not None
    assert "instrument: provides: cooperation measure." in told[1]
    assert " barrier: " not in told[1].replace("coinciding barrier", ""), (
        "a barrier is an influence, and stands under it here"
    )
    assert re.search(r"coincidence: [^:]*coinciding barrier[^:]*: influence\.", told[1])


def test_the_map_draws_each_module_below_what_it_stands_on(reference: Reference) -> None:
    root = ElementTree.fromstring(module_map(reference.documents.modules, Links()))  # noqa: S314 (made here)
    heights: dict[str, float] = {}
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        rect = next(group.iter("{http://www.w3.org/2000/svg}rect"))
        words = next(group.iter("{http://www.w3.org/2000/svg}text"))
        heights[words.text or ""] = float(rect.attrib["y"])
    assert set(heights) == {module.name for module in reference.documents.modules}
    assert heights["foundation"] < heights["agents"] < heights["events"] < heights["event-kinds"]
    assert heights["agreements"] < heights["stages"] < heights["coincidences"]

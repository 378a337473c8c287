"""A report goes in; JUnit's XML, which build servers show as tests, comes out."""

import xml.etree.ElementTree as ET

from kg.building.report import Entry, Report, in_short, in_words
from kg.building.report_text import plain

_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "\ufffd")


def report_junit(report: Report) -> str:
    """A suite for each shape that looked at something, a case for each entry.

    A violation is a failure, a warning a case that passes with its text, what a note waives is skipped. A shape that
    found nothing has one case that passes.
    """
    groups = report.by_shape
    waived: dict[str, list[Entry]] = {}
    for entry in report.waived:
        waived.setdefault(entry.violation.shape, []).append(entry)
    broken = {entry.violation.source_shape for entries in groups.values() for entry in entries} | set(groups)
    kept = {shape for counts in report.focus_nodes.values() for shape, count in counts.items() if count} - broken
    root = ET.Element("testsuites", name="kg validate")
    for shape in sorted({*groups, *waived, *kept}):
        suite = ET.SubElement(root, "testsuite", name=in_short(shape))
        for entry in [*groups.get(shape, []), *waived.get(shape, [])]:
            _case(suite, entry)
        if not len(suite):
            ET.SubElement(suite, "testcase", classname=in_short(shape), name=report.labels.get(shape, "is kept"))
        _count(suite)
    _count(root)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, entry: Entry) -> None:
    violation = entry.violation
    place = {} if entry.place is None else {"file": str(entry.place[0])}
    if entry.place is not None and entry.place[1]:
        place["line"] = str(entry.place[1])
    name = _clean(f"{in_short(violation.focus)} ({in_words(entry.place) or 'no place'})")
    case = ET.SubElement(suite, "testcase", {"classname": in_short(violation.shape), "name": name, **place})
    if entry.note is not None:
        ET.SubElement(case, "skipped", message=f"waived by {in_short(entry.note)}")
    elif violation.severity == "Violation":
        failure = ET.SubElement(case, "failure", type=violation.component, message=_clean(violation.message))
        failure.text = _clean(plain(entry))
    else:
        ET.SubElement(case, "system-out").text = _clean(plain(entry))


def _count(element: ET.Element) -> None:
    for name, path in (("tests", ".//testcase"), ("failures", ".//failure"), ("skipped", ".//skipped")):
        element.set(name, str(len(element.findall(path))))


def _clean(text: str) -> str:
    """The text without the characters that XML 1.0 has no way to write."""
    return text.translate(_NOT_XML)

"""A report goes in; the report for people comes out, as a fragment of HTML that a page wraps.

It reads the same without its script; `report.js` adds the filters, `report.css` the looks.
"""

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from kg.building.report import Entry, Report, in_short, in_words, value_text
from kg.building.report_text import plural, summary
from kg.building.violation import PASSES

STYLE, SCRIPT = (Path(__file__).with_name(f"report.{kind}") for kind in ("css", "js"))
Href = Callable[[str], str | None]
"""Where a page leads from the IRI of a shape, node, claim or passage; None for nowhere."""

_CONFORMS = "Every shape is kept: no violations, no warnings."


def report_html(report: Report, href: Href) -> str:
    """The fragment: the outcome, the filters, and a section for each shape with an item for each entry."""
    sections = "".join(_section(shape, entries, report, href) for shape, entries in report.by_shape.items())
    waived = _waived(report, href) if report.waived else ""
    verdict = f'<p class="conforms">{_CONFORMS}</p>\n' if report.conforms else ""
    filters = _filters(report) if report.entries else ""
    return f'<div class="report">\n{verdict}{_tiles(report)}{filters}{sections}{waived}</div>\n'


def _tiles(report: Report) -> str:
    tiles = [(str(count), plural(count, severity.lower())) for severity, count in report.counts.items()]
    shapes = len(report.by_shape)
    tiles += [(str(shapes), f"{plural(shapes, 'shape')} not kept")] if shapes else []
    tiles += [(str(len(report.waived)), "waived by a note")] if report.waived else []
    items = "".join(f"<li><b>{escape(number)}</b> {escape(words)}</li>" for number, words in tiles)
    return f'<ul class="tiles">{items}</ul>\n<p class="looked">{escape(summary(report))}</p>\n'


def _filters(report: Report) -> str:
    """Hidden until the script shows them, so that nobody sees a filter that does nothing."""
    severities = _boxes("severity", ((name, name.lower()) for name in report.counts))
    names = sorted({name for entry in report.entries for name in entry.passes})
    passes = _boxes("pass", ((name, f"pass {name}: {PASSES.get(name, '')}") for name in names))
    return (
        '<form class="filters" hidden>\n<label>Only with these words '
        '<input type="search" name="words" placeholder="a node, a shape, a file, a word"></label>\n'
        f'{severities}{passes}<p class="shown" role="status"></p>\n</form>\n'
    )


def _boxes(name: str, choices: Iterable[tuple[str, str]]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{escape(value)}" checked> {escape(words)}</label>\n'
        for value, words in choices
    )
    return f'<fieldset aria-label="{name}">\n{boxes}</fieldset>\n'


def _section(shape: str, entries: list[Entry], report: Report, href: Href) -> str:
    severity = entries[0].violation.severity.lower()
    name = report.labels.get(shape)
    title = f'<span class="name">{escape(name)}</span> ' if name else ""
    items = "".join(_item(entry, report, href) for entry in entries)
    return (
        f'<section class="shape {severity}" id="{escape(in_short(shape))}">\n'
        f'<h2>{title}{_link(shape, href)} <small class="count">{len(entries)} × {severity}</small></h2>\n'
        f"<ol>\n{items}</ol>\n</section>\n"
    )


def _item(entry: Entry, report: Report, href: Href) -> str:
    violation = entry.violation
    value, passes = value_text(violation), " ".join(entry.passes)
    place = f'<span class="place">{escape(in_words(entry.place) or "no place")}</span>'
    about = [_link(violation.focus, href)]
    if violation.path:
        about.append(f'<span class="path">{_link(violation.path, href)}</span>')
    if value is not None:
        known = (violation.value or "").startswith("<")
        about.append(_link(value, href) if known else f"<q>{escape(value)}</q>")
    other = f'<p class="other">{_link(value or "", href)} stands at {escape(in_words(entry.other))}.</p>\n'
    label = report.labels.get(violation.focus)
    return (
        f'<li data-severity="{violation.severity}" data-passes="{escape(passes)}">\n'
        f'<p class="what">{" ".join(about)} {place} <span class="pass">pass {escape(passes)}</span></p>\n'
        + (f'<p class="label">{escape(label)}</p>\n' if label else "")
        + f'<p class="message">{escape(violation.message)}</p>\n'
        + (other if entry.other else "")
        + _claims(entry, report, href)
        + "</li>\n"
    )


def _claims(entry: Entry, report: Report, href: Href) -> str:
    items = ""
    for one in entry.claims:
        label = report.labels.get(one.claim)
        said = f" <span>{escape(label)}</span>" if label and one.claim != entry.violation.focus else ""
        passages = "; ".join(_named(iri, report, href) for iri in one.passages)
        items += f"<li>{_link(one.claim, href)}{said} <small>rests on {passages}</small></li>\n"
    return f'<ul class="rests">\n{items}</ul>\n' if items else ""


def _waived(report: Report, href: Href) -> str:
    items = "".join(
        f"<li><p>{_link(entry.note or '', href)} waives {_link(entry.violation.shape, href)} on "
        f"{_link(entry.violation.focus, href)}: {escape(entry.violation.message)}</p></li>\n"
        for entry in report.waived
    )
    return f'<section class="waived" id="waived">\n<h2>Waived by editorial notes</h2>\n<ol>\n{items}</ol>\n</section>\n'


def _named(iri: str, report: Report, href: Href) -> str:
    """A passage by its place in words, linked."""
    address = href(iri)
    words = escape(report.labels.get(iri) or in_short(iri))
    return f'<a href="{escape(address)}" title="{escape(in_short(iri))}">{words}</a>' if address else words


def _link(iri: str, href: Href) -> str:
    address = href(iri)
    name = f"<code>{escape(in_short(iri))}</code>"
    return f'<a href="{escape(address)}">{name}</a>' if address else name

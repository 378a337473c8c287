"""Violations go in; the validation report for people comes out, as a fragment of HTML that a page wraps."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from kg.building.report import Evidence, Locate, place_of, value_text
from kg.building.validate import Violation
from kg.prefixes import shorten


def report_html(violations: Iterable[Violation], locate: Locate, evidence: Evidence) -> str:
    """The report for people: an HTML fragment, a section for each shape, a row for each violation."""
    listed = sorted(violations, key=lambda violation: violation.sort_key)
    if not listed:
        return '<p class="conforms">Every shape is kept: no violations, no warnings.</p>\n'
    sections = [
        _section(shape, list(group), locate, evidence) for shape, group in groupby(listed, key=lambda one: one.shape)
    ]
    return "".join(sections)


def _section(shape: str, violations: list[Violation], locate: Locate, evidence: Evidence) -> str:
    name = shorten(shape)
    severity = violations[0].severity.lower()
    heads = "".join(f"<th>{head}</th>" for head in ("Node", "Path", "Value", "What to do", "Place", "Claims", "Pass"))
    rows = "".join(_row(violation, locate, evidence) for violation in violations)
    return (
        f'<section class="{severity}" id="{escape(name)}">\n<h2>{escape(name)} <small>{len(violations)} × {severity}'
        f"</small></h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</section>\n"
    )


def _row(violation: Violation, locate: Locate, evidence: Evidence) -> str:
    place = place_of(violation, locate)
    claims = "<br>".join(
        escape(f"{shorten(one.claim)}: {', '.join(shorten(passage) for passage in one.passages)}")
        for one in evidence(violation.focus)
    )
    cells = [
        f"<code>{escape(shorten(violation.focus))}</code>",
        f"<code>{escape(shorten(violation.path or ''))}</code>",
        f"<code>{escape(shorten(value_text(violation) or ''))}</code>",
        escape(violation.message),
        escape(f"{place[0]}:{place[1]}" if place else ""),
        claims,
        escape(violation.pass_name),
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"

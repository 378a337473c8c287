"""A report goes in; a page of it that a browser shows by itself comes out."""

from kg.building.page import page
from kg.building.report import Report
from kg.building.report_html import SCRIPT, STYLE, Href, report_html
from kg.prefixes import BASE, PREFIXES

TITLE = "Validation report"


def report_page(report: Report, href: Href) -> str:
    """The whole page with its own style and script."""
    style, script = (path.read_text(encoding="utf-8") for path in (STYLE, SCRIPT))
    return page(TITLE, report_html(report, href), style=style, script=script)


def to_iris(iri: str) -> str | None:
    """Links of a page that may lie anywhere: an IRI of ours leads to itself."""
    return iri if iri.startswith(BASE) and "/.well-known/" not in iri else None


def beside_the_dataset(iri: str) -> str | None:
    """Links of the report in the build folder: a claim leads to the sheet of claims, all else to its IRI."""
    slug = iri.removeprefix(PREFIXES["claim"])
    return f"claims.html#{slug}" if slug != iri else to_iris(iri)

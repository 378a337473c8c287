"""The build's validation report in JSON in; its HTML, with links to the pages of this server, out."""

from kg.building.report_html import report_html
from kg.building.report_reading import read_report
from kg.errors import InputError
from server.addresses import local_address


def fragment_of(text: str) -> str:
    """The HTML, escaped where it is not ours; nothing where the text is no report."""
    try:
        return report_html(read_report(text), _href)
    except InputError:
        return ""


def _href(iri: str) -> str:
    """Of a node without a name there is nothing more to be told than the report has."""
    return "" if "/.well-known/" in iri else local_address(iri)


def counts_of(text: str) -> dict[str, int]:
    """How many of each severity were found, and how many (`waived`) a note excuses; nothing of what is no report."""
    try:
        report = read_report(text)
    except InputError:
        return {}
    return {**report.counts, "waived": len(report.waived)}

"""The build's validation report in JSON in; its HTML, with links to the pages of this server, out."""

from kg.building.report_html import report_html
from kg.building.report_reading import read_report
from kg.errors import InputError
from server.checking.addresses import address_of


def fragment_of(text: str) -> str:
    """The HTML, escaped where it is not ours; nothing where the text is no report."""
    try:
        return report_html(read_report(text), address_of)
    except InputError:
        return ""


def counts_of(text: str) -> dict[str, int]:
    """How many of each severity were found, and how many (`waived`) a note excuses; nothing of what is no report."""
    try:
        report = read_report(text)
    except InputError:
        return {}
    return {**report.counts, "waived": len(report.waived)}

"""The formats that a validation report can be written in, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from kg.building.report import Report
from kg.building.report_json import report_json
from kg.building.report_junit import report_junit
from kg.building.report_page import report_page, to_iris
from kg.building.report_text import report_text
from kg.building.report_turtle import report_turtle


@dataclass(frozen=True)
class ReportFormat:
    """One format: its media type, and what writes a report in it."""

    media_type: str
    write: Callable[[Report], str]


def _plain_text(report: Report) -> str:
    return report_text(report).plain


FORMATS = {
    "text": ReportFormat("text/plain", _plain_text),
    "html": ReportFormat("text/html", partial(report_page, href=to_iris)),
    "json": ReportFormat("application/json", report_json),
    "turtle": ReportFormat("text/turtle", report_turtle),
    "junit": ReportFormat("application/xml", report_junit),
}

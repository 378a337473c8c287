"""The rows of the question on the home page in; agreements, their stalled stages and what coincided with them, out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from server.pages.dates import in_words
from server.pages.tables import Row

QUESTION = "barriers-coinciding-with-stalled-agreements"


@dataclass
class Coincidence:
    """A barrier that coincided with a stage (none: the row that says so), how that is known, and the claims of both."""

    barrier: str | None
    known: str
    in_time: str
    hedged: bool
    claims: list[str] = field(default_factory=list)


@dataclass
class Stage:
    """A stage at which an agreement or proposal stalled."""

    instrument: str
    label: str
    when: str
    coincidences: list[Coincidence] = field(default_factory=list)


def stages_of(rows: Iterable[Row]) -> list[Stage]:
    """The rows grouped by stage and barrier, in the order in which they come."""
    stages: dict[str, Stage] = {}
    coincidences: dict[tuple[str, str], Coincidence] = {}
    for row in rows:
        iri = row["stage"].value
        if iri not in stages:
            when = in_words(row["when"].value) if "when" in row else ""
            stages[iri] = Stage(_text(row, "instrumentLabel"), _text(row, "stageLabel"), when)
        barrier = row["barrier"].value if "barrier" in row else ""
        if (iri, barrier) not in coincidences:
            coincidence = Coincidence(
                _text(row, "barrierLabel") or None,
                _text(row, "known"),
                _text(row, "inTime"),
                _text(row, "certainty") == "hedged",
            )
            coincidences[iri, barrier] = coincidence
            stages[iri].coincidences.append(coincidence)
        for column in ("barrierClaim", "stageClaim"):
            if column in row and row[column].value not in coincidences[iri, barrier].claims:
                coincidences[iri, barrier].claims.append(row[column].value)
    return list(stages.values())


def _text(row: Row, column: str) -> str:
    return row[column].value if column in row else ""

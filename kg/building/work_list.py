"""The coverage goes in; what is left to do comes out, a task for each passage that is not done."""

from dataclasses import dataclass

from kg.building.coverage import Coverage
from kg.building.covered import CoveredPassage
from kg.building.passages import place_in_words
from kg.reading.passages import Span


@dataclass(frozen=True)
class Task:
    """What is missing for one passage; `undecided`: it has neither a claim nor a reason to have none.

    `dates`, `numbers` and `entities` are what it holds and nothing uses or excuses; `strange` are the places of names
    that nothing explains; `spans` are the places of all of these in the normalised sentence, in order.
    """

    passage: str
    place: str
    undecided: bool
    dates: tuple[str, ...]
    numbers: tuple[str, ...]
    entities: tuple[str, ...]
    strange: tuple[Span, ...]
    spans: tuple[Span, ...]

    def in_words(self, sentence: str | None = None) -> str:
        """What is missing, in one line; a strange name is shown as it stands where the sentence is given."""
        strange = [sentence[start:end] if sentence else f"at {start}-{end}" for start, end in self.strange]
        parts = ["no claim and no reason to have none"] if self.undecided else []
        named = {"date": self.dates, "number": self.numbers, "entity": self.entities, "unknown name": strange}
        parts += [f"{kind} {', '.join(values)}" for kind, values in named.items() if values]
        return "; ".join(parts)


def work_list(coverage: Coverage) -> list[Task]:
    """The tasks in the order of the passages."""
    return [_task(here) for here in coverage.passages if not here.is_done]


def _task(here: CoveredPassage) -> Task:
    def values(kind: str) -> tuple[str, ...]:
        return tuple(item.value for item in sorted(here.open, key=lambda item: here.places[item]) if item.kind == kind)

    return Task(
        passage=here.passage.slug,
        place=place_in_words(here.passage),
        undecided=here.state == "open",
        dates=values("date"),
        numbers=values("number"),
        entities=values("entity"),
        strange=here.strange,
        spans=tuple(sorted({*(here.places[item] for item in here.open), *here.strange})),
    )

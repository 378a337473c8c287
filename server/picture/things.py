"""What a picture shows of one thing in time: the values that all of the picture is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.addresses import page_of
from server.picture.times import Stretch

ROLES = ("actor", "issue", "level")
"""What the picture can be narrowed by."""


@dataclass(frozen=True)
class Other:
    """Something that a thing has to do with: its IRI and name, and its rank among its like, where they have one."""

    iri: str
    label: str
    rank: int = 0

    @property
    def link(self) -> str:
        """Where the page about it lies."""
        return page_of(self.iri)


@dataclass(frozen=True)
class Stage:
    """A stage that an agreement or proposal reached: how high it is, and when it was reached, if that is told."""

    iri: str
    label: str
    rank: int
    stalled: bool
    when: str
    stretch: Stretch | None
    hedged: bool

    @property
    def link(self) -> str:
        """Where the page about it lies."""
        return page_of(self.iri)


@dataclass(frozen=True)
class Thing:
    """One thing in time, of a kind that has its place in the picture.

    `dated` are the stretches that follow from its own date; `told` those of the governments or the period that the
    article tells it of, whose names are `under`: their terms are background, and its own date is not told. `source` is
    where all of it is from that the article does not say.
    """

    iri: str
    label: str
    kind: str
    when: str = ""
    dated: tuple[Stretch, ...] = ()
    told: tuple[Stretch, ...] = ()
    under: tuple[str, ...] = ()
    hedged: bool = False
    status: str = ""
    source: str = ""
    stages: tuple[Stage, ...] = ()
    others: Mapping[str, tuple[Other, ...]] = field(default_factory=dict)

    @property
    def link(self) -> str:
        """Where the page about it lies."""
        return page_of(self.iri)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Where in time it is drawn."""
        return self.dated or self.told

    @property
    def stalled(self) -> bool:
        """Whether it is an agreement or proposal that stalled at some stage."""
        return any(stage.stalled for stage in self.stages)

    def of(self, role: str) -> tuple[Other, ...]:
        """What it has to do with in this role."""
        return self.others.get(role, ())

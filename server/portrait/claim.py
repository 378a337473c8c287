"""A claim's IRI in; its sheet out: what it says, who holds it, where it rests, and what stands beside it."""

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad
from starlette.requests import Request

from server.portrait.asking import Asking
from server.portrait.claims import ClaimView, claim_views
from server.portrait.grammar import sentences_of
from server.portrait.parts import Part, Sentence

_BESIDE = 20
"""Other claims on the same passages that are listed."""


@dataclass(frozen=True)
class Beside:
    """A claim on some of the same passages: what it says, and whether the author says so himself."""

    claim: Part
    own: bool
    stance: str
    places: tuple[Part, ...]


@dataclass(frozen=True)
class Claim:
    """What the page of a claim shows."""

    thing: Part
    view: ClaimView
    beside: tuple[Beside, ...]
    more_beside: int
    cited: tuple[Sentence, ...]

    @property
    def passages(self) -> tuple[str, ...]:
        """The passages it rests on."""
        return self.view.passages


async def claim_of(asking: Asking, request: Request, claim: NamedNode) -> Claim | None:
    """The sheet; None for what has no record of a claim. Raises Problem, or ClientGone."""
    contents = await asking.quads(request, "contents", [claim])
    passages = [quad.object for quad in contents if _is_record(quad, claim, "evidence")]
    if not any(_is_record(quad, claim, "stance") for quad in contents):
        return None
    notes = await asking.quads(request, "notes-on", [claim])
    works = await asking.quads(request, "works-for", [claim])
    on_same = await asking.rows(request, "claims-on", passages)
    others = list(dict.fromkeys(row["claim"] for row in on_same if row["claim"] != claim))
    records = await asking.quads(request, "contents", others[:_BESIDE])
    names = await asking.names(request, [*contents, *notes, *works], [*others[:_BESIDE], *passages])
    known = await asking.names(request, [quad for quad in records if quad.subject in others])
    (view,) = claim_views([claim], contents, notes, names)
    rests: dict[object, list[Part]] = defaultdict(list)
    for row in on_same:
        rests[row["claim"]].append(names.of(row["passage"]))
    beside = claim_views([one for one in others[:_BESIDE] if isinstance(one, NamedNode)], records, [], known)
    return Claim(
        thing=names.of(claim),
        view=view,
        beside=tuple(Beside(one.says, one.own, one.stance, tuple(rests.get(NamedNode(one.iri), ()))) for one in beside),
        more_beside=max(0, len(others) - _BESIDE),
        cited=tuple(
            one
            for one in sentences_of(list(dict.fromkeys(quad.triple for quad in works)), names)
            if one.topic == "citation"
        ),
    )


def _is_record(quad: Quad, claim: NamedNode, name: str) -> bool:
    return quad.subject == claim and quad.predicate.value.endswith(f"#{name}") and quad.graph_name != claim

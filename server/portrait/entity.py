"""A thing's IRI in; its portrait out: names, facts in sentences, timeline, neighbours, and every claim about it.

Of many claims a part is shown, the weightiest first; the author's own come before what he only reports or supposes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode
from starlette.requests import Request

from kg.prefixes import ENT
from server.addresses import address_of
from server.portrait.asking import Asking, Row, quad_of
from server.portrait.claims import ClaimView, Note, claim_views, notes_on
from server.portrait.facts import Facts, facts_from
from server.portrait.neighbours import Neighbour, neighbours_from
from server.portrait.parts import Part
from server.portrait.ties import Ties, ties_of
from server.portrait.timeline import Dated, Strip, dated_from, strip_of
from server.publishing.facts import is_fact

CLAIMS = 30
"""Claims on a page."""
_NEAREST, _NEIGHBOURS = 12, 60
_GROUPS = (
    ("How far it came", ("stage",)),
    ("What helped and what stood in the way", ("influence", "cause", "factor")),
    ("What happened", ("event", "participation", "series")),
    ("How relations stood", ("relation-state", "relation", "dispute", "issue")),
    ("What was agreed and done together", ("agreement", "proposal", "measure")),
    ("What was planned, and to what end", ("plan", "goal", "period", "government")),
    ("How it is judged", ("judgement",)),
    ("What would follow if", ("forecast", "condition", "outcome")),
    ("Who held which office", ("tenure", "office", "person")),
    ("What was written, and where it is cited", ("document", "work", "citation", "article")),
)

_ELSE = "What else is said"


@dataclass(frozen=True)
class Group:
    """Claims under a heading; of each the sentences that speak of the thing."""

    heading: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True)
class Entity:
    """What the page of a thing shows; `own` and `apart` count its claims, `parts` says over how many pages they go."""

    thing: Part
    facts: Facts
    dated: tuple[Dated, ...]
    strip: Strip | None
    neighbours: tuple[Neighbour, ...]
    ties: Ties | None
    nearest: int
    own: int
    apart: int
    groups: tuple[Group, ...]
    apart_groups: tuple[Group, ...]
    notes: tuple[Note, ...]
    part: int
    parts: int
    first_apart: int

    @property
    def passages(self) -> tuple[str, ...]:
        """The passages that the claims shown rest on."""
        shown = [claim for group in (*self.groups, *self.apart_groups) for claim in group.claims]
        return tuple(dict.fromkeys(passage for claim in shown for passage in claim.passages))


async def entity_of(asking: Asking, request: Request, thing: NamedNode, part: int) -> Entity | None:
    """The portrait; None where no graph says anything of a thing of ours, or there is no such part of it.

    Raises Problem, or ClientGone.
    """
    rows = await asking.rows(request, "facts", [thing])
    quads = [quad_of(row) for row in rows]
    claims = await asking.rows(request, "claims-about", [thing])
    typed = any(quad.subject == thing and str(quad.object).startswith(f"<{ENT}") for quad in quads)
    parts = max(1, -(-len(claims) // CLAIMS))
    if not typed or part > parts:
        return None
    shown = claims[(part - 1) * CLAIMS : part * CLAIMS]
    on_page = [row["claim"] for row in shown if isinstance(row["claim"], NamedNode)]
    contents = await asking.quads(request, "contents", on_page)
    notes = await asking.quads(request, "notes-on", [thing, *on_page])
    dated = await asking.rows(request, "dated", [thing])
    near = await asking.rows(request, "neighbours", [thing])
    others = [row[column] for row in near for column in ("other", "relation")] + [row["node"] for row in dated]
    names = await asking.names(request, [*quads, *contents, *notes], [thing, *others])
    views = [_about(view, thing.value) for view in claim_views(on_page, contents, notes, names)]
    ours = [row for row in claims if _own(row)]
    time = dated_from(dated, names)
    stances = {row["graph"].value: row["stance"].value for row in rows if "stance" in row}  # type: ignore[attr-defined]
    dates = {row["node"].value: row["when"].value for row in dated}  # type: ignore[attr-defined]
    neighbours = neighbours_from(thing, near, names)
    return Entity(
        thing=names.of(thing),
        facts=facts_from(thing, quads, stances, dates, names),
        dated=tuple(time),
        strip=strip_of(time),
        neighbours=tuple(neighbours[:_NEIGHBOURS]),
        ties=ties_of(names.of(thing).words, neighbours[:_NEAREST]),
        nearest=_NEAREST,
        own=len(ours),
        apart=len(claims) - len(ours),
        groups=_grouped([view for view in views if view.own]),
        apart_groups=_grouped([view for view in views if not view.own]),
        notes=tuple(notes_on(notes, names).get(thing.value, ())),
        part=part,
        parts=parts,
        first_apart=len(ours) // CLAIMS + 1,
    )


def _own(row: Row) -> bool:
    claim, stance = row["claim"], row["stance"]
    return isinstance(claim, NamedNode) and isinstance(stance, NamedNode) and is_fact(claim, {stance.value})


def _about(view: ClaimView, thing: str) -> ClaimView:
    """The claim with those of its sentences alone that speak of the thing, if any does."""
    about = [one for one in view.sentences if one.speaks_of(thing)] or view.sentences
    return replace(view, sentences=tuple(one.on_page_of(address_of(thing)) for one in about))


def _grouped(views: Sequence[ClaimView]) -> tuple[Group, ...]:
    """The claims under the first heading that one of their sentences belongs to."""
    groups: dict[str, list[ClaimView]] = {heading: [] for heading in (*(one for one, _ in _GROUPS), _ELSE)}
    for view in views:
        topics = {sentence.topic for sentence in view.sentences}
        heading = next((heading for heading, kinds in _GROUPS if topics & set(kinds)), _ELSE)
        groups[heading].append(view)
    return tuple(Group(heading, tuple(claims)) for heading, claims in groups.items() if claims)

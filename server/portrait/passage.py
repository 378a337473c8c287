"""A passage's IRI in; its page out: where it is in print, what stands around it, what rests on it, what it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from starlette.requests import Request

from kg.prefixes import ENT
from server.pages.dates import phrase_of
from server.portrait.asking import Asking, Row
from server.portrait.claims import ClaimView, Note, claim_views, notes_on
from server.portrait.grammar import sentences_of
from server.portrait.names import Names
from server.portrait.parts import Part, Sentence, tail_of

_PLACE = (
    *(("part", "Part"), ("section", "Section"), ("paragraph", "Paragraph"), ("footnoteNumber", "Footnote")),
    *(("tableRow", "Row of the table"), ("tableColumn", "Column"), ("tableEntry", "Entry")),
    *(("sentenceNumber", "Sentence"), ("page", "Printed page")),
)


@dataclass(frozen=True)
class Named:
    """A run of characters of the passage and what it names: a thing, or a date in words; `reckoned` from a passage."""

    start: int
    end: int
    thing: Part
    when: str
    reckoned: Part | None


@dataclass(frozen=True)
class Passage:
    """What the page of a passage shows; `paragraph` are the IRIs of the passages it is read with, in their order."""

    thing: Part
    iri: str
    article: Part | None
    kinds: tuple[Part, ...]
    place: tuple[tuple[str, str], ...]
    before: Part | None
    after: Part | None
    paragraph: tuple[str, ...]
    own: tuple[ClaimView, ...]
    apart: tuple[ClaimView, ...]
    named: tuple[Named, ...]
    cited: tuple[Sentence, ...]
    notes: tuple[Note, ...]

    @property
    def passages(self) -> tuple[str, ...]:
        """Those whose sentences the page may show."""
        return self.paragraph


async def passage_of(asking: Asking, request: Request, passage: NamedNode) -> Passage | None:
    """The page; None for what is no passage of an article. Raises Problem, or ClientGone."""
    whole = await asking.quads(request, "passages-whole", [passage])
    said = {quad.predicate.value: quad.object for quad in whole if quad.subject == passage}
    if f"{ENT}sentenceSHA256" not in said:
        return None
    near = await asking.rows(request, "passages-near", [passage])
    on_it = await asking.rows(request, "claims-on", [passage])
    claims = [row["claim"] for row in on_it if isinstance(row["claim"], NamedNode)]
    contents = await asking.quads(request, "contents", claims)
    notes = await asking.quads(request, "notes-on", [passage, *claims])
    named = await asking.rows(request, "named-in", [passage])
    works = await asking.quads(request, "citations-in", [passage])
    around = [row["subject"] for row in near]
    others = [*around, *(row["body"] for row in named), *(row.get("reckoned") for row in named)]
    types = [quad.object for quad in whole if quad.subject == passage and quad.predicate.value.endswith("#type")]
    names = await asking.names(request, [*contents, *notes, *works], [passage, *others, *types, *said.values()])
    views = claim_views(claims, contents, notes, names)
    here = around.index(passage) if passage in around else -1
    article = said.get(f"{ENT}passageOf")
    plain = {f"{ENT}Passage"}
    return Passage(
        thing=names.of(passage),
        iri=passage.value,
        article=names.of(article) if article is not None else None,
        kinds=tuple(names.of(one) for one in types if isinstance(one, NamedNode) and one.value not in plain),
        place=tuple((words, said[ENT + name].value) for name, words in _PLACE if f"{ENT}{name}" in said),  # type: ignore[union-attr]
        before=names.of(around[here - 1]) if here > 0 else None,
        after=names.of(around[here + 1]) if 0 <= here < len(around) - 1 else None,
        paragraph=_paragraph(passage, around),
        own=tuple(view for view in views if view.own),
        apart=tuple(view for view in views if not view.own),
        named=_named(named, names),
        cited=tuple(
            one
            for one in sentences_of(list(dict.fromkeys(quad.triple for quad in works)), names)
            if one.topic == "citation"
        ),
        notes=tuple(notes_on(notes, names).get(passage.value, ())),
    )


def _paragraph(passage: NamedNode, around: Sequence[object]) -> tuple[str, ...]:
    """The passages of the same paragraph or footnote: their IRIs differ in the number of the sentence alone."""
    stem = passage.value.rpartition("-")[0]
    alone = passage.value.rpartition("/")[2].startswith("t")  # a cell of a table has no sentences beside it
    found = [one.value for one in around if isinstance(one, NamedNode) and one.value.rpartition("-")[0] == stem]
    return (passage.value,) if alone or passage.value not in found else tuple(found)


def _named(rows: Sequence[Row], names: Names) -> tuple[Named, ...]:
    found = []
    for row in rows:
        when, body = row.get("when"), row["body"]
        words = phrase_of(when.value, tail_of(row.get("convention"))) if isinstance(when, Literal) else ""
        start, end = row["start"], row["end"]
        if isinstance(start, Literal) and isinstance(end, Literal) and start.value.isdigit() and end.value.isdigit():
            reckoned = row.get("reckoned")
            thing = names.of(body) if not words else Part(words)
            found.append(
                Named(int(start.value), int(end.value), thing, words, names.of(reckoned) if reckoned else None)
            )
    return tuple(dict.fromkeys(found))

"""Claims, and what the passages mention, go in; what claims use and their passages do not mention comes out.

An entity is grounded where a passage of the claim's evidence mentions it, or what stands before that passage in the
same paragraph or in the paragraph before it (of a cell: in its row before it, of a footnote: in the same note); or
where these mention something that makes it as good as mentioned (`kg/claims/likeness.py`). Other entities are inferred,
and the claim's record says why (`ent:inferredEntity`); a record that says so without need is wrong too.

What was named by us and has no name in the text cannot be found in it: an entity of the kinds in COINABLE that the text
nowhere mentions, nor makes as good as mentioned, is exempt.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import pyoxigraph as ox

from kg.claims.likeness import Likeness
from kg.claims.records import Claim
from kg.claims.statement import Statement
from kg.errors import EntenteError, InputError, SyntaxProblem
from kg.prefixes import ENT, PREFIXES, kind_of, shorten
from kg.reading.mention_rows import MentionRow
from kg.reading.passages import Passage

COINABLE = ("factor", "issue", "group", "goal", "plan", "relation", "dispute", "place", "period")
"""Kinds of which the entity files have members that are described in our words, with no name of their own."""


def named_by_us(entities: Collection[Statement], mentions: Iterable[MentionRow]) -> set[str]:
    """The entities of coinable kinds (prefixed names) that the text nowhere mentions or makes as good as mentioned."""
    mentioned = Likeness(entities).extend({row.entity for row in mentions})
    return {entity for entity in _typed(entities) if _kind(entity) in COINABLE} - mentioned


def grounding_problems(
    claims: Iterable[Claim],
    contents: Mapping[str, Iterable[Statement]],
    records: Iterable[Statement],
    entities: Collection[Statement],
    mentions: Collection[MentionRow],
    passages: Mapping[str, Passage],
) -> list[EntenteError]:
    """One problem for each entity without ground in a claim that says no reason, and for each reason without need.

    `contents` is by claim IRI, `passages` by slug. Where nothing was read for mentions, nothing is demanded.
    """
    if not mentions:
        return []
    typed = _typed(entities)
    gone = {row.entity for row in mentions if row.entity} - typed
    problems: list[EntenteError] = [_unknown(entity) for entity in sorted(gone)]
    known = typed - named_by_us(entities, mentions)
    likeness = Likeness(entities)
    mentioned: defaultdict[str, set[str]] = defaultdict(set)
    for row in mentions:
        mentioned[row.passage].add(row.entity)
    inferred = {said.subject.value: said for said in records if said.predicate.value == ENT + "inferredEntity"}
    before = _read_before(passages.values())
    for claim in claims:
        read = {slug for evidence in claim.evidence for slug in (evidence, *before.get(evidence, ()))}
        grounded = likeness.extend(set().union(*(mentioned[slug] for slug in read)))
        lacking = {name: said for name, said in _used(contents[claim.iri]).items() if name in known - grounded}
        mark = inferred.get(claim.iri)
        if mark is None:
            problems += [_ungrounded(claim, name, said) for name, said in lacking.items()]
        elif not lacking:
            what = f"claim:{claim.slug} gives a reason for an inferred entity, and its passages mention them all."
            problems.append(SyntaxProblem(what, path=mark.path, line=mark.line, advice="Drop ent:inferredEntity."))
    return problems


def _typed(entities: Iterable[Statement]) -> set[str]:
    """The things that the entity files say the class of, but for the articles themselves."""
    a = PREFIXES["rdf"] + "type"
    return {shorten(said.subject.value) for said in entities if said.predicate.value == a} - _articles(entities)


def _articles(entities: Iterable[Statement]) -> set[str]:
    names = {shorten(said.subject.value) for said in entities}
    return {name for name in names if _kind(name) == "article"}


def _used(content: Iterable[Statement]) -> dict[str, Statement]:
    """The things of a content by prefixed name, with the first statement that each stands in."""
    used: dict[str, Statement] = {}
    for said in content:
        for node in (said.subject, said.object):
            if isinstance(node, ox.NamedNode) and kind_of(node.value):
                used.setdefault(shorten(node.value), said)
    return used


def _read_before(passages: Iterable[Passage]) -> dict[str, list[str]]:
    """The passages that a reader of each has just read, by slug; passages come in text order."""
    groups: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    before: dict[str, list[str]] = {}
    for here in passages:
        earlier = groups[_group(here, 0)]
        preceding = groups.get(_group(here, -1), []) if here.paragraph is not None else []
        before[here.slug] = [*preceding, *earlier]
        earlier.append(here.slug)
    return before


def _group(here: Passage, step: int) -> tuple[object, ...]:
    """The paragraph a sentence stands in or `step` paragraphs on, the note of a footnote's, the row of a cell."""
    if here.paragraph is not None:
        return here.part, here.section, here.paragraph + step
    return (here.kind, here.footnote) if here.cell is None else (here.kind, here.cell[0])


def _unknown(entity: str) -> EntenteError:
    what = f"mentions.csv has {entity}, which no entity file describes."
    return InputError(what, advice="Run `kg read --text FILE` again.")


def _ungrounded(claim: Claim, entity: str, said: Statement) -> SyntaxProblem:
    what = f"claim:{claim.slug} uses {entity}, which neither its passages nor what stands before them mention."
    advice = "Add the passage that does to the evidence, or say in the record why it is meant (ent:inferredEntity)."
    return SyntaxProblem(what, path=said.path, line=said.line, advice=advice)


def _kind(entity: str) -> str:
    return entity.partition(":")[0]

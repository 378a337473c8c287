"""The files of the claims and a seed go in; mutants come out: each changes one triple of one claim.

Drawn are as many of each kind of change for each kind of claim, as far as there are triples that it fits.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle

import pyoxigraph as ox

from kg.claims.files import Files
from kg.claims.statement import Statement, Term
from kg.claims.vocabulary import Vocabulary
from kg.prefixes import ENT, PREFIXES, kind_of, shorten

A = PREFIXES["rdf"] + "type"
DATES = (ENT + "when", ENT + "attestedUntil")
STANCE = ENT + "stance"
CHANGES = ("drop", "same kind", "other kind", "date", "stance", "property")


@dataclass(frozen=True)
class Mutant:
    """One statement of a claim's record or content and what stands in its place: None where it is dropped."""

    change: str
    claim: str
    claim_kind: str
    before: Statement
    after: Statement | None

    def __str__(self) -> str:
        return f"{shorten(self.claim)}: {self.change}: {_shown(self.before)} -> {_shown(self.after)}"

    def applied_to(self, files: Files) -> Files:
        """The files with this change."""
        changed = []
        for file in files.claims:
            if file.path == self.before.path:
                place = file.statements.index(self.before)
                new = () if self.after is None else (self.after,)
                file = replace(file, statements=(*file.statements[:place], *new, *file.statements[place + 1 :]))
            changed.append(file)
        return replace(files, claims=tuple(changed))


def draw(files: Files, vocabulary: Vocabulary, count: int, seed: int) -> list[Mutant]:
    """`count` different mutants; the same for the same files and seed."""
    chance = random.Random(seed)  # noqa: S311 -- a sample, no secret
    kinds = _kinds_of_claims(files)
    statements: defaultdict[str, list[tuple[str, Statement]]] = defaultdict(list)
    for file in files.claims:
        for said in file.statements:
            claim = _claim_of(said)
            statements[kinds[claim]].append((claim, said))
    alternatives = _Alternatives(files, vocabulary)
    found: dict[Mutant, None] = {}
    wells = [(change, kind) for kind in sorted(statements) for change in CHANGES]
    dry = 0
    for change, kind in cycle(wells):
        if len(found) == count or dry > len(wells):
            return list(found)
        before = len(found)
        for claim, said in chance.sample(statements[kind], k=min(200, len(statements[kind]))):
            options = alternatives.of(change, said)
            if options:
                mutant = Mutant(change, claim, kind, said, chance.choice(options))
                if mutant not in found:
                    found[mutant] = None
                    break
        dry = dry + 1 if len(found) == before else 0
    raise AssertionError("a cycle has no end")


class _Alternatives:
    """What may stand in a statement's place, by kind of change."""

    def __init__(self, files: Files, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        said = [statement for file in files.claims for statement in file.statements]
        nodes = {said.object for said in said if isinstance(said.object, ox.NamedNode)}
        nodes |= {said.subject for file in files.entities for said in file.statements if kind_of(said.subject.value)}
        self._by_group: defaultdict[str, list[ox.NamedNode]] = defaultdict(list)
        for node in sorted(nodes, key=str):
            self._by_group[self._group(node)].append(node)
        self._things = [node for node in sorted(nodes, key=str) if kind_of(node.value)]
        self._dates = {
            name: sorted({said.object for said in said if said.predicate.value == name}, key=str) for name in DATES
        }
        self._properties: defaultdict[tuple[bool, bool], set[ox.NamedNode]] = defaultdict(set)
        for statement in said:
            if statement.predicate.value.startswith(ENT):
                self._properties[_sort(statement)].add(statement.predicate)

    def of(self, change: str, said: Statement) -> list[Statement | None]:
        return [None] if change == "drop" else list(self._replacements(change, said))

    def _replacements(self, change: str, said: Statement) -> Iterator[Statement]:
        node, predicate = said.object, said.predicate.value
        if change == "date" and predicate in DATES:
            yield from _objects(said, self._dates[predicate])
        elif change == "stance" and predicate == STANCE:
            yield from _objects(said, self._by_group[self._group(node)])
        elif change == "property" and predicate.startswith(ENT):
            others = sorted(self._properties[_sort(said)] - {said.predicate}, key=str)
            yield from (replace(said, predicate=other) for other in others)
        elif isinstance(node, ox.NamedNode) and predicate != STANCE:
            group = self._group(node)
            if change == "same kind":
                yield from _objects(said, self._by_group[group])
            elif change == "other kind":
                yield from _objects(said, (thing for thing in self._things if self._group(thing) != group))

    def _group(self, node: Term) -> str:
        """What an IRI is of: the kind of a thing, the scheme of a concept, the kind that a class is for."""
        iri = node.value
        if (kind := kind_of(iri)) is not None:
            return kind.prefix
        prefix, _, local = shorten(iri).partition(":")
        if prefix == "concept":
            return f"{prefix}:{local.partition('-')[0]}"
        if prefix == "ent":
            fitting = self._vocabulary.kind_for(iri)
            return f"{prefix}:{fitting.prefix if fitting else ''}"
        return prefix


def _objects(said: Statement, others: Iterable[Term]) -> Iterator[Statement]:
    return (replace(said, object=other) for other in others if other != said.object)


def _sort(said: Statement) -> tuple[bool, bool]:
    """Whether a statement is of a record, and whether it ends in a literal."""
    return isinstance(said.graph, ox.DefaultGraph), isinstance(said.object, ox.Literal)


def _claim_of(said: Statement) -> str:
    return said.subject.value if isinstance(said.graph, ox.DefaultGraph) else said.graph.value


def _kinds_of_claims(files: Files) -> dict[str, str]:
    said = (statement for file in files.claims for statement in file.statements)
    return {
        one.subject.value: one.object.value.removeprefix(ENT)
        for one in said
        if isinstance(one.graph, ox.DefaultGraph) and one.predicate.value == A
    }


def _shown(said: Statement | None) -> str:
    if said is None:
        return "nothing"
    terms = (said.subject, said.predicate, said.object)
    return " ".join(shorten(term.value) if isinstance(term, ox.NamedNode) else str(term) for term in terms)

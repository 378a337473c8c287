"""A claims file goes in; its claims come out, and what is wrong with the way records and blocks are laid out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox

from kg.claims.statement import Block, Statement, TurtleFile
from kg.errors import SyntaxProblem
from kg.prefixes import BASE, PREFIXES, shorten

STANCES = ("asserted", "hedged", "assumed", "hypothesised", "reported", "denied")
OWN_VOICE = ("asserted", "hedged")  # what the author says himself: the stances whose content is in the default graph

_CLAIM = re.compile(re.escape(BASE) + r"claim/[a-z0-9-]+/[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Claim:
    """A claim's record: what it states in our own words, how the article stands to it, and the passages it rests on.

    `kind` is the local name of its class, `stance` one of STANCES, `held_by` the IRI of the agent whose view a reported
    claim is; `kind` and `label` are empty where the record lacks them, which the shapes report.
    """

    iri: str
    slug: str
    kind: str
    label: str
    stance: str
    evidence: tuple[str, ...]
    held_by: str | None
    path: Path
    line: int

    @property
    def is_own_voice(self) -> bool:
        """Whether the content is what the article itself says, firmly or not."""
        return self.stance in OWN_VOICE


def claims_of(file: TurtleFile) -> list[Claim]:
    """The claims whose records stand in a file, in text order; raises SyntaxProblem for one without exactly one stance.

    Call `layout_problems` first: a record that stands twice would give one claim of both.
    """
    records: dict[str, list[Statement]] = {}
    for statement in file.statements:
        if isinstance(statement.graph, ox.DefaultGraph) and isinstance(statement.subject, ox.NamedNode):
            records.setdefault(statement.subject.value, []).append(statement)
    return [_claim(iri, statements, file) for iri, statements in records.items()]


def _claim(iri: str, record: list[Statement], file: TurtleFile) -> Claim:
    def values(predicate: str) -> list[str]:
        return [said.object.value for said in record if said.predicate.value == predicate]

    line = next(block.line for block in file.blocks if block.name == record[0].subject)
    stances = [
        str(said.object)
        if isinstance(said.object, ox.Literal)
        else said.object.value.removeprefix(PREFIXES["concept"] + "stance-")
        for said in record
        if said.predicate.value == PREFIXES["ent"] + "stance"
    ]
    if len(stances) != 1 or stances[0] not in STANCES:
        what = f"{shorten(iri)} has " + (f"the stance {', '.join(stances)}" if stances else "no stance")
        raise SyntaxProblem(what, path=file.path, line=line, advice=f"Give it one of: {', '.join(STANCES)}.")
    kinds = sorted(kind.removeprefix(PREFIXES["ent"]) for kind in values(PREFIXES["rdf"] + "type"))
    return Claim(
        iri=iri,
        slug=iri.rpartition("/")[2],
        kind=next(iter(kinds), ""),
        label=next(iter(values(PREFIXES["rdfs"] + "label")), ""),
        stance=stances[0],
        evidence=tuple(evidence.rpartition("/")[2] for evidence in values(PREFIXES["ent"] + "evidence")),
        held_by=next(iter(values(PREFIXES["ent"] + "heldBy")), None),
        path=file.path,
        line=line,
    )


def layout_problems(files: Iterable[TurtleFile]) -> list[SyntaxProblem]:
    """What breaks the rule that a claim's record and its block stand once, next to each other, in one file."""
    problems: list[SyntaxProblem] = []
    first: dict[tuple[str, bool], tuple[TurtleFile, Block]] = {}
    for file in files:
        for block in file.blocks:
            name, what = _name(block), "block" if block.is_graph else "record"
            earlier = first.setdefault((name, block.is_graph), (file, block))
            if not _CLAIM.fullmatch(name):
                advice = "In a claims file write claims only, named like claim:lower-case-words."
                problems.append(_problem(f"{shorten(name)} is not the name of a claim.", file, block, advice))
            elif earlier[1] is not block:
                there = f"the first stands at {earlier[0].path}:{earlier[1].line}"
                advice = "Keep one, or give one of them another name."
                problems.append(_problem(f"a second {what} of {shorten(name)}; {there}.", file, block, advice))
    for (name, is_graph), (file, block) in first.items():
        what, other = ("block", "record") if is_graph else ("record", "block")
        partner = first.get((name, not is_graph))
        if partner is None:
            advice = f"Write its {other} next to it."
            problems.append(_problem(f"{shorten(name)} has a {what} and no {other}.", file, block, advice))
        elif not is_graph and not _adjacent(file, block, partner[1]):
            what = f"the record of {shorten(name)} and its block at {partner[0].path}:{partner[1].line} stand apart."
            problems.append(_problem(what, file, block, "Put them next to each other."))
    return problems + [problem for file in files for problem in _empty_blocks(file)]


def _empty_blocks(file: TurtleFile) -> list[SyntaxProblem]:
    filled = {statement.graph for statement in file.statements}
    return [
        _problem(f"the block of {shorten(_name(block))} is empty.", file, block, "State there what the claim says.")
        for block in file.blocks
        if block.is_graph and block.name not in filled
    ]


def _adjacent(file: TurtleFile, record: Block, graph: Block) -> bool:
    return any(record in pair and graph in pair for pair in pairwise(file.blocks))


def _name(block: Block) -> str:
    return block.name.value


def _problem(what: str, file: TurtleFile, block: Block, advice: str) -> SyntaxProblem:
    return SyntaxProblem(what, path=file.path, line=block.line, advice=advice)

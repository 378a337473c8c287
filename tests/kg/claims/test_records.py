"""A claim is its record and its block, once each and side by side; anything else names the lines at fault."""

from pathlib import Path

import pytest

from kg.claims.records import claims_of, layout_problems
from kg.claims.statement import TurtleFile
from kg.claims.turtle import read_turtle
from kg.errors import SyntaxProblem

PREFIXES = """@prefix claim: <https://w3id.org/entente/claim/park-young-june/> .
@prefix concept: <https://w3id.org/entente/concept/> .
@prefix ent: <https://w3id.org/entente/ontology#> .
@prefix event: <https://w3id.org/entente/id/event/> .
@prefix passage: <https://w3id.org/entente/passage/park-young-june/> .
@prefix person: <https://w3id.org/entente/id/person/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
RECORD = (
    'claim:a a ent:FactualClaim ; rdfs:label "A."@en ; ent:stance concept:stance-{} ; ent:evidence passage:1-1-1-1 .\n'
)
BLOCK = "claim:a { event:a a ent:Event }\n"


def read(folder: Path, text: str, name: str = "x.trig") -> TurtleFile:
    (folder / name).write_text(PREFIXES + text, encoding="utf-8")
    return read_turtle(folder / name, root=folder)


def problems(file: TurtleFile, *more: TurtleFile) -> list[str]:
    return [str(problem) for problem in layout_problems([file, *more])]


def test_a_claim_is_read_from_its_record(tmp_path: Path) -> None:
    record = (
        'claim:a a ent:JudgementClaim ;\n rdfs:label "A."@en ; ent:stance concept:stance-reported ;\n'
        " ent:heldBy person:b ; ent:evidence passage:1-1-1-2 , passage:1-1-1-1 .\n"
    )
    file = read(tmp_path, record + BLOCK)
    assert problems(file) == []
    (claim,) = claims_of(file)
    assert (claim.slug, claim.kind, claim.label, claim.stance) == ("a", "JudgementClaim", "A.", "reported")
    assert claim.evidence == ("1-1-1-2", "1-1-1-1")
    assert claim.held_by == "https://w3id.org/entente/id/person/b"
    assert (str(claim.path), claim.line, claim.is_own_voice) == ("x.trig", 8, False)


@pytest.mark.parametrize(
    ("stance", "own"), [("asserted", True), ("hedged", True), ("denied", False), ("assumed", False)]
)
def test_the_stance_tells_whose_voice_it_is(tmp_path: Path, stance: str, own: bool) -> None:
    (claim,) = claims_of(read(tmp_path, RECORD.format(stance) + BLOCK))
    assert claim.is_own_voice is own


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ("claim:a a ent:FactualClaim .\n", "has no stance"),
        (RECORD.format("doubted"), "has the stance doubted"),
        ("claim:a ent:stance concept:stance-asserted , concept:stance-reported .\n", "asserted, reported"),
        ("claim:a ent:stance concept:level-low .\n", "concept/level-low"),
    ],
)
def test_a_record_has_exactly_one_known_stance(tmp_path: Path, record: str, says: str) -> None:
    with pytest.raises(SyntaxProblem, match=r"x\.trig:8: ") as caught:
        claims_of(read(tmp_path, record + BLOCK))
    assert says in str(caught.value)


def test_a_second_record_or_block_names_both_lines(tmp_path: Path) -> None:
    record = RECORD.format("asserted")
    assert problems(read(tmp_path, record + BLOCK + record)) == [
        "x.trig:10: a second record of claim:a; the first stands at x.trig:8. "
        "Keep one, or give one of them another name."
    ]
    assert (
        "x.trig:9: a second record of claim:a; the first stands at x.trig:8."
        in problems(read(tmp_path, record + RECORD.format("reported") + BLOCK))[0]
    )
    assert problems(read(tmp_path, record + BLOCK + BLOCK))[0].startswith("x.trig:10: a second block of claim:a")


def test_a_second_claim_of_that_name_in_another_file_is_found(tmp_path: Path) -> None:
    first, second = (read(tmp_path, RECORD.format("asserted") + BLOCK, name) for name in ("x.trig", "y.trig"))
    found = problems(first, second)
    assert [line.split("; ")[0] for line in found] == [
        "y.trig:8: a second record of claim:a",
        "y.trig:9: a second block of claim:a",
    ]


def test_record_and_block_need_each_other(tmp_path: Path) -> None:
    assert problems(read(tmp_path, RECORD.format("asserted"))) == [
        "x.trig:8: claim:a has a record and no block. Write its block next to it."
    ]
    assert problems(read(tmp_path, BLOCK)) == [
        "x.trig:8: claim:a has a block and no record. Write its record next to it."
    ]


def test_record_and_block_stand_next_to_each_other(tmp_path: Path) -> None:
    other = RECORD.format("asserted").replace("claim:a", "claim:b") + BLOCK.replace("claim:a", "claim:b")
    found = problems(read(tmp_path, RECORD.format("asserted") + other + BLOCK))
    assert found == [
        "x.trig:8: the record of claim:a and its block at x.trig:11 stand apart. Put them next to each other."
    ]


def test_an_empty_block_is_found(tmp_path: Path) -> None:
    found = problems(read(tmp_path, RECORD.format("asserted") + "claim:a { }\n"))
    assert found == ["x.trig:9: the block of claim:a is empty. State there what the claim says."]


@pytest.mark.parametrize("name", ["event:a", "claim:A", "claim:a--b", "claim:a_b"])
def test_a_claims_file_has_nothing_but_claims(tmp_path: Path, name: str) -> None:
    found = problems(read(tmp_path, f"{name} a ent:Event .\n"))
    assert f"x.trig:8: {name} is not the name of a claim." in found[0]

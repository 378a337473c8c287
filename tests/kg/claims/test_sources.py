"""The files of a project are read layer by layer; whatever is wrong with a name in them is told with file and line."""

from pathlib import Path

import pytest

from kg.claims.sources import inputs, load
from kg.errors import Findings
from kg.prefixes import ENT, expand
from kg.project import Project

CLAIMS = "kg/data/articles/park-young-june/claims/1-1-grain-pact.trig"
THINGS = "kg/data/entities/things.ttl"
ALMANAC = "kg/data/background/almanac.ttl"
NOTES = "kg/data/articles/park-young-june/notes.ttl"


def change(project: Project, name: str, old: str, new: str) -> int:
    """Replace the one occurrence of `old` and return the line it stands on."""
    path = project.root / name
    text = path.read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new))
    return text[: text.index(old)].count("\n") + 1


def findings(project: Project) -> list[str]:
    with pytest.raises(Findings) as caught:
        load(project)
    return caught.value.findings


def test_each_layer_is_read(tiny_project: Project) -> None:
    sources = load(tiny_project)
    assert list(sources.claims) == [
        "pact-signing-aborted",
        "farmers-opposed-pact",
        "drought-strained-relations",
        "ada-spoke",
        "pact-was-finished",
    ]
    assert len(sources.passages) == 7
    assert {len(sources.ontology) > 1000, len(sources.shapes) > 1000, len(sources.background) > 8} == {True}
    assert sum(len(content) for content in sources.contents.values()) > 20
    assert expand("article:park-young-june") in {said.subject.value for said in sources.entities}


def test_statements_are_found_by_subject_predicate_and_value(tiny_project: Project) -> None:
    sources = load(tiny_project)
    text = (tiny_project.root / CLAIMS).read_text().splitlines()

    def line_of(fragment: str) -> int:
        return next(number for number, line in enumerate(text, start=1) if fragment in line)

    stage, claim = expand("stage:grain-pact-signing-aborted"), expand("claim:pact-signing-aborted")
    assert sources.locate(stage) == (Path(CLAIMS), line_of("stage:grain-pact-signing-aborted a"))
    assert sources.locate(stage, ENT + "when") == (Path(CLAIMS), line_of('"2012-06"'))
    assert sources.locate(claim, ENT + "evidence", expand("passage:1-1-1-2")) == (
        Path(CLAIMS),
        line_of("passage:1-1-1-2 ."),
    )
    assert sources.locate(f"{stage}/span") == (Path(CLAIMS), line_of('"2012-06"'))
    assert sources.locate(expand("agreement:grain-pact")) == (Path(THINGS), 17)
    assert sources.locate(stage, ENT + "ordinal") is None


def test_a_missing_passage_is_told_with_its_line(tiny_project: Project) -> None:
    line = change(tiny_project, CLAIMS, "passage:1-1-1-2 .\nclaim:pact", "passage:1-1-9-9 .\nclaim:pact")
    assert findings(tiny_project) == [
        f"{CLAIMS}:{line}: there is no passage:1-1-9-9. See passages.csv for the passages there are."
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (CLAIMS, "ent:arena ", "ent:area ", "ent:area is declared nowhere."),
        (CLAIMS, "influence:anger-on-pact a ent:Barrier", "influence:anger-on-pact a ent:Barier", "ent:Barier is"),
        (CLAIMS, "concept:arena-bilateral", "concept:arena-lateral", "concept:arena-lateral is declared nowhere."),
        (CLAIMS, "ent:concerns agreement:grain-pact", "ent:concerns agreement:grain-pakt", "no agreement:grain-pakt."),
        (CLAIMS, "ent:conveys claim:pact-was-finished", "ent:conveys claim:pact-finished", "no claim:pact-finished."),
        (CLAIMS, "factor:drought a ent:Factor", "factor:drought a ent:Issue", "Name it issue:"),
        (CLAIMS, "speech-on-pact a ent:Address", "speech-on-pact a ent:Coincidence", "not a class for things"),
        (CLAIMS, "claim:ada-spoke a ent:FactualClaim", "claim:ada-spoke a ent:Event", "not a kind of claim."),
        (CLAIMS, '"2012-07-01"^^edtf:EDTF', '"1 July"^^edtf:EDTF', "canonical form"),
        (CLAIMS, "group:farmers ;", "<https://w3id.org/entente/id/group/far%20mers> ;", "there is no"),
        (THINGS, "group:farmers a", "<https://w3id.org/entente/id/group/Farm> a", "group:Farm is not a plain name."),
        (THINGS, "state:north a ent:State", "state:north a ent:Treaty", "Name it agreement:"),
        (THINGS, "government:ada a ent:Administration", "government:ada a ent:Organization", "Name it organisation:"),
        (THINGS, "group:farmers a", "ent:farmers a", "ent:farmers is not the name of a thing."),
        (THINGS, '"Farmers"@en', "true", "booleans are not used"),
        (ALMANAC, "ent:headedBy person:ada", "ent:headedBy person:eda", "there is no person:eda."),
    ],
)  # fmt: skip
def test_a_wrong_name_is_told_with_its_line(tiny_project: Project, name: str, old: str, new: str, says: str) -> None:
    line = change(tiny_project, name, old, new)
    found = [finding for finding in findings(tiny_project) if says in finding]
    assert found
    assert found[0].startswith(f"{name}:{line}: ")


def test_a_term_that_a_shape_misspells_is_told(tiny_project: Project) -> None:
    path = tiny_project.root / "shapes/stages.ttl"
    path.write_text(path.read_text().replace("sh:targetClass ent:StageRecord", "sh:targetClass ent:StageRekord"))
    assert any(
        "shapes/stages.ttl" in line and "ent:StageRekord is declared nowhere." in line
        for line in findings(tiny_project)
    )


def test_a_layer_is_no_place_for_named_graphs(tiny_project: Project) -> None:
    path = tiny_project.root / "kg/data/entities/things.ttl"
    trig = path.read_text() + "graph:entities { state:east a ent:State }\n"
    path.write_text(trig)
    assert [line.split(": ")[0] for line in findings(tiny_project)] == [f"{THINGS}:{trig.count(chr(10))}"]


def test_all_problems_of_all_files_are_told_together(tiny_project: Project) -> None:
    first = change(tiny_project, THINGS, "group:farmers a", "gruppe:farmers a")
    second = change(tiny_project, ALMANAC, "tenure:ada-president a", "[] a")
    found = findings(tiny_project)
    assert [line.split(": ")[0] for line in found] == [f"{ALMANAC}:{second}", f"{THINGS}:{first}"]


def test_a_passage_left_out_of_a_complete_section_is_told(tiny_project: Project) -> None:
    change(tiny_project, "kg/data/articles/park-young-june/passages-without-claim.csv", "1-1-2-1,signpost,\n", "")
    (finding,) = findings(tiny_project)
    assert finding.startswith("kg/data/articles/park-young-june/complete.csv:2: passage:1-1-2-1 (page 8) has neither")


def test_an_unreadable_lock_file_is_told(tiny_project: Project) -> None:
    (tiny_project.root / "kg/data/articles/park-young-june/passages.csv").write_text("slug\n")
    assert findings(tiny_project)[0].startswith("kg/data/articles/park-young-june/passages.csv:1: ")


def test_every_file_that_matters_is_an_input(tiny_project: Project) -> None:
    names = {path.relative_to(tiny_project.root).as_posix() for path in inputs(tiny_project)}
    folder = "kg/data/articles/park-young-june"
    assert {CLAIMS, THINGS, ALMANAC, f"{folder}/article.ttl", f"{folder}/complete.csv"} <= names
    assert {"ontology/stages.ttl", "shapes/stages.ttl", "kg/queries/checks/evidence.rq"} <= names
    everything = {path for path in tiny_project.root.rglob("*") if path.is_file()}
    apart = {"ontology/alignments.ttl", "ontology/entente-dl.ttl", "ontology/catalog-v001.xml"}
    beside = [*tiny_project.questions, *tiny_project.ontology_checks, *tiny_project.descriptions.glob("*.rq")]
    apart |= {path.relative_to(tiny_project.root).as_posix() for path in beside}
    rest = {path.relative_to(tiny_project.root).as_posix() for path in everything} - names - apart
    assert {name for name in rest if not name.endswith("README.md")} == set()


def test_an_article_without_passages_is_told(tiny_project: Project) -> None:
    (tiny_project.root / "kg/data/articles/park-young-june/passages.csv").unlink()
    assert findings(tiny_project)[0].startswith("kg/data/articles/park-young-june/passages.csv: ")


def test_an_article_may_have_no_lists(tiny_project: Project) -> None:
    for name in ("complete.csv", "passages-without-claim.csv"):
        (tiny_project.root / "kg/data/articles/park-young-june" / name).unlink()
    assert load(tiny_project).lists.unclaimed == ()

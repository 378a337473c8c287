"""The build as a whole: a function of its files, whole or not at all, and plain about what is wrong."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.building.build import build
from kg.building.dumps import DUMPS
from kg.building.manifest import read_manifest
from kg.errors import Findings
from kg.prefixes import expand
from kg.project import Project

CLAIMS = "kg/data/articles/park-young-june/claims/1-1-grain-pact.trig"
FILES = {"claims.html", "coverage.html", "coverage.json", "entente.nq", "entente.trig", "manifest.json"} | {
    "report.html",
    "report.json",
    "report.ttl",
    *DUMPS,
}
SIGNED = """
claim:pact-signed a ent:FactualClaim ;
    rdfs:label "The grain pact was signed in June 2012."@en ;
    ent:stance concept:stance-asserted ;
    ent:evidence passage:1-1-1-1 .
claim:pact-signed {
    stage:grain-pact-signed a ent:StageRecord ;
        rdfs:label "Grain pact: signed"@en ;
        ent:stageOf agreement:grain-pact ;
        ent:stage concept:stage-signed ;
        ent:when "2012-06"^^edtf:EDTF ;
        ent:duringAdministration government:ada .
}
"""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def append(project: Project, name: str, text: str) -> int:
    """Append to a file and return the number of lines that it had."""
    path = project.root / name
    before = path.read_text()
    path.write_text(before + text)
    return before.count("\n")


def replace(project: Project, name: str, old: str, new: str) -> None:
    path = project.root / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def findings(project: Project) -> list[str]:
    with pytest.raises(Findings) as caught:
        build(project)
    assert all("\n" not in finding for finding in caught.value.findings)
    return caught.value.findings


def test_a_build_writes_its_files_and_nothing_else(tiny_project: Project) -> None:
    told: list[str] = []
    manifest = build(tiny_project, told.append)
    assert set(contents(tiny_project.build)) == FILES
    assert not [path for path in tiny_project.root.iterdir() if path.name.startswith(".")]
    assert read_manifest(tiny_project.build / "manifest.json") == manifest
    assert told[0] == "reading the files"
    assert told[-1] == "writing the dataset"


def test_the_dataset_is_sorted_and_has_no_blank_node(tiny_project: Project) -> None:
    manifest = build(tiny_project)
    raw = (tiny_project.build / "entente.nq").read_bytes()
    lines = raw.decode().splitlines()
    assert lines == sorted(set(lines))
    assert not [line for line in lines if "_:" in line.split('"')[0]]
    assert (hashlib.sha256(raw).hexdigest(), len(lines)) == (manifest.dataset, manifest.quads)
    assert manifest.default_graph == len([quad for quad in quads(tiny_project) if is_default(quad)])


def quads(project: Project) -> list[ox.Quad]:
    return list(ox.parse(path=project.build / "entente.nq", format=ox.RdfFormat.N_QUADS))


def is_default(quad: ox.Quad) -> bool:
    return isinstance(quad.graph_name, ox.DefaultGraph)


def test_trig_has_the_same_quads(tiny_project: Project) -> None:
    build(tiny_project)
    trig = set(ox.parse(path=tiny_project.build / "entente.trig", format=ox.RdfFormat.TRIG))
    assert trig == set(quads(tiny_project))


def test_the_manifest_counts_and_names_every_input(tiny_project: Project) -> None:
    manifest = build(tiny_project)
    assert manifest.claims_per_stance == {"asserted": 3, "hedged": 1, "reported": 1}
    assert manifest.claims_per_part == {"1": 5}
    assert manifest.things_per_class["ent:Barrier"] == 2
    assert manifest.things_per_class["ent:StageRecord"] == 1
    assert manifest.inputs[CLAIMS] == hashlib.sha256((tiny_project.root / CLAIMS).read_bytes()).hexdigest()
    text = (tiny_project.build / "manifest.json").read_text()
    assert str(tiny_project.root) not in text
    assert json.loads(text)["tools"]["pyoxigraph"]


RECORD_OPENED_FILES = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from pathlib import Path
from kg.building.build import build
from kg.project import Project
print(build(Project.at(Path(sys.argv[1]), Path(sys.argv[2]))).dataset)
print([name for name in opened if name.endswith("the-article.txt")])
"""


def test_the_build_is_a_function_that_never_opens_the_text(
    project: Project, tiny_project: Project, tmp_path: Path
) -> None:
    text = tmp_path / "the-article.txt"
    text.write_text("the text")
    results = []
    for seed, more in (("1", {"ENTENTE_TEXT": str(text)}), ("2", {}), ("3", {"TZ": "Asia/Seoul", "LC_ALL": "C"})):
        out = tmp_path / f"out-{seed}"
        environment = {"PYTHONPATH": str(project.root), "PATH": os.environ["PATH"], "PYTHONHASHSEED": seed, **more}
        command = [sys.executable, "-c", RECORD_OPENED_FILES, str(tiny_project.root), str(out)]
        ran = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert ran.stdout.splitlines()[1] == "[]"
        results.append((ran.stdout, contents(out)))
    assert results[0] == results[1] == results[2]


def test_a_claim_that_contradicts_another_names_shape_node_file_and_line(tiny_project: Project) -> None:
    before = append(tiny_project, CLAIMS, SIGNED)
    found = [finding for finding in findings(tiny_project) if "stage:grain-pact-signed" in finding]
    assert found
    line = before + SIGNED[: SIGNED.index("stage:grain-pact-signed a")].count("\n") + 1
    assert any("shapes:" in finding and f"{CLAIMS}:{line}" in finding for finding in found), found


def test_a_failing_build_leaves_the_last_dataset_as_it_was(tiny_project: Project) -> None:
    build(tiny_project)
    before = contents(tiny_project.build)
    append(tiny_project, CLAIMS, SIGNED)
    findings(tiny_project)
    assert contents(tiny_project.build) == before
    append(tiny_project, CLAIMS, "claim:")
    assert "1-1-grain-pact.trig" in findings(tiny_project)[0]
    assert contents(tiny_project.build) == before
    assert {path.name for path in tiny_project.root.iterdir()} == {"build", "kg", "ontology", "shapes"}


def test_a_first_build_that_fails_writes_nothing(tiny_project: Project) -> None:
    append(tiny_project, CLAIMS, SIGNED)
    findings(tiny_project)
    assert not tiny_project.build.exists()


def test_what_is_mistyped_stops_the_build_before_anything_is_derived(tiny_project: Project) -> None:
    replace(tiny_project, CLAIMS, "        ent:factor factor:anger-at-imports ;\n", "")
    told: list[str] = []
    with pytest.raises(Findings) as caught:
        build(tiny_project, told.append)
    assert "influence:anger-on-pact" in caught.value.findings[0]
    assert told[-1] == "validating the files as typed"


def test_without_the_background_the_build_fails(tiny_project: Project) -> None:
    (tiny_project.root / "kg/data/background/almanac.ttl").unlink()
    assert [finding for finding in findings(tiny_project) if "government:ada" in finding]


def test_a_bad_node_in_a_reported_claim_is_found(tiny_project: Project) -> None:
    replace(tiny_project, CLAIMS, "        ent:stage concept:stage-finalised ;\n", "")
    (finding,) = findings(tiny_project)
    assert "stage:grain-pact-finalised" in finding
    assert finding.startswith(f"{CLAIMS}:")


def test_a_reported_view_may_contradict_what_is_asserted(tiny_project: Project) -> None:
    replace(tiny_project, CLAIMS, "concept:stage-finalised", "concept:stage-signed")
    build(tiny_project)
    signed = [quad for quad in quads(tiny_project) if quad.object == ox.NamedNode(expand("concept:stage-signed"))]
    assert {str(quad.graph_name) for quad in signed if "/stage/" in str(quad.subject)} == {
        f"<{expand('claim:pact-was-finished')}>"
    }


def test_a_row_of_a_check_stops_the_build(tiny_project: Project) -> None:
    (tiny_project.root / "kg/queries/checks/grumpy.rq").write_text(
        "#+ summary: There are no barriers.\nPREFIX ent: <https://w3id.org/entente/ontology#>\n"
        "SELECT ?node WHERE { ?node a ent:Barrier } ORDER BY ?node\n"
    )
    found = findings(tiny_project)
    assert len(found) == 2
    assert found[0].startswith(f"{CLAIMS}:")
    assert found[0].endswith("influence:anger-on-pact: check grumpy: There are no barriers.")


def test_a_shape_in_the_wrong_pass_stops_the_build(tiny_project: Project) -> None:
    line = append(
        tiny_project,
        "shapes/agents.ttl",
        "\nshapes:Lost a sh:NodeShape ; sh:targetClass ent:Tenure ; sh:property shapes:Lost-officeHeld .\n"
        'shapes:Lost-officeHeld sh:path ent:officeHeld ; sh:minCount 1 ; sh:message "x"@en ; ent:inPass "b" .\n',
    )
    assert findings(tiny_project) == [
        f"shapes/agents.ttl:{line + 2}: shapes:Lost: this shape looks at nothing; its ent:inPass is wrong."
    ]


def test_the_review_sheet_shows_each_claim_and_no_sentence(tiny_project: Project) -> None:
    build(tiny_project)
    sheet = (tiny_project.build / "claims.html").read_text()
    assert sheet.count("<section ") == 5
    assert "Part 1, section 1, paragraph 1, sentence 2 (page 7)" in sheet
    assert "Farmers&#x27; anger at the grain pact — influences — Grain pact" in sheet
    assert "reported, held by Ada" in sheet


def test_the_checkout_builds(built: Project) -> None:
    manifest = read_manifest(built.build / "manifest.json")
    assert manifest.claims_per_stance["asserted"] > 50
    assert manifest.claims_per_stance["reported"] > 3
    own = [quad for quad in quads(built) if is_default(quad)]
    assert len(own) == manifest.default_graph > 5000

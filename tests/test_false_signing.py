"""A false statement about the real GSOMIA cannot slip in: added, it breaks a shape; put in place, a recorded answer."""

import shutil
from pathlib import Path

import pytest

from kg.asking.dataset import open_dataset
from kg.asking.recorded import differences
from kg.building.build import build
from kg.errors import Findings
from kg.project import Project

PROBLEMS = "kg/data/articles/park-young-june/claims/5-3-problems-of-security-cooperation.trig"
DEEPENS = "kg/data/articles/park-young-june/claims/5-2-security-cooperation-deepens.trig"
FLAGSHIP = "barriers-coinciding-with-stalled-agreements.csv"
SIGNED = """
claim:gsomia-signed a ent:FactualClaim ;
    rdfs:label "GSOMIA was signed in June 2012."@en ;
    ent:stance concept:stance-asserted ;
    ent:evidence passage:5-2-3-1 , passage:5-2-3-2 , passage:5-2-4-1 .
claim:gsomia-signed {
    stage:gsomia-signed a ent:StageRecord ;
        rdfs:label "GSOMIA: signed"@en ;
        ent:stageOf agreement:gsomia-korea-japan ;
        ent:stage concept:stage-signed ;
        ent:when "2012-06"^^edtf:EDTF ;
        ent:duringAdministration government:lee-myung-bak .
}
"""


@pytest.fixture
def copy(project: Project, tmp_path: Path) -> Project:
    """Return a copy of the checkout's inputs that a test may change."""
    root = tmp_path / "checkout"
    for folder in ("ontology", "shapes", "kg/queries", "kg/data"):
        shutil.copytree(project.root / folder, root / folder)
    return Project.at(root)


@pytest.mark.slow
def test_an_added_claim_fails_the_build_with_shape_node_file_and_line(copy: Project) -> None:
    path = copy.root / PROBLEMS
    text = path.read_text(encoding="utf-8")
    path.write_text(text + SIGNED, encoding="utf-8")
    line = text.count("\n") + SIGNED[: SIGNED.index("stage:gsomia-signed a")].count("\n") + 1
    with pytest.raises(Findings) as caught:
        build(copy)
    (finding,) = [one for one in caught.value.findings if "shapes:StageRecord-signedOrStalled" in one]
    assert "stage:gsomia-signed" in finding
    assert f"{PROBLEMS}:{line}:" in finding
    assert not copy.build.exists()


@pytest.mark.slow
def test_a_changed_claim_no_longer_gives_the_recorded_answer(copy: Project, project: Project) -> None:
    path = copy.root / DEEPENS
    text = path.read_text(encoding="utf-8")
    aborted = "ent:stageOf agreement:gsomia-korea-japan ;\n        ent:stage concept:stage-signing-aborted ;"
    assert text.count(aborted) == 1
    path.write_text(text.replace(aborted, aborted.replace("signing-aborted", "signed")), encoding="utf-8")
    build(copy)
    store = open_dataset([copy.build / "entente.nq"]).store
    found = differences(store, copy.questions, project.root / "tests/kg/queries" / FLAGSHIP)
    assert len([one for one in found if "no longer answered: agreement:gsomia-korea-japan" in one]) == 3

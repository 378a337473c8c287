"""What is checked, as people have it before them: of the built dataset, of a small one, and of somebody else's."""

import json
import shutil
from html import unescape
from pathlib import Path

import pytest

from kg.prefixes import BASE, PREFIXES
from kg.project import Project
from tests.server.conftest import RunningServer, Serve

ALL = ("/check", "/check/report", "/check/coverage", "/check/notes")
HOSTILE = "<script>alert(1)</script>\"' " + "x" * 10_000 + " \u202eשלום"


def text(server: RunningServer, address: str) -> str:
    answer = server.client.get(address)
    assert answer.status_code == 200
    return " ".join(unescape(answer.text).split())


def test_the_overview_leads_to_each_part_with_what_came_of_it(article: RunningServer, built: Project) -> None:
    page = text(article, "/check")
    for part in (*ALL[1:], "/validate", "/changes"):
        assert f'href="{part}"' in page
    warnings = json.loads((built.build / "report.json").read_text())["counts"]["Warning"]
    assert f"<b>{warnings}</b> warnings" in page
    assert "<b>356</b> of 356 passages have a claim" in page


def test_the_report_is_that_of_the_build(article: RunningServer, built: Project) -> None:
    page = text(article, "/check/report")
    report = json.loads((built.build / "report.json").read_text())
    assert page.count('data-severity="Warning"') == report["counts"]["Warning"]
    first = report["violations"][0]
    assert first["message"] in page
    assert f'href="/{first["node"].removeprefix(BASE)}"' in page
    assert json.loads(built.manifest.read_text())["dataset"][:16] in page


def test_every_passage_is_a_cell_that_leads_to_its_page(article: RunningServer, built: Project) -> None:
    page = text(article, "/check/coverage")
    slugs = [line.partition(",")[0] for line in (built.passages[0]).read_text().splitlines()[1:]]
    assert len(slugs) == 356
    for slug in slugs:
        assert page.count(f'href="/passage/park-young-june/{slug}"') == 1, slug
    led = article.client.get(f"/passage/park-young-june/{slugs[40]}", headers={"Accept": "text/html"})
    assert led.status_code == 303
    assert article.client.get(led.headers["location"]).status_code == 200


def test_the_figures_are_those_of_the_build(article: RunningServer, built: Project) -> None:
    page = text(article, "/check/coverage")
    coverage = json.loads((built.build / "coverage.json").read_text())
    for kind, words in (("dates", "dates"), ("numbers", "numbers"), ("entities", "names")):
        held, left = coverage["whole"][f"{kind} held"], coverage["whole"][f"{kind} open"]
        assert f"<b>{held - left}</b> of {held} {words} used" in page
    assert coverage["titles"]["part 2, section 1"] in page


def test_notes_are_ours_and_stand_with_their_claims_and_passages(article: RunningServer, built: Project) -> None:
    page = text(article, "/check/notes")
    assert "These remarks are ours, never the author’s." in page
    kinds = [
        page.index(f">{kind} <") for kind in ("Conflict with other sources", "Conflict within the article", "Ambiguity")
    ]
    assert kinds == sorted(kinds)
    note = page.partition("The year of Kan's apology")[2].partition("</article>")[0]
    assert "Our remark" in note
    assert "According to Kyodo." in note
    assert "(page " in note
    assert page.count('class="note"') == built.notes[0].read_text().count("a ent:EditorialNote")


@pytest.mark.parametrize("address", ALL)
def test_somebody_elses_data_has_pages_that_say_what_is_not_there(foreign: RunningServer, address: str) -> None:
    page = text(foreign, address)
    assert "was not built here" in page or "The dataset served here" in page
    assert "<script>alert" not in page


def test_a_report_of_another_dataset_is_not_shown(
    serve: Serve, built: Project, small_file: Path, tmp_path: Path
) -> None:
    for name in ("manifest.json", "report.json", "coverage.json"):
        shutil.copy(built.build / name, tmp_path)
    shutil.copy(small_file, tmp_path / "small.nq")
    with serve("--dataset", str(tmp_path / "small.nq")) as server:
        for address in ("/check/report", "/check/coverage", "/check"):
            page = text(server, address)
            assert "made another dataset than the one that is served" in page
            assert "data-severity" not in page
        assert 'href="/passage/park-young-june/5-3-1-1"' in text(server, "/check/coverage")


def test_a_report_that_its_build_did_not_write_is_not_shown(serve: Serve, built: Project, tmp_path: Path) -> None:
    for name in ("entente.nq", "manifest.json", "report.json", "coverage.json"):
        shutil.copy(built.build / name, tmp_path)
    (tmp_path / "report.json").write_text((tmp_path / "report.json").read_text().replace("No tenure", "All tenure", 1))
    with serve("--dataset", str(tmp_path / "entente.nq")) as server:
        assert "is not the one that its build wrote" in text(server, "/check/report")
        assert "of 125 dates used" in text(server, "/check/coverage")


def test_hostile_labels_are_text(serve: Serve, tmp_path: Path) -> None:
    name = json.dumps(HOSTILE, ensure_ascii=False)
    ent, concept, rdfs = PREFIXES["ent"], PREFIXES["concept"], PREFIXES["rdfs"]
    claim, passage, article = f"<{PREFIXES['claim']}x>", f"<{PREFIXES['passage']}1-1-1-1>", f"<{PREFIXES['article']}x>"
    note = f"<{PREFIXES['note']}x>"
    (tmp_path / "hostile.trig").write_text(
        f"""{article} <{rdfs}label> {name} .
        {passage} <{ent}passageOf> {article} ; <{ent}part> 1 ; <{ent}section> {name} ; <{rdfs}label> {name} ;
            <{ent}sentenceSHA256> "0" .
        {claim} <{rdfs}label> {name} ; <{ent}stance> <{concept}stance-asserted> ; <{ent}evidence> {passage} .
        <{PREFIXES["graph"]}notes> {{
            {note} <{ent}noteOn> {claim} ; <{ent}noteKind> <urn:x:kind> ;
                <{rdfs}label> {name} ; <{rdfs}comment> {name} ;
                <{PREFIXES["dcterms"]}source> {name} .
        }}
        """,
        encoding="utf-8",
    )
    with serve("--dataset", str(tmp_path / "hostile.trig")) as server:
        for address in ALL:
            answer = server.client.get(address)
            assert answer.status_code == 200
            assert "<script>alert" not in answer.text
        for address in ("/check/coverage", "/check/notes"):
            assert HOSTILE in unescape(server.client.get(address).text)


def test_sentences_are_shown_beside_notes_to_whoever_may_see_them(
    serve: Serve, built: Project, text_path: Path
) -> None:
    with serve("--dataset", str(built.dataset), "--text", str(text_path)) as server:
        here = server.client.get("/check/notes")
        assert 'class="sentence"' in here.text
        assert here.headers["cache-control"] == "no-store"
        for address in ALL:
            elsewhere = server.client.get(address, headers={"Host": "entente.example"})
            assert 'class="sentence"' not in elsewhere.text
            assert elsewhere.headers["cache-control"].startswith("public")


def test_it_is_quick(article: RunningServer) -> None:
    for address in ALL:
        article.client.get(address)
        taken = [article.client.get(address).elapsed.total_seconds() for _ in range(3)]
        assert min(taken) < 0.5, address

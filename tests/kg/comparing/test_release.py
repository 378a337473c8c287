"""A release on a scratch checkout: numbered, built, compared, recorded, kept; one that fails leaves no trace."""

import gzip
import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest
from rdflib import OWL, Graph, URIRef

from kg.comparing.release import release
from kg.comparing.releases import read_releases
from kg.errors import EntenteError, Findings
from kg.prefixes import BASE, expand
from kg.project import Project

from .conftest import CLAIMS

CHANGELOG = "# Changelog\n\n## Unreleased\n\nThe first words.\n"
RECORD = "kg/data/releases.ttl"
FIRST, SECOND = date(2026, 12, 1), date(2027, 1, 15)


def silent(_: str) -> None:
    pass


@pytest.fixture
def checkout(tiny_project: Project, project: Project) -> Project:
    """Return the invented claims with what else a release touches."""
    shutil.copy(project.root / "pyproject.toml", tiny_project.root)
    (tiny_project.root / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    return tiny_project


def texts(project: Project) -> dict[Path, bytes]:
    skipped = project.build
    return {p: p.read_bytes() for p in sorted(project.root.rglob("*")) if p.is_file() and skipped not in p.parents}


def edit(project: Project, before: str, after: str) -> None:
    path = project.root / CLAIMS
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.slow
def test_two_releases_and_what_changed_between_them(checkout: Project, tmp_path: Path) -> None:
    kept = tmp_path / "releases"
    first, nothing = release(checkout, "0.1.0", FIRST, kept, None, silent)
    assert nothing is None
    packed = kept / first.file_name
    assert hashlib.sha256(gzip.decompress(packed.read_bytes())).hexdigest() == first.digest
    assert packed.read_bytes()[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # no name and no time

    edit(checkout, '"2012-06"^^edtf:EDTF', '"2012-06-01/2012-06-30"^^edtf:EDTF')
    edit(checkout, "ent:stance concept:stance-hedged", "ent:stance concept:stance-asserted")
    with pytest.raises(Findings):  # the date is in no sentence: nothing is written then, not even the number
        release(checkout, "0.2.0", SECOND, kept, None, silent)
    edit(checkout, '"2012-06-01/2012-06-30"^^edtf:EDTF', '"2012-06"^^edtf:EDTF')
    _, comparison = release(checkout, "0.2.0", SECOND, kept, None, silent)
    assert comparison is not None
    assert [change.label for change in comparison.group("claims").changes] == [
        "A drought in 2012 seems to have weighed on relations."
    ]

    assert [(r.version, r.issued) for r in read_releases(checkout.root / RECORD)] == [
        ("0.1.0", FIRST),
        ("0.2.0", SECOND),
    ]
    record = Graph().parse(checkout.root / RECORD)
    node = URIRef(f"{BASE}release/0.2.0")
    assert (node, URIRef(expand("prov:wasRevisionOf")), URIRef(f"{BASE}release/0.1.0")) in record
    changed = set(record.objects(None, URIRef(expand("cs:subjectOfChange"))))
    assert URIRef(expand("claim:drought-strained-relations")) in changed

    changelog = (checkout.root / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = [line for line in changelog.splitlines() if line.startswith("#")]
    assert headings == [
        "# Changelog",
        "## Unreleased",
        "## 0.2.0 (2027-01-15)",
        "### Since 0.1.0",
        "## 0.1.0 (2026-12-01)",
    ]
    assert "- Claims: 1 changed\n  - 1.1: 1 changed\n" in changelog

    for path in sorted((checkout.root / "ontology").glob("*.ttl")):
        (header,) = (graph := Graph().parse(path)).subjects(OWL.versionInfo)
        assert str(graph.value(header, OWL.versionInfo)) == "0.2.0", path
        assert str(graph.value(header, OWL.versionIRI)).startswith(f"{BASE}ontology/0.2.0"), path
    for name in ("ontology/catalog-v001.xml", "pyproject.toml", "ontology/entente.ttl"):
        text = (checkout.root / name).read_text(encoding="utf-8")
        assert "0.2.0" in text
        assert "0.1.0" not in text
    assert "version 0.2.0, 2027" in (checkout.root / "ontology/entente.ttl").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_release_needs_the_dataset_of_the_last(checkout: Project, tmp_path: Path) -> None:
    first, _ = release(checkout, "0.1.0", FIRST, tmp_path / "releases", None, silent)
    elsewhere = (tmp_path / "releases" / first.file_name).rename(tmp_path / first.file_name)
    before = texts(checkout)
    with pytest.raises(EntenteError, match=r"the last release, is not here\. Name the folder"):
        release(checkout, "0.2.0", SECOND, tmp_path / "releases", None, silent)
    assert texts(checkout) == before
    made, comparison = release(checkout, "0.2.0", SECOND, tmp_path / "releases", str(elsewhere), silent)
    assert comparison is not None
    assert not comparison.group("claims").changes
    other = tmp_path / "releases" / made.file_name
    with pytest.raises(EntenteError, match=r"has another SHA-256 than the dataset of 0\.2\.0"):
        release(checkout, "0.3.0", SECOND, tmp_path / "releases", str(elsewhere), silent)
    assert other.exists()


@pytest.mark.parametrize(
    ("version", "day", "complaint"),
    [
        ("0.2", SECOND, "'0.2' is no version. Write three numbers"),
        ("0.01.0", SECOND, "is no version"),
        ("0.1.0", SECOND, "0.1.0 is not after 0.1.0, the last release"),
        ("0.0.9", SECOND, "is not after 0.1.0"),
        ("0.2.0", date(2026, 11, 30), "2026-11-30 is before 2026-12-01, the last release"),
    ],
)
def test_version_and_date_go_on(checkout: Project, tmp_path: Path, version: str, day: date, complaint: str) -> None:
    (checkout.root / RECORD).write_text(
        f'<{BASE}release/0.1.0> <https://schema.org/version> "0.1.0" ;\n'
        '    <https://schema.org/identifier> "sha256:00" ;\n'
        '    <http://purl.org/dc/terms/issued> "2026-12-01" .\n',
        encoding="utf-8",
    )
    before = texts(checkout)
    with pytest.raises(EntenteError) as refused:
        release(checkout, version, day, tmp_path / "releases", None, silent)
    assert complaint in str(refused.value)
    assert texts(checkout) == before


def test_datasets_are_not_kept_in_the_checkout(checkout: Project) -> None:
    with pytest.raises(EntenteError, match="lies in the checkout"):
        release(checkout, "0.1.0", FIRST, checkout.root / "releases", None, silent)


def test_the_changelog_needs_its_unreleased_part(checkout: Project, tmp_path: Path) -> None:
    (checkout.root / "CHANGELOG.md").write_text("# Changelog\n", encoding="utf-8")
    with pytest.raises(EntenteError, match="has no line `## Unreleased`"):
        release(checkout, "0.1.0", FIRST, tmp_path / "releases", None, silent)


def test_a_damaged_record_is_not_added_to(checkout: Project, tmp_path: Path) -> None:
    (checkout.root / RECORD).write_text(f'<{BASE}release/0.1.0> <https://schema.org/version> "0.1.0" .\n')
    with pytest.raises(EntenteError, match="holds a release without version, date or hash"):
        release(checkout, "0.2.0", FIRST, tmp_path / "releases", None, silent)

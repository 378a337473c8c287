"""Fixtures for comparing: versions of five invented claims, and a comparison in which one of each kind has changed."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from kg.building.assemble import assemble
from kg.building.derive import derive, load_rules
from kg.building.serialise import to_nquads
from kg.claims.sources import load
from kg.comparing.comparison import Comparison, compare
from kg.comparing.versions import Version, load_version
from kg.project import Project

Edit = tuple[str, str, str]
"""A file, a text in it, and what comes in its place; where there is no such text, what comes at the file's end."""
Make = Callable[..., Version]

FOLDER = "kg/data/articles/park-young-june"
CLAIMS = f"{FOLDER}/claims/1-1-grain-pact.trig"
PASSAGES = f"{FOLDER}/passages.csv"
BACKGROUND = "kg/data/background/almanac.ttl"
THINGS = "kg/data/entities/things.ttl"
STAGES = "ontology/stages.ttl"
UMBRELLA = "ontology/entente.ttl"
SHAPES = "shapes/stages.ttl"


def term(name: str) -> Edit:
    definition = f'skos:definition "what is {name}"@en ; rdfs:isDefinedBy <stages> .\n'
    return STAGES, "", f'ent:{name} a owl:Class ; rdfs:label "{name}"@en ; {definition}'


def group(slug: str, label: str) -> Edit:
    return THINGS, "", f'group:{slug} a ent:SocialGroup ; rdfs:label "{label}"@en .\n'


def claim(slug: str) -> Edit:
    record = f'rdfs:label "Ada {slug}."@en ; ent:stance concept:stance-asserted ; ent:evidence passage:1-2-1-1 .'
    content = f"claim:{slug} {{ person:ada ent:holdsOffice office:president-of-north }}\n"
    return CLAIMS, "", f"claim:{slug} a ent:FactualClaim ; {record}\n{content}"


BEFORE = [term("Doomed"), claim("left"), group("old-name", "Millers"), group("bakers", "Bakers")]
AFTER = [
    term("Born"),
    (STAGES, "", "ent:StageRecord a owl:DeprecatedClass .\n"),
    (STAGES, "", 'ent:stageOf skos:scopeNote "another remark"@en .\n'),
    (UMBRELLA, "ent:AdministrationInOffice ent:Agent ", "ent:Agent "),
    (SHAPES, "sh:or ( [ sh:class ent:Instrument ] [ sh:class ent:Proposal ] )", "sh:class ent:Instrument"),
    (THINGS, 'rdfs:label "Farmers"@en', 'rdfs:label "Peasants"@en'),
    group("new-name", "Millers"),
    group("sowers", "Sowers"),
    claim("came"),
    (CLAIMS, '"2012-06"^^edtf:EDTF', '"2012-05"^^edtf:EDTF'),
    (
        CLAIMS,
        "concept:stance-hedged ;\n    ent:evidence passage:1-1-1-3",
        "concept:stance-asserted ;\n    ent:evidence passage:1-1-1-2 , passage:1-1-1-3",
    ),
    (
        BACKGROUND,
        "ent:officeHeld office:president-of-north ;",
        'ent:officeHeld office:president-of-north ; rdfs:comment "again"@en ;',
    ),
]


@pytest.fixture(scope="session")
def version(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a function that makes a version of the invented claims with some edits; nothing validates it."""

    def make(name: str, *edits: Edit, questions: tuple[Path, ...] = ()) -> Version:
        root = tmp_path_factory.mktemp("version") / "checkout"
        shutil.copytree(project.root / "tests/tiny", root)
        for folder in ("ontology", "shapes", "kg/queries"):
            shutil.copytree(project.root / folder, root / folder)
        for file, before, after in edits:
            text = (root / file).read_text(encoding="utf-8")
            assert before in text, f"{file} has no {before!r}"
            (root / file).write_text(text.replace(before, after, 1) if before else text + after, encoding="utf-8")
        copy = Project.at(root)
        content = to_nquads(derive(assemble(load(copy)), load_rules(copy.derivations)))
        path = root.parent / f"{hashlib.sha256(content).hexdigest()}.nq"
        path.write_bytes(content)
        loaded = load_version(path, name)
        return Version(loaded.name, loaded.digest, loaded.store, questions)

    return make


@pytest.fixture(scope="session")
def plain(version: Make) -> Version:
    """Return the invented claims as they are."""
    return version("plain")


@pytest.fixture(scope="session")
def before(version: Make) -> Version:
    """Return the version before, with a term, a claim and two groups that the later one has not."""
    return version("before", *BEFORE)


@pytest.fixture(scope="session")
def after(version: Make, project: Project) -> Version:
    """Return the version after, in which something of each kind is other than before."""
    return version("after", *AFTER, questions=tuple(project.questions))


@pytest.fixture(scope="session")
def before_file(before: Version, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the version before as a file of sorted N-Quads."""
    return as_file(before, tmp_path_factory.mktemp("file") / "before.nq")


@pytest.fixture(scope="session")
def after_file(after: Version, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the version after as a file of sorted N-Quads."""
    return as_file(after, tmp_path_factory.mktemp("file") / "after.nq")


def as_file(version: Version, path: Path) -> Path:
    path.write_bytes(b"".join(sorted((version.store.dump(format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True))))
    return path


@pytest.fixture(scope="session")
def comparison(before: Version, after: Version) -> Comparison:
    """Return what tells the two apart."""
    return compare(before, after)

"""What the ontology declares, and which kind of name a thing of a class must have."""

import re

import pytest

from kg.claims.sources import load
from kg.claims.vocabulary import Vocabulary
from kg.prefixes import ENT, KINDS, expand
from kg.project import Project


@pytest.fixture(scope="module")
def vocabulary(project: Project) -> Vocabulary:
    return load(project).vocabulary


def test_declared_terms_are_known_and_others_are_not(vocabulary: Vocabulary) -> None:
    for name in ("ent:Barrier", "ent:stageOf", "concept:stage-stalled", "shapes:TimeSpan"):
        assert not vocabulary.lacks(expand(name)), name
    for name in ("ent:barrier", "concept:stage-stuck", "shapes:Nothing"):
        assert vocabulary.lacks(expand(name)), name
    assert not vocabulary.lacks("http://xmlns.com/foaf/0.1/anything")


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("Treaty", "agreement"),
        ("Administration", "government"),
        ("ArmedService", "organisation"),
        ("Article", "article"),
        ("ScholarlyWork", "work"),
        ("Document", "document"),
        ("TerritorialDispute", "dispute"),
        ("Summit", "event"),
        ("Principle", "goal"),
    ],
)
def test_a_class_has_the_nearest_kind_above_it(vocabulary: Vocabulary, name: str, prefix: str) -> None:
    kind = vocabulary.kind_for(ENT + name)
    assert kind is not None
    assert kind.prefix == prefix


def test_what_the_build_makes_has_no_kind(vocabulary: Vocabulary) -> None:
    assert {vocabulary.kind_for(ENT + name) for name in ("TimeSpan", "Sentence", "TextFragment", "Nothing")} == {None}


def test_every_kind_is_a_declared_class(vocabulary: Vocabulary) -> None:
    assert [kind.class_name for kind in KINDS if vocabulary.lacks(kind.class_iri)] == []


def test_every_term_in_a_query_is_declared(project: Project, vocabulary: Vocabulary) -> None:
    queries = sorted((project.root / "kg/queries").rglob("*.rq"))
    assert len(queries) > 20
    for path in queries:
        text = re.sub(r"^#.*$|<[^>]*>", "", path.read_text(), flags=re.MULTILINE)
        terms = set(re.findall(r"\b(?:ent|concept):[A-Za-z][\w-]*", text))
        assert [term for term in sorted(terms) if vocabulary.lacks(expand(term))] == [], path

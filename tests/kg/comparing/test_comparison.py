"""What tells two versions apart: each change is told once, as what it is, and nothing that only follows from it."""

import pytest

from kg.comparing.changes import ADDED, CHANGED, DEPRECATED, GONE, RENAMED, Change
from kg.comparing.comparison import Comparison, compare
from kg.comparing.versions import Version
from kg.prefixes import expand, shorten

from .conftest import BACKGROUND, CLAIMS, PASSAGES, Make

SHA_OF_THE_FIRST = "9c8184eb03f0eb5dca2c921f6c5dba0ce96b027064d3ab99d36550e268b18914"


def told(comparison: Comparison, group: str) -> dict[str, str]:
    return {shorten(change.subject): change.action for change in comparison.group(group).changes}


def of(comparison: Comparison, group: str, name: str) -> Change:
    (change,) = [change for change in comparison.group(group).changes if change.subject == expand(name)]
    return change


def in_words(change: Change) -> tuple[list[str], list[str]]:
    return [str(statement) for statement in change.lost], [str(statement) for statement in change.new]


def test_a_version_does_not_differ_from_itself(before: Version) -> None:
    assert compare(before, before).is_empty


def test_the_same_files_built_twice_do_not_differ(version: Make, plain: Version, before: Version) -> None:
    assert compare(version("again"), plain).is_empty
    assert not compare(before, plain).is_empty


def test_terms(comparison: Comparison) -> None:
    assert told(comparison, "terms") == {
        "ent:Born": ADDED,
        "ent:Doomed": GONE,
        "ent:StageRecord": DEPRECATED,
        "ent:stageOf": CHANGED,
    }
    change = of(comparison, "terms", "ent:stageOf")
    assert (change.where, change.aspects) == ("stages", ("skos:scopeNote",))
    assert in_words(change) == ([], ["ent:stageOf skos:scopeNote “another remark”"])


def test_a_nameless_axiom_is_told_by_the_member_it_lost(comparison: Comparison) -> None:
    (change,) = comparison.group("axioms").changes
    assert (change.action, change.label) == (CHANGED, "owl:AllDisjointClasses")
    assert change.aspects == ("−owl:members ent:AdministrationInOffice",)


def test_a_changed_shape_shows_what_is_in_it_and_no_skolem_name(comparison: Comparison) -> None:
    assert told(comparison, "shapes") == {"shapes:StageRecord-stageOf": CHANGED}
    lost, new = in_words(of(comparison, "shapes", "shapes:StageRecord-stageOf"))
    assert lost == ["shapes:StageRecord-stageOf sh:or ( [ sh:class ent:Instrument ] [ sh:class ent:Proposal ] )"]
    assert new == ["shapes:StageRecord-stageOf sh:class ent:Instrument"]


def test_things_keep_their_identity_by_iri_or_by_name(comparison: Comparison) -> None:
    assert told(comparison, "things") == {
        "group:bakers": GONE,
        "group:farmers": RENAMED,
        "group:new-name": RENAMED,
        "group:sowers": ADDED,
    }
    assert of(comparison, "things", "group:new-name").aspects == ("was group:old-name",)


def test_claims(comparison: Comparison) -> None:
    assert told(comparison, "claims") == {
        "claim:came": ADDED,
        "claim:drought-strained-relations": CHANGED,
        "claim:left": GONE,
        "claim:pact-signing-aborted": CHANGED,
    }
    assert {change.where for change in comparison.group("claims").changes} == {"1.1", "1.2"}


def test_the_record_of_a_claim_changes_by_stance_and_evidence(comparison: Comparison) -> None:
    change = of(comparison, "claims", "claim:drought-strained-relations")
    assert set(change.aspects) == {"stance", "evidence"}
    lost, new = in_words(change)
    assert lost == ["claim:drought-strained-relations ent:stance concept:stance-hedged"]
    assert new == [
        "claim:drought-strained-relations ent:evidence passage:1-1-1-2",
        "claim:drought-strained-relations ent:stance concept:stance-asserted",
    ]


def test_a_changed_date_is_one_statement_without_its_span(comparison: Comparison) -> None:
    change = of(comparison, "claims", "claim:pact-signing-aborted")
    assert change.aspects == ("content",)
    assert in_words(change) == (
        ["stage:grain-pact-signing-aborted ent:when 2012-06"],
        ["stage:grain-pact-signing-aborted ent:when 2012-05"],
    )


def test_an_added_claim_has_all_it_states_without_spans(comparison: Comparison) -> None:
    lost, new = in_words(of(comparison, "claims", "claim:came"))
    assert lost == []
    assert "person:ada ent:holdsOffice office:president-of-north" in new
    assert "claim:came ent:evidence passage:1-2-1-1" in new
    assert not [statement for statement in new if "hasTimeSpan" in statement]


def test_background(comparison: Comparison) -> None:
    assert told(comparison, "background") == {"tenure:ada-president": CHANGED}


def test_what_follows_is_counted(comparison: Comparison) -> None:
    counts = {count.predicate: (count.lost, count.new) for count in comparison.derived}
    assert counts["ent:statedIn"] == (1, 1)


def test_answers_that_changed_with_the_rows_lost_and_new(comparison: Comparison) -> None:
    changed = {change.name: change for change in comparison.answers.changes}
    life = changed["life-cycle-of-instrument"]
    assert life.columns[0] == "instrument"
    assert [("2012-06" in row, "2012-05" in row) for row in (*life.lost, *life.new)] == [(True, False), (False, True)]
    assert "claims-per-stance" in changed
    assert "names-of-things" not in changed
    assert any(line.startswith("names-of-things: needs thing") for line in comparison.answers.not_asked)


def test_no_passage_is_other_than_it_was(comparison: Comparison) -> None:
    assert comparison.group("passages").changes == ()
    assert comparison.broken_passages == ()


@pytest.mark.parametrize(
    ("edit", "is_broken"),
    [
        ((PASSAGES, SHA_OF_THE_FIRST, "0" * 64), True),
        ((PASSAGES, "1-1-1-1,1,1,7,1,1,sentence,0-40", "1-1-1-1,1,1,7,1,1,sentence,1-40"), False),
    ],
)
def test_a_passage_with_another_sentence_is_broken(
    version: Make, plain: Version, edit: tuple[str, str, str], is_broken: bool
) -> None:
    comparison = compare(plain, version("after", edit))
    assert told(comparison, "passages") == {"passage:1-1-1-1": CHANGED}
    assert comparison.broken_passages == ((expand("passage:1-1-1-1"),) if is_broken else ())


def test_a_span_is_told_where_its_date_is_as_before(version: Make, plain: Version) -> None:
    # As if the rule by which a span follows from its date were another.
    after = version("after")
    day = '"2012-06-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    after.store.update(
        f"DELETE {{ GRAPH ?claim {{ ?span ?end {day} }} }} WHERE {{ GRAPH ?claim {{ ?span ?end {day} }} }}"
    )
    (change,) = compare(plain, after).group("claims").changes
    assert change.subject == expand("claim:pact-signing-aborted")
    assert {statement.predicate for statement in (*change.lost, *change.new)} == {expand("ent:hasTimeSpan")}


def test_a_date_of_background_is_one_change(version: Make, plain: Version) -> None:
    edit = (
        BACKGROUND,
        '"2010-01-01/2013-12-31"^^edtf:EDTF ;\n    prov',
        '"2010-01-01/2013-12-30"^^edtf:EDTF ;\n    prov',
    )
    comparison = compare(plain, version("after", edit))
    assert in_words(of(comparison, "background", "government:ada")) == (
        ["government:ada ent:when 2010-01-01/2013-12-31"],
        ["government:ada ent:when 2010-01-01/2013-12-30"],
    )


def test_a_remark_of_a_claim_is_told(version: Make, plain: Version) -> None:
    edit = CLAIMS, "ent:evidence passage:1-2-1-1 .", 'ent:evidence passage:1-2-1-1 ; rdfs:comment "Our remark."@en .'
    (change,) = compare(plain, version("after", edit)).group("claims").changes
    assert (change.action, change.aspects) == (CHANGED, ("remark",))

"""A passage is described by its place, its hash and its fragments, and by nothing that could hold its words."""

from kg.building.passages import passage_triples, place_in_words
from kg.claims.sources import load
from kg.prefixes import PREFIXES, shorten
from kg.project import Project
from kg.reading.passages import Passage

CUT = Passage("1-1-1-2", 1, 1, 7, 1, 2, "sentence", ((41, 90), (120, 160)), "ab" * 32)
NOTE = Passage("fn-3-2", 1, 1, 7, None, 2, "footnote", ((1, 9),), "ab" * 32)
CELL = Passage("t1-4-3-2", 6, 0, 132, None, 1, "cell", ((1, 9),), "ab" * 32)


def described(passage: Passage) -> set[str]:
    slug = passage.slug
    return {
        f"{shorten(t.subject.value).removeprefix(f'passage:{slug}').replace(PREFIXES['passage'] + slug, '')} "
        f"{shorten(t.predicate.value)} {shorten(t.object.value).replace(PREFIXES['passage'] + slug, '')}"
        for t in passage_triples([passage])
    }


def test_a_sentence_cut_in_two_has_two_fragments_in_order() -> None:
    found = described(CUT)
    for expected in (
        " rdf:type ent:Sentence",
        " ent:part 1",
        " ent:section 1",
        " ent:page 7",
        " ent:paragraph 1",
        " ent:sentenceNumber 2",
        " ent:passageOf article:park-young-june",
        f" ent:sentenceSHA256 {'ab' * 32}",
        " ent:hasFragment /fragment-2",
        "/fragment-2 rdf:type oa:SpecificResource",
        "/fragment-2 ent:fragmentOrder 2",
        "/fragment-2 oa:hasSelector /fragment-2/selector",
        "/fragment-2/selector oa:start 120",
        "/fragment-2/selector oa:end 160",
    ):
        assert expected in found, f"{expected!r} is not in {sorted(found)}"
    assert len([line for line in found if "ent:hasFragment" in line]) == 2


def test_a_footnote_and_a_cell_have_their_own_numbers() -> None:
    assert {" rdf:type ent:FootnoteSentence", " ent:footnoteNumber 3", " ent:sentenceNumber 2"} <= described(NOTE)
    cell = described(CELL)
    assert {" rdf:type ent:TableCell", " ent:tableRow 4", " ent:tableColumn 3", " ent:tableEntry 2"} <= cell
    assert not [line for line in cell | described(NOTE) if "ent:paragraph" in line]
    assert not [line for line in cell if "sentenceNumber" in line]


def test_places_in_words() -> None:
    assert place_in_words(CUT) == "Part 1, section 1, paragraph 1, sentence 2 (page 7)"
    assert place_in_words(NOTE) == "Footnote 3, sentence 2 (page 7)"
    assert place_in_words(CELL) == "Table 1, row 4, column 3, entry 2 (page 132)"


def test_every_passage_of_the_article_is_described(project: Project) -> None:
    passages = load(project).passages
    assert len(passages) > 300
    triples = passage_triples(passages.values())
    assert len({t.subject for t in triples if t.predicate.value.endswith("sentenceSHA256")}) == len(passages)

"""What happened before what: chosen from the article, which tells half of these backwards or in passing."""

import pytest
from pyoxigraph import NamedNode, QueryBoolean, Store

from kg.asking.dataset import open_dataset
from kg.prefixes import PREFIXES
from kg.project import Project
from kg.querying.query_file import load_question
from kg.querying.run import select

BEFORE = [
    ("publication-of-shiina-1963", "shiina-visit-to-seoul"),  # told after the visit, as his earlier publication
    ("signing-of-basic-treaty", "special-announcement-1965"),  # announced immediately after signing
    ("founding-of-security-committee", "yamashita-visit-to-seoul"),  # April and July 1979; the committee is told later
    ("lee-jong-ku-at-the-national-assembly-1991", "lee-sang-ok-on-japan-1991"),  # told as July of the same year
    ("emperors-visit-to-china-1992", "chinese-nuclear-test-1993"),  # told last, as what the test disturbed
    ("taepodong-launch", "chun-nukaga-talks"),  # told in the sentence after the talks, as a day before them
    ("chun-nukaga-talks", "korea-japan-summit-1998-10"),  # told after the summit, as an instance of what it brought
    ("establishment-of-consultative-channel", "establishment-of-hotlines"),  # June 1998, told after May 1999
    ("drafting-of-comprehensive-strategy", "strategic-planning-team-visits"),  # undated: the visits were right after it
    ("koizumi-call-for-constitutional-revision", "koizumi-inauguration"),  # undated: in the campaign before it
    ("koizumi-inauguration", "koizumi-visit-to-yasukuni-2001"),
    ("lee-noda-discussions-2011", "near-signing-of-gsomia-and-acsa"),  # told a paragraph after the failed signing
]
"""Slugs of events, the earlier one first."""

CHAINS = [
    ("taepodong-launch", "chun-nukaga-talks", "korea-japan-summit-1998-10"),
    ("koizumi-inauguration", "koizumi-visit-to-yasukuni-2001", "abe-statement-on-yasukuni"),
]
"""Slugs of dated events in their order; of the last one the article gives no day, only that it followed."""

COMES_BEFORE = """
PREFIX ent: <https://w3id.org/entente/ontology#>
PREFIX event: <https://w3id.org/entente/id/event/>
ASK {
  { event:LATER (ent:follows|ent:inResponseTo)+ event:EARLIER }
  UNION
  {
    event:EARLIER ent:hasTimeSpan/ent:endLatest ?end .
    event:LATER ent:hasTimeSpan/ent:beginEarliest ?begin .
    FILTER(?end < ?begin)
  }
}
"""


@pytest.fixture(scope="module")
def store(built: Project) -> Store:
    return open_dataset([built.build / "entente.nq"]).store


@pytest.fixture(scope="module")
def place(project: Project, store: Store) -> dict[str, int]:
    """The row at which the chronology has each event, by slug."""
    (path,) = (path for path in project.questions if path.stem == "chronology")
    events = [record["event"] for record in select(store, load_question(path).text).records()]
    named = [event.value.removeprefix(PREFIXES["event"]) for event in events if isinstance(event, NamedNode)]
    return {slug: row for row, slug in reversed(list(enumerate(named)))}


def comes_before(store: Store, earlier: str, later: str) -> bool:
    """Whether the dates prove it, or the article says so."""
    answer = store.query(COMES_BEFORE.replace("EARLIER", earlier).replace("LATER", later))
    assert isinstance(answer, QueryBoolean)
    return bool(answer)


@pytest.mark.parametrize(("earlier", "later"), BEFORE)
def test_it_came_before(store: Store, earlier: str, later: str) -> None:
    assert comes_before(store, earlier, later)


@pytest.mark.parametrize(("earlier", "later"), BEFORE)
def test_the_other_way_round_is_not_so(store: Store, earlier: str, later: str) -> None:
    assert not comes_before(store, later, earlier)


@pytest.mark.parametrize(("earlier", "later"), BEFORE)
def test_the_chronology_has_them_in_this_order(place: dict[str, int], earlier: str, later: str) -> None:
    undated = {"drafting-of-comprehensive-strategy", "koizumi-call-for-constitutional-revision"}
    assert later in place
    assert earlier in undated or place[earlier] < place[later]


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain[0])
def test_what_only_followed_stands_after_what_it_followed(place: dict[str, int], chain: tuple[str, ...]) -> None:
    rows = [place[slug] for slug in chain]
    assert rows == sorted(rows)

"""Chance, a number of an article and its length in; the things it speaks of, named and typed, out."""

from dataclasses import dataclass
from datetime import date
from random import Random

from kg.prefixes import BASE
from tests.benchmarks.generated.quads import EDTF, Quads, day, term, text
from tests.benchmarks.generated.times import FIRST, Time
from tests.benchmarks.generated.vocabulary import Vocabulary

SHARED_STATES = 24
"""States that every article may speak of: the more articles, the more is said of each."""

TERM_YEARS = (2, 3, 4, 5, 6)
_PLACES = (
    "Ashmere",
    "Brant",
    "Carrow",
    "Dunholm",
    "Elsing",
    "Farrow",
    "Gallant",
    "Harwick",
    "Jorvale",
    "Kestrel",
    "Lorne",
)
_MATTERS = (
    "supply",
    "exchange of students",
    "fishing grounds",
    "search and rescue",
    "the common border",
    "shared intelligence",
    "trade in grain",
    "joint exercises",
    "the islands",
    "archives",
)
_INSTRUMENTS = ("Agreement", "DefenceCooperationAgreement", "JointStatement", "Treaty", "FrameworkAgreement")


def shared_state(number: int) -> str:
    """One of the states that all articles share."""
    return f"<{BASE}id/state/power-{number}>"


def name(chance: Random) -> str:
    """Two words that name a place or a person."""
    return f"{chance.choice(_PLACES)} {chance.choice(_PLACES)}"


def matter(chance: Random) -> str:
    """A few words on what something is about."""
    return f"{chance.choice(_MATTERS)} and {chance.choice(_MATTERS)}"


@dataclass(frozen=True)
class Cast:
    """The things of one article, by kind; each is an IRI in angle brackets. `terms`: governments' time in office."""

    states: list[str]
    governments: list[str]
    terms: dict[str, Time]
    persons: list[str]
    offices: list[str]
    groups: list[str]
    places: list[str]
    plans: list[str]
    goals: list[str]
    instruments: list[str]
    relations: list[str]
    factors: list[str]

    def anything(self, chance: Random) -> str:
        """A thing that a sentence may name, the more prominent ones more often."""
        kind = chance.choices(
            (self.states, self.governments, self.persons, self.instruments, self.places, self.groups, self.relations),
            (40, 15, 20, 10, 10, 5, 10),
        )[0]
        return kind[min(int(chance.expovariate(4 / len(kind))), len(kind) - 1)]


def say_shared_states(quads: Quads) -> None:
    """Name the states that all articles share."""
    for number in range(SHARED_STATES):
        _named(quads, shared_state(number), "ent:State", f"Power {number}")


def make_cast(chance: Random, quads: Quads, vocabulary: Vocabulary, article: str, sentences: int) -> Cast:
    """Draw the things of an article, name each in graph:entities, and give the governments their terms."""

    def things(kind: str, class_: str, count: float, label: str) -> list[str]:
        made = [f"<{BASE}id/{kind}/{article}-{number}>" for number in range(max(3, round(count * sentences)))]
        for number, thing in enumerate(made):
            _named(quads, thing, class_, f"{label} {number} of {name(chance)}")
            if chance.random() < 0.5:
                quads.say(term("graph:entities"), thing, "skos:altLabel", text(f"{name(chance)} {number}"))
        return made

    states = things("state", "ent:State", 0.006, "State") + [
        shared_state(number) for number in chance.sample(range(SHARED_STATES), 5)
    ]
    governments = things("government", "ent:Administration", 0.03, "Administration")
    instruments = []
    for number in range(max(4, round(0.11 * sentences))):
        proposal = chance.random() < 0.2
        thing = f"<{BASE}id/{'proposal' if proposal else 'agreement'}/{article}-{number}>"
        class_ = "ent:Proposal" if proposal else f"ent:{chance.choice(_INSTRUMENTS)}"
        _named(quads, thing, class_, f"{'Proposal' if proposal else 'Agreement'} {number} on {matter(chance)}")
        for above in () if proposal else vocabulary.superclasses.get(term(class_), ()):
            quads.say(term("graph:derived"), thing, "rdf:type", above)
        instruments.append(thing)
    return Cast(
        states,
        governments,
        _say_terms(chance, quads, governments, states),
        things("person", "ent:Person", 0.16, "Person"),
        things("office", "ent:Office", 0.05, "Office"),
        things("group", "ent:SocialGroup", 0.03, "Group"),
        things("place", "ent:Place", 0.08, "Place"),
        things("plan", "ent:Plan", 0.1, "Plan"),
        things("goal", "ent:PlanElement", 0.06, "Goal"),
        instruments,
        things("relation", "ent:Relationship", 0.03, "Relation"),
        things("factor", "ent:Factor", 0.12, "Factor"),
    )


def _named(quads: Quads, thing: str, class_: str, label: str) -> None:
    quads.say(term("graph:entities"), thing, "rdf:type", term(class_))
    quads.say(term("graph:entities"), thing, "rdfs:label", text(label))


def _say_terms(chance: Random, quads: Quads, governments: list[str], states: list[str]) -> dict[str, Time]:
    """Let the governments follow each other, in background, a few years each and from the start again and again."""
    terms = {}
    begin = FIRST
    for government in governments:
        end = date(begin.year + chance.choice(TERM_YEARS), begin.month, 1)
        time = Time(f"{begin}/{end}", begin, begin, end, end)
        terms[government] = time
        begin = end if end.year < 2010 else FIRST
        quads.say(term("graph:entities"), government, "ent:administrationOf", chance.choice(states))
        graph, extent = term("graph:background"), f"{government[:-1]}/span>"
        quads.say(graph, government, "ent:when", f'"{time.typed}"^^<{EDTF}>', aside=True)
        quads.say(graph, government, "ent:hasTimeSpan", extent, aside=True)
        quads.say(graph, extent, "ent:beginEarliest", day(time.begin_earliest), aside=True)
        quads.say(graph, extent, "ent:endLatest", day(end), aside=True)
    return terms

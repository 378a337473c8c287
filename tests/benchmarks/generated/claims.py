"""An article's cast and passages in; its claims, each a named graph with a record, out.

What a claim of a kind says has the form that such claims have in the article: the events with who took part, the stages
an instrument went through, what bore on it and when, plans, measures, judgements, causes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from kg.prefixes import BASE
from tests.benchmarks.generated.cast import Cast, matter, name
from tests.benchmarks.generated.quads import EDTF, Quads, day, term, text
from tests.benchmarks.generated.times import Time, moment, span
from tests.benchmarks.generated.vocabulary import Vocabulary

STANCES = {"asserted": 82, "hedged": 2, "reported": 12, "assumed": 3, "hypothesised": 1}
_EVENTS = {
    "Event": 45,
    "PublicStatement": 34,
    "Visit": 14,
    "Summit": 12,
    "Address": 8,
    "MinisterialMeeting": 8,
    "Meeting": 6,
    "Signing": 6,
    "Crisis": 4,
    "MilitaryExercise": 3,
    "MissileLaunch": 2,
}
_LADDER = ("considered", "proposed", "negotiating", "nearly-finalised", "signed", "issued", "revised")
_STALLED = ("signing-aborted", "suspended", "shelved", "not-materialised")


@dataclass(frozen=True)
class Dated:
    """A thing with the claim that dates it, what it bears on, and its time if it has one."""

    thing: str
    claim: str
    label: str
    asserted: bool
    on: tuple[str, ...] = ()
    time: Time | None = None


@dataclass
class Claims:
    """What is written of an article so far; `stalls`, `barriers` and `dated` are what conclusions are drawn from."""

    chance: Random
    quads: Quads
    vocabulary: Vocabulary
    cast: Cast
    article: str
    passages: list[str]
    stalls: list[Dated] = field(default_factory=list)
    barriers: list[Dated] = field(default_factory=list)
    dated: list[Dated] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    _count: int = 0

    def write(self) -> None:
        """Write claims of all kinds, in the article's proportions to its sentences."""
        for instrument in self.cast.instruments:
            self._life(instrument)
        kinds: dict[Callable[[], None], float] = {
            self._event: 0.42,
            self._influence: 0.17,
            self._plan: 0.26,
            self._measure: 0.2,
            self._judgement: 0.24,
            self._cause: 0.2,
            self._relation_state: 0.13,
        }
        for write, share in kinds.items():
            for _ in range(max(2, round(share * len(self.passages)))):
                write()

    def _claim(self, label: str, kind: str = "FactualClaim") -> "_Claim":
        """A new claim's record; what it says is added to what comes back."""
        self._count += 1
        claim = f"<{BASE}claim/{self.article}/claim-{self._count}>"
        (stance,) = self.chance.choices(list(STANCES), list(STANCES.values()))
        records, derived = term("graph:claims"), term("graph:derived")
        self.quads.say(records, claim, "rdf:type", term(f"ent:{kind}"))
        self.quads.say(derived, claim, "rdf:type", term("ent:Claim"))
        self.quads.say(records, claim, "rdfs:label", text(f"{label}."))
        self.quads.say(records, claim, "ent:stance", term(f"concept:stance-{stance}"))
        if stance == "reported":
            self.quads.say(records, claim, "ent:heldBy", self.chance.choice(self.cast.persons))
        for passage in self.chance.sample(self.passages, min(self.chance.choice((1, 1, 2, 3)), len(self.passages))):
            self.quads.say(records, claim, "ent:evidence", passage)
        self.quads.say(derived, claim, "ent:inArticle", f"<{BASE}id/article/{self.article}>")
        return _Claim(self.quads, self.vocabulary, claim, stance in ("asserted", "hedged"))

    def _thing(self, kind: str) -> str:
        return f"<{BASE}id/{kind}/{self.article}-{self._count}>"

    def _during(self, claim: "_Claim", thing: str, time: Time | None) -> None:
        """Place a thing under the government of its time, where the text does."""
        if self.chance.random() < 0.5:
            fitting = [one for one, term_ in self.cast.terms.items() if time is not None and term_.may_meet(time)]
            claim.says(thing, "ent:duringAdministration", self.chance.choice(fitting or self.cast.governments))

    def _life(self, instrument: str) -> None:
        """One to four stages of an instrument, in order; two in five instruments stall in the end."""
        times = sorted(
            (moment(self.chance) for _ in range(self.chance.randint(1, 4))), key=lambda time: time.end_earliest
        )
        reached = [_LADDER[place] for place in sorted(self.chance.sample(range(len(_LADDER)), len(times)))]
        if self.chance.random() < 0.4:
            reached[-1] = self.chance.choice(_STALLED)
        for time, stage in zip(times, reached, strict=True):
            label = f"Instrument {self._count}: {stage.replace('-', ' ')}"
            claim = self._claim(f"{label} in {time.typed} for {matter(self.chance)}")
            thing = self._thing("stage")
            claim.types(thing, "StageRecord", label)
            claim.says(thing, "ent:stageOf", instrument)
            claim.says(thing, "ent:stage", term(f"concept:stage-{stage}"))
            claim.dates(thing, time)
            self._during(claim, thing, time)
            for state in self.chance.sample(self.cast.states, 2):
                claim.says(instrument, "ent:party", state)
            record = Dated(thing, claim.graph, label, claim.asserted, (instrument,), time)
            self.dated.append(record)
            if stage in _STALLED:
                self.stalls.append(record)

    def _event(self) -> None:
        (class_,) = self.chance.choices(list(_EVENTS), list(_EVENTS.values()))
        label = f"{class_} at {name(self.chance)} on {matter(self.chance)}"
        claim = self._claim(f"{label} took place")
        event = self._thing("event")
        claim.types(event, class_, label)
        time = moment(self.chance) if self.chance.random() < 0.6 else None
        if time is not None:
            claim.dates(event, time)
            self.dated.append(Dated(event, claim.graph, label, claim.asserted, (), time))
        for thing in self.chance.sample(self.cast.relations + self.cast.instruments, self.chance.randint(1, 3)):
            claim.says(event, "ent:concerns", thing)
        if self.chance.random() < 0.5:
            claim.says(event, "ent:takesPlaceAt", self.chance.choice(self.cast.places))
        if self.events and self.chance.random() < 0.3:
            claim.says(event, self.chance.choice(("ent:follows", "ent:subEventOf")), self.chance.choice(self.events))
        self._during(claim, event, time)
        for place, person in enumerate(self.chance.sample(self.cast.persons, self.chance.choice((0, 1, 1, 2, 3)))):
            participation = f"{self._thing('participation')[:-1]}-{place}>"
            claim.says(event, "ent:hasParticipation", participation)
            claim.types(participation, "Participation", f"Person at {name(self.chance)}")
            claim.says(participation, "ent:participationAgent", person)
            claim.says(participation, "ent:role", self.chance.choice(self.vocabulary.codes("role")))
            if self.chance.random() < 0.6:
                claim.says(participation, "ent:actingAs", self.chance.choice(self.cast.offices))
            claim.follows(event, "ent:participant", person)
        for state in self.chance.sample(self.cast.states, 2):
            claim.follows(event, "ent:involvesState", state)
        self.events.append(event)

    def _influence(self) -> None:
        (class_,) = self.chance.choices(("Barrier", "Precipitant", "UnspecifiedInfluence"), (6, 2, 2))
        label = f"{class_} of {matter(self.chance)} at {name(self.chance)}"
        claim = self._claim(f"{label} bore on what was agreed")
        thing = self._thing("influence")
        claim.types(thing, class_, label)
        claim.says(thing, "ent:factor", self.chance.choice(self.cast.factors))
        on = tuple(self.chance.sample(self.cast.instruments, self.chance.choice((1, 1, 2))))
        for instrument in on:
            claim.says(thing, "ent:influences", instrument)
        if self.chance.random() < 0.4:
            claim.says(thing, "ent:broughtBy", self.chance.choice(self.cast.groups))
        time = span(self.chance) if self.chance.random() < 0.6 else None
        if time is not None:
            claim.dates(thing, time)
        self._during(claim, thing, time)
        record = Dated(thing, claim.graph, label, claim.asserted, on, time)
        if time is not None:
            self.dated.append(record)
        if class_ == "Barrier":
            self.barriers.append(record)

    def _plan(self) -> None:
        plan, other = self.chance.sample(self.cast.plans, 2)
        claim = self._claim(f"A government wanted {matter(self.chance)}")
        claim.says(plan, "ent:pursuedBy", self.chance.choice(self.cast.governments))
        claim.says(plan, "ent:concerns", self.chance.choice(self.cast.relations))
        claim.says(plan, "ent:hasGoal", self.chance.choice(self.cast.goals))
        claim.says(plan, "ent:partOfPlan", other)
        self._during(claim, plan, None)

    def _measure(self) -> None:
        claim = self._claim(f"Both sides worked together on {matter(self.chance)}")
        thing = self._thing("measure")
        claim.types(thing, "CooperationMeasure", f"Cooperation on {matter(self.chance)}")
        for state in self.chance.sample(self.cast.states, 3):
            claim.says(thing, "ent:measureParty", state)
        claim.says(thing, "ent:cooperationLevel", self.chance.choice(self.vocabulary.codes("level")))
        claim.says(self.chance.choice(self.cast.instruments), "ent:provides", thing)

    def _judgement(self) -> None:
        claim = self._claim(f"The matter of {matter(self.chance)} went so", "JudgementClaim")
        thing = self._thing("judgement")
        claim.types(thing, "Judgement", f"Judgement on {matter(self.chance)}")
        claim.says(thing, "ent:judges", self.chance.choice(self.cast.relations + self.cast.plans))
        claim.says(thing, "ent:verdict", self.chance.choice(self.vocabulary.codes("verdict")))
        self._during(claim, thing, None)

    def _cause(self) -> None:
        claim = self._claim(f"One thing led to another in {matter(self.chance)}", "CausalClaim")
        thing = self._thing("cause")
        claim.types(thing, "CausalRelation", f"What followed from {matter(self.chance)}")
        claim.says(thing, "ent:cause", self.chance.choice(self.cast.factors + self.events))
        claim.says(thing, "ent:effect", self.chance.choice(self.cast.instruments + self.events))
        claim.says(thing, "ent:causalSense", self.chance.choice(self.vocabulary.codes("sense")))

    def _relation_state(self) -> None:
        claim = self._claim(f"Relations stood so over {matter(self.chance)}")
        thing = self._thing("relation-state")
        claim.types(thing, "RelationshipState", f"Relations over {matter(self.chance)}")
        claim.says(thing, "ent:stateOf", self.chance.choice(self.cast.relations))
        claim.says(thing, "ent:quality", self.chance.choice(self.vocabulary.codes("quality")))
        if self.chance.random() < 0.4:
            time = span(self.chance)
            claim.dates(thing, time)
            self.dated.append(Dated(thing, claim.graph, "Relations", claim.asserted, (), time))
        self._during(claim, thing, None)


@dataclass(frozen=True)
class _Claim:
    """A claim being written: its graph, and whether its content stands in the default graph too."""

    quads: Quads
    vocabulary: Vocabulary
    graph: str
    asserted: bool

    def says(self, subject: str, property_: str, value: str) -> None:
        """Add a statement to the claim's content; that its subject is stated in it follows."""
        self.quads.say(self.graph, subject, property_, value, aside=not self.asserted)
        self.quads.say(term("graph:derived"), subject, "ent:statedIn", self.graph)

    def types(self, thing: str, class_: str, label: str) -> None:
        """Say what a new thing is; the classes above follow."""
        self.says(thing, "rdf:type", term(f"ent:{class_}"))
        self.says(thing, "rdfs:label", text(label))
        for above in self.vocabulary.superclasses.get(term(f"ent:{class_}"), ()):
            self.follows(thing, "rdf:type", above)

    def dates(self, thing: str, time: Time) -> None:
        """Give a thing its time: as typed, and as a span with bounds."""
        extent = f"{thing[:-1]}/span>"
        self.says(thing, "ent:when", f'"{time.typed}"^^<{EDTF}>')
        self.says(thing, "ent:hasTimeSpan", extent)
        self.says(extent, "rdf:type", term("ent:TimeSpan"))
        self.says(extent, "ent:beginEarliest", day(time.begin_earliest))
        self.says(extent, "ent:beginLatest", day(time.begin_latest))
        self.says(extent, "ent:endEarliest", day(time.end_earliest))
        if time.end_latest is not None:
            self.says(extent, "ent:endLatest", day(time.end_latest))

    def follows(self, subject: str, property_: str, value: str) -> None:
        """Add a conclusion from the default graph."""
        if self.asserted:
            self.quads.say(term("graph:derived"), subject, property_, value)

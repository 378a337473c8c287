"""Two versions of the dataset in; all that tells them apart, in groups, out."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Store

from kg.comparing.answers import Answers, compare_answers
from kg.comparing.axioms import compare_axioms
from kg.comparing.changes import ACTIONS, GONE, Change, compare_things
from kg.comparing.claims import compare_claims
from kg.comparing.renamings import with_renamings
from kg.comparing.statements import Content, Statement, content_of
from kg.comparing.versions import Version
from kg.prefixes import BASE, ENT, GRAPH, PREFIXES, shorten

_TYPE = f"{PREFIXES['rdf']}type"
_HEADER = NamedNode(f"{PREFIXES['owl']}Ontology")
_MODULE = f"{PREFIXES['rdfs']}isDefinedBy"
_HASH = f"{ENT}sentenceSHA256"
_SPAN = "/span"
TITLES = {
    "modules": "Modules of the ontology and the shapes",
    "terms": "Terms",
    "axioms": "Axioms without a name",
    "shapes": "Shapes",
    "things": "Things with a name of their own",
    "claims": "Claims",
    "passages": "Passages",
    "background": "Background",
    "notes": "Editorial notes",
    "mentions": "Mentions and expressions of time",
}
"""The groups by name, each with its title."""


@dataclass(frozen=True)
class Group:
    """The changes of one kind of thing: the group's name (one word) and its title."""

    name: str
    title: str
    changes: tuple[Change, ...]

    def counts(self) -> dict[str, int]:
        """How many things were added, changed and so on; without zeros, in that order."""
        found = Counter(change.action for change in self.changes)
        return {action: found[action] for action in ACTIONS if found[action]}


@dataclass(frozen=True)
class Derived:
    """How many derived statements with one predicate (a prefixed name) only the old, only the new version has."""

    predicate: str
    lost: int
    new: int


@dataclass(frozen=True)
class Comparison:
    """What tells two versions apart; `old` and `new` are what they were called, the digests their SHA-256."""

    old: str
    new: str
    old_digest: str
    new_digest: str
    groups: tuple[Group, ...]
    derived: tuple[Derived, ...]
    answers: Answers

    @property
    def is_empty(self) -> bool:
        """Whether nothing tells them apart."""
        return not (self.derived or self.answers.changes or any(group.changes for group in self.groups))

    def group(self, name: str) -> Group:
        """The group of that name."""
        return next(group for group in self.groups if group.name == name)

    @property
    def broken_passages(self) -> tuple[str, ...]:
        """The passages that are gone or have another sentence: their IRIs are for ever, so there must be none."""
        return tuple(
            change.subject
            for change in self.group("passages").changes
            if change.action == GONE or any(statement.predicate == _HASH for statement in change.lost)
        )


def compare(old: Version, new: Version, tell: Callable[[str], None] = lambda _: None) -> Comparison:
    """Compare layer by layer, claim by claim, and, unless the files are the same, the answers to `new`'s questions."""
    tell("comparing what the two say")
    ontology, shapes = _both(old.store, new.store, "ontology"), _both(old.store, new.store, "shapes")
    changes: dict[str, Iterable[Change]] = {
        "modules": (*_headers(*ontology), *_headers(*shapes)),
        "terms": _named(*ontology),
        "axioms": compare_axioms(*(side.axioms for side in ontology)),
        "shapes": (*_named(*shapes), *compare_axioms(*(side.axioms for side in shapes))),
        "things": with_renamings(_things(old.store, new.store, "entities")),
        "claims": compare_claims(old.store, new.store),
        "passages": _things(old.store, new.store, "passages"),
        "background": _things(old.store, new.store, "background"),
        "notes": _things(old.store, new.store, "notes"),
        "mentions": _things(old.store, new.store, "mentions"),
    }
    groups = tuple(Group(name, title, tuple(changes[name])) for name, title in TITLES.items())
    answers = Answers(0, (), ())
    if old.digest != new.digest:
        tell(f"asking both the {len(new.questions)} questions of {new.name}")
        answers = compare_answers(old.store, new.store, new.questions, new.recorded)
    return Comparison(old.name, new.name, old.digest, new.digest, groups, _derived(old.store, new.store), answers)


def _both(old: Store, new: Store, layer: str) -> tuple[Content, Content]:
    return content_of(old, GRAPH + layer), content_of(new, GRAPH + layer)


def _headers(old: Content, new: Content) -> list[Change]:
    return compare_things(_split(old, True), _split(new, True))


def _named(old: Content, new: Content) -> list[Change]:
    """The changes of all but the headers, with the module of each: where it is defined, or its file's name."""
    before, after = _split(old, False), _split(new, False)
    changes = compare_things(before, after)
    where = {change.subject: _module(after.get(change.subject) or before[change.subject]) for change in changes}
    placed = [replace(change, where=where[change.subject]) for change in changes]
    return sorted(placed, key=lambda change: (change.where, change.subject))


def _things(old: Store, new: Store, layer: str) -> list[Change]:
    before, after = _both(old, new, layer)
    return compare_things(before.by_subject(), after.by_subject())


def _split(content: Content, headers: bool) -> dict[str, frozenset[Statement]]:
    """The things of a document: its headers (the document as a whole), or all but these."""
    return {subject: said for subject, said in content.by_subject().items() if _is_header(said) == headers}


def _is_header(said: frozenset[Statement]) -> bool:
    return any(statement.predicate == _TYPE and statement.value == _HEADER for statement in said)


def _module(said: frozenset[Statement]) -> str:
    named = [s.value.value for s in said if s.predicate == _MODULE and isinstance(s.value, NamedNode)]
    return min(named).removeprefix(f"{BASE}ontology/") if named else ""


def _derived(old: Store, new: Store) -> tuple[Derived, ...]:
    """What follows, by predicate: counts alone, since each follows from what is told elsewhere; without time spans."""
    lost, gained = Counter[str](), Counter[str]()
    for layer in ("derived", "derived-with-background"):
        before, after = (side.statements for side in _both(old, new, layer))
        lost.update(shorten(s.predicate) for s in before - after if not s.subject.endswith(_SPAN))
        gained.update(shorten(s.predicate) for s in after - before if not s.subject.endswith(_SPAN))
    return tuple(Derived(name, lost[name], gained[name]) for name in sorted(lost.keys() | gained.keys()))

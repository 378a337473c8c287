"""Sentences and the names of things go in; every mention of a thing comes out, in text order, ambiguous ones included.

Of names that overlap the one that begins first counts, and of those the longest. Inside the name of a relation the
states that it joins are mentioned too. A name that several states bear (`the two Koreas`) mentions each; one that a
state and its land bear, the state. Whoever is cited with a year in brackets (`Azuma (2006)`) is mentioned beside the
work: he acts in the sentence. Pronouns and phrases like `the two countries` are no mentions.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.reading.names import CITED, WORD, Found, Names, compile_names, fold, kind_of
from kg.reading.persons import Persons, Surnames, as_governments, know_persons

_AUTHOR = re.compile(r"(?P<author>.+?)(?:'s)? \(")


@dataclass(frozen=True)
class Mention:
    """A name in a passage's normalised text (`start` included, `end` excluded), and the entities it may mean."""

    passage: str
    start: int
    end: int
    entities: tuple[str, ...]

    @property
    def ambiguous(self) -> bool:
        """Whether the name alone does not say which of several things is meant."""
        return len(self.entities) > 1 and any(kind_of(entity) != "state" for entity in self.entities)


@dataclass(frozen=True)
class Reader:
    """Names made ready for reading: all of them, those of states, and who is who."""

    names: Names
    states: Names
    persons: Persons


def reader_of(names: Mapping[str, Sequence[str]]) -> Reader:
    """What finds the mentions of entities; `names` has those of each by its prefixed name (`person:abe-shinzo`)."""
    states = {entity: own for entity, own in names.items() if kind_of(entity) == "state"}
    return Reader(compile_names(names), compile_names(states), know_persons(names))


def find_mentions(sentences: Iterable[tuple[str, str]], reader: Reader) -> list[Mention]:
    """Every mention in the sentences, given in text order each as its passage's slug and its normalised text."""
    surnames = Surnames(reader.persons)
    return [
        mention
        for slug, sentence in sentences
        for mention in sorted(_mentions(slug, fold(sentence), reader, surnames), key=lambda one: (one.start, one.end))
    ]


def _mentions(slug: str, sentence: str, reader: Reader, surnames: Surnames) -> Iterator[Mention]:
    found = as_governments(sentence, list(_read(sentence, reader, surnames)), reader.persons)
    for name in found:
        entities = _of_states_and_lands(name.entities)
        yield Mention(slug, name.start, name.end, entities)
        if any(kind_of(entity) == "relation" for entity in entities):
            inner = reader.states.all_in(sentence[: name.end], name.start)
            yield from (Mention(slug, one.start, one.end, one.entities) for one in inner)
        author = _AUTHOR.match(sentence[: name.end], name.start)
        if author and kind_of(entities[0]) in CITED:
            inner = reader.names.all_in(sentence[: author.end("author")], name.start)
            yield from (Mention(slug, one.start, one.end, one.entities) for one in inner)


def _read(sentence: str, reader: Reader, surnames: Surnames) -> Iterator[Found]:
    """The names of a sentence from left to right, surnames by whom they mean at that point."""
    end = 0
    for word in WORD.finditer(sentence):
        if word.start() < end:
            continue
        found = reader.names.at(sentence, word.start()) or surnames.at(sentence, word.start())
        if found is None:
            continue
        end = found.end
        person = reader.persons.full_name_at(sentence, found)
        in_brackets = kind_of(found.entities[0]) in CITED and "(" not in sentence[found.start : end]
        if person and not in_brackets:
            surnames.hear(person)
        yield found


def _of_states_and_lands(entities: tuple[str, ...]) -> tuple[str, ...]:
    """The states alone where states and places bear one name."""
    states = tuple(entity for entity in entities if kind_of(entity) == "state")
    only_lands = all(kind_of(entity) in ("state", "place") for entity in entities)
    return states if states and only_lands else entities


def only(mention: Mention, *entities: str) -> Mention:
    """The mention with the entities that are meant."""
    return replace(mention, entities=tuple(sorted(entities)))

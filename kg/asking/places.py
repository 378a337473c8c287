"""A passage of a dataset in; where it stands, as a reader would look it up, and its verified sentence, out."""

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Store

from kg.asking.description import label_of, number, value, values, whole
from kg.errors import InputError
from kg.prefixes import ENT, PREFIXES, shorten
from kg.reading.passages import Passage
from kg.reading.texts import find_text, sentence_of

_OA = PREFIXES["oa"]
_KINDS = {ENT + "FootnoteSentence": "footnote", ENT + "TableCell": "cell"}


@dataclass(frozen=True)
class Place:
    """A passage, its place in words ("Part 5, section 3, …"), and its sentence where the text is at hand."""

    iri: str
    passage: Passage
    words: str
    sentence: str | None = None


@dataclass(frozen=True)
class Texts:
    """Where the articles' texts may lie: a file, or a folder that holds them; None: nowhere."""

    location: Path | None

    def of(self, store: Store, article: NamedNode) -> str | None:
        """The text of an article, known by the SHA-256 that the dataset gives; None where either is not given.

        Raises InputError where the location holds no such text.
        """
        sha256 = value(store, article, ENT + "textSHA256")
        return None if sha256 is None else find_text(self.location, sha256.value)


def place_of(store: Store, iri: NamedNode, text: str | None = None) -> Place:
    """The place of a passage as the dataset describes it, with its sentence if its article's text is given.

    Raises InputError where the dataset describes no such passage, and, naming the passage, where the text holds another
    sentence there than the one the passage's SHA-256 stands for.
    """
    passage = passage_of(store, iri)
    return Place(iri.value, passage, label_of(store, iri), None if text is None else sentence_of(passage, text))


def passage_of(store: Store, iri: NamedNode) -> Passage:
    """The passage with this IRI, as the dataset describes it; raises InputError where it describes none."""
    sha256 = value(store, iri, ENT + "sentenceSHA256")
    if sha256 is None:
        raise InputError(f"{shorten(iri.value)} is not a passage of this dataset.")
    types = {term.value for term in values(store, iri, PREFIXES["rdf"] + "type")}
    return Passage(
        slug=iri.value.rpartition("/")[2],
        part=number(store, iri, "part") or 0,
        section=number(store, iri, "section") or 0,
        page=number(store, iri, "page") or 0,
        paragraph=number(store, iri, "paragraph"),
        sentence=number(store, iri, "sentenceNumber") or 1,
        kind=next((kind for name, kind in _KINDS.items() if name in types), "sentence"),
        fragments=tuple(span for _, span in sorted(_fragments(store, iri))),
        sha256=sha256.value,
    )


def _fragments(store: Store, passage: NamedNode) -> list[tuple[int, tuple[int, int]]]:
    """The order and the span of each fragment: a fragment has a selector, which has the offsets."""
    found = []
    for fragment in values(store, passage, ENT + "hasFragment"):
        selector = value(store, NamedNode(fragment.value), f"{_OA}hasSelector")
        if selector is not None:
            start, end = (whole(value(store, NamedNode(selector.value), _OA + name)) for name in ("start", "end"))
            if start is not None and end is not None:
                order = number(store, NamedNode(fragment.value), "fragmentOrder") or 1
                found.append((order, (start, end)))
    return found

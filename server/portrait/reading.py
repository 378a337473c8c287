"""A passage and the sentences of its paragraph in; the paragraph as it is shown, with what the passage names, out."""

from dataclasses import dataclass

from server.portrait.parts import Part
from server.portrait.passage import Passage


@dataclass(frozen=True)
class Run:
    """Words of the passage; where they name something, what, and where it leads."""

    words: str
    thing: Part | None = None


@dataclass(frozen=True)
class Paragraph:
    """The sentences before the passage, the passage in runs, and the sentences after it."""

    before: tuple[str, ...]
    runs: tuple[Run, ...]
    after: tuple[str, ...]


def paragraph_of(passage: Passage, sentences: dict[str, str]) -> Paragraph | None:
    """The paragraph; None where the sentence of the passage itself is not at hand.

    Of runs that overlap the longest of the first is marked: marks cannot stand across each other.
    """
    sentence = sentences.get(passage.iri)
    if sentence is None:
        return None
    place = passage.paragraph.index(passage.iri)
    runs, read = [], 0
    for named in sorted(passage.named, key=lambda one: (one.start, -one.end)):
        if read <= named.start < named.end <= len(sentence):
            runs += [Run(sentence[read : named.start]), Run(sentence[named.start : named.end], named.thing)]
            read = named.end
    return Paragraph(
        tuple(sentences[iri] for iri in passage.paragraph[:place] if iri in sentences),
        tuple(run for run in [*runs, Run(sentence[read:])] if run.words),
        tuple(sentences[iri] for iri in passage.paragraph[place + 1 :] if iri in sentences),
    )

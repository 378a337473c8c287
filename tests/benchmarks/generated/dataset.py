"""A number of quads and a seed in; an N-Quads file of about so many, with the shape of the article's own graph, out.

It is a library of articles. Each is drawn by the seed and its own number, so that a larger file of the same seed begins
with the articles of a smaller one: passages and what they mention, claims with records, what follows from them. States
are shared between articles, everything else is an article's own.

Run as `python -m tests.benchmarks.generated.dataset QUADS FILE [SEED]`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from kg.prefixes import BASE
from kg.project import Project
from tests.benchmarks.generated.cast import make_cast, say_shared_states
from tests.benchmarks.generated.claims import Claims
from tests.benchmarks.generated.conclusions import say_administrations, say_coincidences
from tests.benchmarks.generated.passages import say_mentions, say_passages
from tests.benchmarks.generated.quads import Quads, term, text
from tests.benchmarks.generated.vocabulary import Vocabulary, read_vocabulary

SEED = 1965
QUADS_OF_A_SENTENCE = 190
"""On average, with all that is said because of it; the article's own graph has as many."""

SENTENCES = (200, 500)
"""How long an article is, at least and at most; the last one of a file takes what is left."""


def write_dataset(path: Path, quads: int, seed: int = SEED) -> int:
    """Write the file, under another name until it is whole; the number of its quads, within a few of a hundred."""
    vocabulary = read_vocabulary(Project.here().ontology)
    unfinished = path.with_suffix(".part")
    written = 0
    with unfinished.open("w", encoding="utf-8") as file:
        for lines in _parts(vocabulary, quads, seed):
            file.writelines(lines)
            written += len(lines)
    unfinished.rename(path)
    return written


def _parts(vocabulary: Vocabulary, quads: int, seed: int) -> Iterator[list[str]]:
    shared = Quads()
    shared.add(vocabulary.lines)
    say_shared_states(shared)
    yield shared.lines()
    left, number = quads - len(shared), 0
    while left > 20 * QUADS_OF_A_SENTENCE or number == 0:
        chance = Random(f"{seed}/{number}")  # noqa: S311 (nothing here is a secret)
        sentences = max(20, min(chance.randint(*SENTENCES), left // QUADS_OF_A_SENTENCE))
        lines = _article(chance, vocabulary, f"article-{number}", sentences)
        yield lines
        left, number = left - len(lines), number + 1


def _article(chance: Random, vocabulary: Vocabulary, article: str, sentences: int) -> list[str]:
    quads = Quads()
    quads.say(term("graph:entities"), f"<{BASE}id/article/{article}>", "rdf:type", term("ent:Article"))
    quads.say(term("graph:entities"), f"<{BASE}id/article/{article}>", "rdfs:label", text(f"Study {article}"))
    passages = say_passages(quads, article, sentences)
    cast = make_cast(chance, quads, vocabulary, article, sentences)
    say_mentions(chance, quads, cast, passages)
    claims = Claims(chance, quads, vocabulary, cast, article, passages)
    claims.write()
    say_coincidences(quads, claims.stalls, claims.barriers)
    say_administrations(quads, cast, claims.dated)
    return quads.lines()


if __name__ == "__main__":
    count, file_name, *given = sys.argv[1:]
    total = write_dataset(Path(file_name), int(count), int(given[0]) if given else SEED)
    print(f"{total:,} quads in {file_name}")

"""Passages, and whoever asks, in; their sentences out, for those alone who may see them.

The articles are not ours to publish: `visitors` says who may see sentences, and what shows one is kept by nobody.
"""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.asking.description import value
from kg.asking.places import Texts, place_of
from kg.errors import EntenteError
from kg.prefixes import ENT


def sentences_from(quads: Iterable[Quad], passages: Iterable[str], text: Path | None) -> dict[str, str]:
    """The verified sentence of each passage, by its IRI; `quads` are those of the query `passages-whole`.

    A passage whose text is not at hand, or has another sentence there, is left out.
    """
    store = Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads)
    texts, read = Texts(text), dict[NamedNode, str | None]()
    sentences = {}
    for iri in passages:
        with contextlib.suppress(EntenteError):
            passage = NamedNode(iri)
            article = value(store, passage, f"{ENT}passageOf")
            if not isinstance(article, NamedNode):
                continue
            if article not in read:
                read[article] = None  # not twice where it cannot be found
                read[article] = texts.of(store, article)
            sentence = place_of(store, passage, read[article]).sentence
            if sentence is not None:
                sentences[iri] = sentence
    return sentences

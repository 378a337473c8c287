"""A name as somebody writes it in; the things that it may name, each with how alike their names are, out.

Names are compared folded, with their words in any order (`Eisaku Sato`), and with no spaces (`Taewoo`, `Tae-woo`).
Of a longer text that has a whole name in it (`President Roh Tae-woo`) a little is taken off.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kg.finding.entries import Entry
from kg.finding.folding import fold, pieces_of
from kg.prefixes import BASE, PREFIXES

_LEAST = 60.0
"""Likeness, of 100, below which two names have nothing to do with each other."""
_SAME = 100.0
_INSIDE, _AROUND = 0.9, 0.75
"""What is left of a likeness where the text has a whole name in it, and where it is only a part of a name."""
_HIDDEN = 0.95
"""What is left where the name is no name of its own, such as `Japanese`, or is that of what a thing is about."""
_SHORTEST = 4
"""Letters; that a shorter name is like a part of a longer is chance, unless it is that part, as a surname is."""


@dataclass(frozen=True)
class Candidate:
    """A thing that may be meant; `likeness` is 100 where it has just this name."""

    entry: Entry
    likeness: float


class Candidates:
    """The names of things, ready to be compared with others."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = {entry.iri: entry for entry in entries if entry.is_thing}
        rows = [
            (" ".join(pieces_of(name.text)), entry.iri, _HIDDEN if name.hidden or name in entry.lent else 1.0)
            for entry in self.entries.values()
            for name in (*entry.names, *entry.lent)
        ]
        self._names = [name for name, _, _ in rows]
        self._joined = [name.replace(" ", "") for name in self._names]
        self._sorted = [" ".join(sorted(name.split())) for name in self._names]
        self._bearers = [(iri, weight) for _, iri, weight in rows]

    def like(self, text: str, allowed: Callable[[Entry], bool] = lambda _: True) -> list[Candidate]:
        """The things of that name or of one like it, the likest first; an IRI, or the end of one, names its thing."""
        named = self.entries.get(_iri(text))
        if named is not None:
            return [Candidate(named, 100.0)] if allowed(named) else []
        pieces = pieces_of(text)
        if not pieces:
            return []
        best: dict[str, float] = {}
        for names, written, scorer, share in (
            (self._names, " ".join(pieces), fuzz.ratio, 1.0),
            (self._sorted, " ".join(sorted(pieces)), fuzz.ratio, 0.99),
            (self._joined, "".join(pieces), fuzz.ratio, 0.98),
            (self._names, " ".join(pieces), fuzz.token_set_ratio, _INSIDE),
        ):
            for name, likeness, place in process.extract_iter(written, names, scorer=scorer, score_cutoff=_LEAST):
                iri, weight = self._bearers[place]
                if scorer is fuzz.token_set_ratio:
                    if min(len(name), len(written)) < _SHORTEST and likeness < _SAME:
                        continue
                    weight *= 1.0 if len(name) < len(written) else _AROUND / _INSIDE
                best[iri] = max(best.get(iri, 0.0), likeness * share * weight)
        found = [Candidate(self.entries[iri], round(likeness, 1)) for iri, likeness in best.items()]
        kept = [one for one in found if one.likeness >= _LEAST and allowed(one.entry)]
        plain = fold(text)
        return sorted(kept, key=lambda one: (-one.likeness, fold(one.entry.label) != plain, one.entry.iri))


def _iri(text: str) -> str:
    """The IRI that an identifier stands for: one itself, what follows `…/id/`, or a prefixed name."""
    written = text.strip()
    if ":" in written and not written.startswith(("http:", "https:")):
        prefix, _, local = written.partition(":")
        return PREFIXES.get(prefix, "") + local
    return written if ":" in written else f"{BASE}id/{written}"

"""Claims and the locked dates of the passages go in; the dates of claims that no passage of theirs gives come out.

A date is given where a passage of the claim's evidence expresses it, or expresses each end of it that is not open: that
something began in 1969 is `1969/..` in a claim and `1969` in the sentence. A date that is read between the lines needs
`ent:inferredDate` with the reason, in the claim's record; that mark is dead where all dates are given, and no less an
error.
"""

from collections.abc import Iterable, Mapping, Sequence

from kg.claims.records import Claim
from kg.claims.statement import Statement
from kg.claims.vocabulary import Vocabulary
from kg.errors import EntenteError, InputError
from kg.prefixes import ENT, PREFIXES, shorten
from kg.reading.dates import DateExpression
from kg.reading.dates_file import LockedDate
from kg.reading.passages import Passage

_CONVENTION = PREFIXES["concept"] + "convention-"
_INFER = 'Correct it, name the passage that gives it, or say ent:inferredDate "why"@en in the record.'


def locked_date_problems(
    dates: Iterable[LockedDate], passages: Mapping[str, Passage], vocabulary: Vocabulary
) -> list[EntenteError]:
    """Rows of `dates.csv` that name a passage or a convention that is not there."""
    problems: list[EntenteError] = []
    for row in dates:
        here = row.expression
        lacking = [f"passage:{slug}" for slug in (here.passage, here.anchor) if slug and slug not in passages]
        if here.convention and vocabulary.lacks(_CONVENTION + here.convention):
            lacking.append(f"concept:convention-{here.convention}")
        for name in lacking:
            advice = "Read the text again with `kg read --text FILE`."
            problems.append(InputError(f"there is no {name}.", path=row.path, line=row.line, advice=advice))
    return problems


def date_grounding_problems(
    claims: Iterable[Claim],
    contents: Mapping[str, Sequence[Statement]],
    records: Iterable[Statement],
    dates: Iterable[LockedDate],
) -> list[EntenteError]:
    """The dates without ground and without a mark, and the marks without such a date."""
    expressed: dict[str, list[DateExpression]] = {}
    for row in dates:
        expressed.setdefault(row.expression.passage, []).append(row.expression)
    marks = {said.subject.value: said for said in records if said.predicate.value == ENT + "inferredDate"}
    problems: list[EntenteError] = []
    for claim in claims:
        given = [date for slug in claim.evidence for date in expressed.get(slug, ())]
        groundless = groundless_dates(contents[claim.iri], given)
        mark = marks.get(claim.iri)
        if mark is None:
            for said in groundless:
                name = f"{shorten(said.predicate.value)} {said.object.value}"
                what = f"no passage of {shorten(claim.iri)} gives {name} of {shorten(said.subject.value)}."
                problems.append(InputError(what, path=said.path, line=said.line, advice=_INFER))
        elif not groundless:
            what = f"the passages of {shorten(claim.iri)} give all its dates, so that none is inferred."
            problems.append(InputError(what, path=mark.path, line=mark.line, advice="Drop ent:inferredDate."))
    return problems


def groundless_dates(content: Iterable[Statement], given: Sequence[DateExpression]) -> list[Statement]:
    """The dates of a claim's content (`ent:when`, `ent:attestedUntil`) that the given expressions do not give.

    A day until which a thing is attested is given by any date that it lies in.
    """
    things: dict[str, dict[str, Statement]] = {}
    for said in content:
        things.setdefault(said.subject.value, {})[said.predicate.value.removeprefix(ENT)] = said
    groundless = []
    for thing in things.values():
        when, attested, used = (thing.get(name) for name in ("when", "attestedUntil", "conventionUsed"))
        convention = "" if used is None else used.object.value.removeprefix(_CONVENTION)
        if when is not None and not _is_given(when.object.value, convention, given):
            groundless.append(when)
        if attested is not None and not any(attested.object.value.startswith(end) for end in _ends(given)):
            groundless.append(attested)
    return groundless


def _is_given(edtf: str, convention: str, given: Sequence[DateExpression]) -> bool:
    if any((date.edtf, date.convention) == (edtf, convention) for date in given):
        return True
    if "/" in edtf:
        return set(ends_of(edtf)) <= _ends(given)
    # One end of a span that the text gives; of a date with a convention there is no part to take.
    spans = [date for date in given if "/" in date.edtf]
    return edtf in _ends(spans) and convention == ("around" if "~" in edtf else "")


def _ends(given: Iterable[DateExpression]) -> set[str]:
    return {end for date in given for end in ends_of(date.edtf)}


def ends_of(edtf: str) -> list[str]:
    """The ends of a date in EDTF that are not open; a date that is no span is its own end."""
    return [end for end in edtf.split("/") if end != ".."]

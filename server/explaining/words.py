"""What was measured of an empty answer in; sentences that say just that out."""

from kg.querying.patterns import Pattern
from server.explaining.explanation import Explanation
from server.explaining.measuring import Culprit
from server.explaining.names import Unknown

_KINDS = {
    "triple": "This pattern",
    "filter": "This filter",
    "values": "This list of values",
    "minus": "This MINUS",
    "union": "These alternatives",
    "subquery": "This query inside",
}
_SHOWN = 400


def in_words(explanation: Explanation) -> str:
    """The whole in a sentence."""
    measured = explanation.measured
    if explanation.beyond:
        return f"Which pattern emptied the answer was not looked for. {explanation.beyond}"
    if measured.fits:
        return "Something fits this query: its answer is not empty."
    if measured.modified:
        return "Its patterns fit something; what follows them (GROUP BY, HAVING, LIMIT or OFFSET) leaves no row."
    if measured.culprits:
        return "Nothing in the dataset fits all of its patterns together."
    if not measured.complete:
        return "Which pattern emptied the answer could not be found in the time there is for it."
    return "Nothing in the dataset fits it, and no single pattern could be named for that."


def of_culprit(culprit: Culprit) -> str:
    """What was measured of one pattern."""
    what = _KINDS.get(culprit.pattern.kind, "This pattern")
    plural = what.startswith("These")
    if culprit.rest and culprit.alone is False:
        return f"{what} {'fit' if plural else 'fits'} nothing; without {'them' if plural else 'it'} there are rows."
    if culprit.rest:
        return f"{what} {'leave' if plural else 'leaves'} no row; without {'them' if plural else 'it'} there are rows."
    if culprit.alone is False:
        return f"{what} {'fit' if plural else 'fits'} nothing, even by {'themselves' if plural else 'itself'}."
    return f"The patterns before fit something; with {what[:1].lower()}{what[1:]} nothing is left."


def of_name(unknown: Unknown) -> str:
    """What is wrong with a name or a text, as far as the dataset tells."""
    if unknown.known_as:
        return f"No label is {unknown.written} as it is written; one is {unknown.known_as}."
    if unknown.iri:
        return f"{unknown.written} stands nowhere in this dataset."
    return f"No label is {unknown.written}."


def shown(pattern: Pattern) -> str:
    """The pattern on one line, cut where it is long."""
    line = " ".join(pattern.sparql.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]} …"

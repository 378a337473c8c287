"""An explanation in; the document of it that programs and pages read, out."""

from kg.querying.lexing import place_of
from server.addresses import page_of
from server.explaining.explanation import Explanation
from server.explaining.measuring import Culprit
from server.explaining.names import Unknown
from server.explaining.words import in_words, of_culprit, of_name, shown


def as_document(explanation: Explanation) -> dict[str, object]:
    """The explanation as a document; places are lines and columns from 1."""
    measured, query = explanation.measured, explanation.query
    return {
        "empty": not measured.fits,
        "complete": measured.complete and not explanation.beyond,
        "asked": explanation.asked,
        "words": in_words(explanation),
        "patterns": [_culprit(query, one) for one in measured.culprits],
        "names": [_unknown(query, one) for one in explanation.unknown],
    }


def _culprit(query: str, culprit: Culprit) -> dict[str, object]:
    pattern = culprit.pattern
    measured = {"alone": culprit.alone, "rest": culprit.rest, "together": culprit.together}
    told = {name: truth for name, truth in measured.items() if truth is not None}
    return {
        "kind": pattern.kind,
        "sparql": shown(pattern),
        "words": of_culprit(culprit),
        **told,
        **_place(query, pattern.start, pattern.end),
    }


def _unknown(query: str, unknown: Unknown) -> dict[str, object]:
    near = [
        {
            "iri": one.iri,
            "label": one.label,
            "page": page_of(one.iri),
            **({"language": one.language} if one.language else {}),
        }
        for one in unknown.near
    ]
    more = {"iri": unknown.iri, "knownAs": unknown.known_as}
    said = {name: value for name, value in more.items() if value}
    return {
        "written": unknown.written,
        **said,
        "words": of_name(unknown),
        "near": near,
        **_place(query, unknown.start, unknown.end),
    }


def _place(query: str, start: int, end: int) -> dict[str, int]:
    (line, column), (end_line, end_column) = place_of(query, start), place_of(query, end)
    return {"line": line, "column": column, "endLine": end_line, "endColumn": end_column}

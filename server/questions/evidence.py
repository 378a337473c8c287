"""A question's rows and the records of the claims in them in; the rows with what each rests on out.

What a row rests on, its own columns say: those that the question's header names as evidence hold claims. Nothing is
guessed from other IRIs in it. Where a number stands for many rows, the row names the question that lists them; where
there can be no claim, it says why.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from kg.asking.evidence import ClaimEvidence
from kg.asking.records import Record, value_of
from kg.prefixes import PREFIXES
from kg.querying.query_file import QueryFile

ADDED = ("Statement", "Stance", "Holder", "Passages", "Places")
"""Columns that follow each column of claims: what the claim says, in which stance, held by whom, resting on what."""
LISTED_BY, NO_EVIDENCE = "listedBy", "noEvidence"
_ANY_URI = PREFIXES["xsd"] + "anyURI"

Row = dict[str, Any]


def claims_in(document: Mapping[str, Any], question: QueryFile) -> list[str]:
    """The claims that the evidence columns of SPARQL results name, each once."""
    rows = document["results"]["bindings"]
    cells = (row[column] for row in rows for column in question.evidence if column in row)
    return list(dict.fromkeys(cell["value"] for cell in cells if cell["type"] == "uri"))


def with_evidence(
    document: Mapping[str, Any],
    question: QueryFile,
    evidence: Mapping[str, ClaimEvidence],
    drill: QueryFile | None,
    given: Sequence[tuple[str, str]],
) -> bytes:
    """SPARQL results in JSON with the columns that tell what each row rests on.

    `drill` is the question that lists the rows behind a number; it is asked with what the row says of its parameters,
    else with what was `given` for them.
    """
    columns = [column + added for column in question.evidence for added in ADDED]
    if drill is not None:
        columns = [LISTED_BY]
    elif not question.evidence:
        columns = [NO_EVIDENCE]
    rows = []
    for row in document["results"]["bindings"]:
        if drill is not None:
            added = {LISTED_BY: _literal(listed_by(drill, row, given), datatype=_ANY_URI)}
        elif not question.evidence:
            added = {NO_EVIDENCE: _literal(question.header.evidence_note, language="en")}
        else:
            added = {}
            for column in question.evidence:
                claim = evidence.get(row.get(column, {}).get("value", ""))
                added |= {column + name: cell for name, cell in _cells(claim).items()} if claim else {}
        rows.append({**row, **added})
    head = {"vars": [*document["head"]["vars"], *columns]}
    return json.dumps({"head": head, "results": {"bindings": rows}}, ensure_ascii=False).encode()


def records_with_evidence(
    document: Mapping[str, Any],
    question: QueryFile,
    evidence: Mapping[str, ClaimEvidence],
    drill: QueryFile | None,
    given: Sequence[tuple[str, str]],
) -> list[Record]:
    """The rows as records, each with a list `evidence` of claims and their passages, or the way to them."""
    records = []
    for row in document["results"]["bindings"]:
        record: Record = {column: value_of(row.get(column)) for column in document["head"]["vars"]}
        if drill is not None:
            record[LISTED_BY] = listed_by(drill, row, given)
        elif not question.evidence:
            record[NO_EVIDENCE] = question.header.evidence_note
        else:
            named = [(column, row[column]["value"]) for column in question.evidence if column in row]
            record["evidence"] = [_member(column, evidence[claim]) for column, claim in named if claim in evidence]
        records.append(record)
    return records


def listed_by(drill: QueryFile, row: Row, given: Iterable[tuple[str, str]]) -> str:
    """The address of the question that lists the rows behind this one, below our own root."""
    said = [(p.name, row[p.name]["value"]) for p in drill.parameters if p.name in row]
    others = [(p.name, value) for p in drill.parameters if p.name not in row for name, value in given if name == p.name]
    asked = [*said, *others]
    return f"/queries/{drill.name}" + (f"?{urlencode(asked)}" if asked else "")


def _cells(claim: ClaimEvidence) -> dict[str, Row]:
    cells = {
        "Statement": _literal(claim.label, language="en"),
        "Stance": _literal(claim.stance, language="en"),
        "Passages": _literal(" ".join(place.iri for place in claim.places)),
        "Places": _literal("; ".join(place.words for place in claim.places), language="en"),
    }
    return cells | ({"Holder": _literal(claim.holder, language="en")} if claim.holder else {})


def _member(column: str, claim: ClaimEvidence) -> Record:
    return {
        "column": column,
        "claim": claim.claim,
        "statement": claim.label,
        "stance": claim.stance,
        "holder": claim.holder,
        "passages": [{"passage": place.iri, "place": place.words} for place in claim.places],
    }


def _literal(text: str, *, language: str = "", datatype: str = "") -> Row:
    marks = {"xml:lang": language, "datatype": datatype}
    return {"type": "literal", "value": text, **{name: value for name, value in marks.items() if value}}

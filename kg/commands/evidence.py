"""Rows and the evidence of their claims in; a list under the table, a column of the CSV or a part of the JSON out."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode
from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from kg.asking.evidence import ClaimEvidence
from kg.prefixes import shorten
from kg.querying.run import Table


def evidence_list(found: Sequence[ClaimEvidence], console: Console) -> None:
    """Print each claim with its stance, our sentence, its places, and the article's sentence where it is at hand."""
    for claim in found:
        holder = f", held by {claim.holder}" if claim.holder else ""
        console.print(Text(f"{shorten(claim.claim)} ({claim.stance}{holder})", style="bold"))
        lines = [Text(claim.label)]
        for place in claim.places:
            lines.append(Text(f"{place.words}  {shorten(place.iri)}", style="dim"))
            if place.sentence is not None:
                lines.append(Text(f"“{place.sentence}”", style="italic"))
        console.print(Padding(Group(*lines), (0, 0, 0, 2), expand=False))


def csv_with_evidence(table: Table, found: Sequence[ClaimEvidence], columns: Sequence[str]) -> bytes:
    """The rows as CSV with one more column that names, for the claims of the row, the places they rest on."""
    places = {claim.claim: "; ".join(place.words for place in claim.places) for claim in found}
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*table.columns, "evidence"])
    for record in table.records():
        cells = (record.get(column) for column in columns)
        claims = [cell.value for cell in cells if isinstance(cell, NamedNode)]
        said = " | ".join(f"{shorten(claim)}: {places[claim]}" for claim in claims)
        values = (record.get(column) for column in table.columns)
        writer.writerow([*(_plain(value) for value in values), said])
    return out.getvalue().encode()


def json_with_evidence(results: bytes, found: Sequence[ClaimEvidence]) -> bytes:
    """The SPARQL results JSON with a member `evidence`: for each claim what its record says and where it rests."""
    document = json.loads(results)
    document["evidence"] = {claim.claim: _claim(claim) for claim in found}
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def _claim(claim: ClaimEvidence) -> dict[str, Any]:
    return {
        "label": claim.label,
        "stance": claim.stance,
        "holder": claim.holder,
        "passages": [
            {"passage": place.iri, "place": place.words, "page": place.passage.page}
            | ({} if place.sentence is None else {"sentence": place.sentence})
            for place in claim.places
        ],
    }


def _plain(value: object) -> str:
    return value.value if isinstance(value, NamedNode | Literal) else "" if value is None else str(value)

"""Claims of the served dataset in; what each says and where it rests, out.

The records are fetched from the dataset by one query, as any client could, and read from a small store of their own.
"""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.asking.evidence import ClaimEvidence, evidence_of
from kg.errors import EntenteError
from kg.prefixes import ENT, PREFIXES

MEDIA_TYPE = "application/n-triples"


def records_query(claims: Iterable[str]) -> str:
    """The CONSTRUCT that fetches the records of these claims with their passages, fragments and labels."""
    terms = " ".join(sorted({str(NamedNode(claim)) for claim in claims}))
    return f"""PREFIX ent: <{ENT}>
PREFIX oa: <{PREFIXES["oa"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
CONSTRUCT {{ ?thing ?property ?value }}
WHERE {{
  VALUES ?claim {{ {terms} }}
  {{ ?claim ?property ?value . BIND(?claim AS ?thing) }}
  UNION {{ ?claim ent:evidence ?thing . ?thing ?property ?value }}
  UNION {{ ?claim ent:evidence/ent:hasFragment/oa:hasSelector? ?thing . ?thing ?property ?value }}
  UNION {{ ?claim ent:evidence/ent:passageOf ?thing . ?thing ?property ?value }}
  UNION {{
    ?claim ent:stance|ent:heldBy ?thing .
    BIND(rdfs:label AS ?property)
    ?thing ?property ?value
  }}
}}"""


def read_records(records: bytes, claims: Iterable[str], text: Path | None) -> dict[str, ClaimEvidence]:
    """The evidence of each claim, by its IRI; what is no claim is left out.

    With `text` (a file or a folder of articles) each place has its sentence; where the text cannot be found or is not
    the one that was read, the places stand without it.
    """
    store = Store()
    store.load(records, RdfFormat.N_TRIPLES)
    distinct = list(dict.fromkeys(claims))
    try:
        return {found.claim: found for found in evidence_of(store, [NamedNode(claim) for claim in distinct], text)}
    except EntenteError:
        return {claim: found for claim in distinct if (found := _one(store, claim, text)) is not None}


def _one(store: Store, claim: str, text: Path | None) -> ClaimEvidence | None:
    for location in (text, None):
        with contextlib.suppress(EntenteError):
            return evidence_of(store, [NamedNode(claim)], location)[0]
    return None

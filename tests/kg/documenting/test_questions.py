"""Which questions use a term: those whose query names it, not those that speak of it."""

from pathlib import Path

from kg.documenting.questions import questions_by_term
from kg.prefixes import ENT
from kg.querying.query_file import load_query

QUERY = """#+ summary: Not about ent:Precipitant
#+ question: What stood in the way?
PREFIX ent: <https://w3id.org/entente/ontology#>
# nor about ent:Factor
SELECT ?barrier WHERE { ?barrier a ent:Barrier }
"""


def test_only_the_query_itself_counts(tmp_path: Path) -> None:
    path = tmp_path / "barriers.rq"
    path.write_text(QUERY, encoding="utf-8")
    by_term = questions_by_term([load_query(path)])
    assert set(by_term) == {f"{ENT}Barrier"}
    (used,) = by_term[f"{ENT}Barrier"]
    assert (used.name, used.words) == ("barriers", "What stood in the way?")

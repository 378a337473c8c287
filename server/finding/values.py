"""Things and properties in; the values that the author's own statements give, read from the dataset, out."""

from collections.abc import Collection, Sequence

from pyoxigraph import NamedNode

from kg.finding.entries import Row, Term
from server.finding.holding import Holding

Values = dict[tuple[str, str], list[Term]]
"""By the IRIs of a thing and of a property."""
_MOST = 20_000


async def values_of(holding: Holding, things: Collection[str], properties: Collection[str]) -> Values:
    """The values that the default graph gives; of things or properties that cannot be named, none."""
    wanted, named = _terms(things), _terms(properties)
    if not wanted or not named:
        return {}
    rows = await holding.ask(
        f"SELECT ?thing ?property ?value {{ VALUES ?thing {{ {wanted} }} VALUES ?property {{ {named} }} "
        "?thing ?property ?value } ORDER BY ?thing ?property ?value"
    )
    return _grouped(rows)


async def bearers_of(holding: Holding, properties: Collection[str]) -> Values:
    """All that has these properties, with its values: of many, the first."""
    named = _terms(properties)
    if not named:
        return {}
    rows = await holding.ask(
        f"SELECT ?thing ?property ?value {{ VALUES ?property {{ {named} }} ?thing ?property ?value "
        f"FILTER(isIRI(?thing)) }} ORDER BY ?thing ?property ?value LIMIT {_MOST}"
    )
    return _grouped(rows)


def _grouped(rows: Sequence[Row]) -> Values:
    values: Values = {}
    for row in rows:
        values.setdefault((row["thing"]["value"], row["property"]["value"]), []).append(row["value"])
    return values


def _terms(iris: Collection[str]) -> str:
    """The IRIs as SPARQL writes them; what is none is left out."""
    named = []
    for iri in sorted(set(iris)):
        try:
            named.append(str(NamedNode(iri)))
        except ValueError:
            continue
    return " ".join(named)

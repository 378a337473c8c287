"""Values as typed in and the served dataset in; the question with the terms they stand for bound out.

Names are looked up in the dataset by a query, as any client could, and read from a small store of their own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg.asking.questions import known_terms
from kg.errors import InputError
from kg.prefixes import PREFIXES
from kg.querying.parameters import Parameter
from kg.querying.query_file import QueryFile, bind
from server.problems import Problem
from server.questions.arguments import described

Fetch = Callable[[str], Awaitable[bytes]]
"""What sends a CONSTRUCT and has its triples, as N-Triples."""

_NAMING = f"<{PREFIXES['rdfs']}label> <{PREFIXES['skos']}altLabel>"


async def bound(question: QueryFile, given: Sequence[tuple[str, str]], fetch: Fetch) -> str:
    """The question's text with the values bound; a parameter that comes several times gives alternatives.

    A value is an IRI, a prefixed name, a slug or, in words, a label or an alias. Raises Problem 400 for one that is
    malformed or of nothing in the dataset: an empty answer must mean that the article does not say so.
    """
    parameters = [(question.parameter(name), value) for name, value in given]
    asked = [(parameter, value) for parameter, value in parameters if parameter.type == "iri"]
    store = await _store(fetch, _named_so(asked)) if asked else Store()
    values: dict[str, list[NamedNode | Literal]] = {}
    for parameter, value in parameters:
        try:
            terms = known_terms(store, parameter, value)
        except InputError:
            store = await _store(fetch, _named_so(asked), _all_names()) if asked else store
            # In a thread of its own: to find names that are like one takes long, and must not hold up others.
            terms = await asyncio.to_thread(_known, store, parameter, value)
        values.setdefault(parameter.name, []).extend(terms)
    return bind(question, values)


def _known(store: Store, parameter: Parameter, value: str) -> list[NamedNode | Literal]:
    """The same with all names at hand, so that a problem can tell the nearest ones."""
    try:
        return known_terms(store, parameter, value)
    except InputError as error:
        detail = str(error)
        raise Problem(
            400, "bad-parameter", detail[:1000], parameter=parameter.name, allowed=described(parameter)
        ) from None


async def _store(fetch: Fetch, *queries: str) -> Store:
    store = Store()
    for query in queries:
        await asyncio.to_thread(store.load, await fetch(query), RdfFormat.N_TRIPLES)
    return store


def _all_names() -> str:
    return f"""CONSTRUCT {{ ?thing ?property ?name }}
WHERE {{
  VALUES ?property {{ {_NAMING} }}
  {{ ?thing ?property ?name }} UNION {{ GRAPH ?graph {{ ?thing ?property ?name }} }}
}}"""


def _named_so(asked: Sequence[tuple[Parameter, str]]) -> str:
    """The CONSTRUCT of the names that are like the values, and of a triple for each IRI that they may be.

    Things are also called by what follows the last slash of their IRIs.
    """
    names = ", ".join(sorted({str(Literal(value.strip().lower())) for _, value in asked}))
    iris = " ".join(sorted({str(iri) for parameter, value in asked for iri in _candidates(parameter, value)}))
    return f"""CONSTRUCT {{ ?thing ?property ?name }}
WHERE {{
  {{
    VALUES ?property {{ {_NAMING} }}
    {{ ?thing ?property ?name }} UNION {{ GRAPH ?graph {{ ?thing ?property ?name }} }}
    BIND(LCASE(STR(?name)) AS ?called)
    BIND(LCASE(REPLACE(STR(?thing), "^.*/", "")) AS ?slug)
    FILTER(?called IN ({names}) || ?slug IN ({names}))
  }}
  UNION
  {{
    VALUES ?thing {{ {iris} }}
    FILTER(EXISTS {{ ?thing ?p ?o }} || EXISTS {{ ?s ?p ?thing }}
      || EXISTS {{ GRAPH ?g {{ ?thing ?p ?o }} }} || EXISTS {{ GRAPH ?g {{ ?s ?p ?thing }} }})
    BIND(<{PREFIXES["rdf"]}type> AS ?property)
    BIND(<{PREFIXES["rdfs"]}Resource> AS ?name)
  }}
}}"""


def _candidates(parameter: Parameter, value: str) -> list[NamedNode]:
    try:
        return [term for term in parameter.parse(value) if isinstance(term, NamedNode)]
    except InputError:
        return []

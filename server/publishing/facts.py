"""A graph and the stances that are recorded of it in; whether its triples may go without its name out.

Syntaxes of triples do not tell which graph they are from, and who loads them has them as facts. So the content of a
claim that is not the author's own, and background, is sent with the graph's name only.
"""

from collections.abc import Set

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.prefixes import BASE, ENT, GRAPH, PREFIXES

_NO_FACTS = (f"{GRAPH}background", f"{GRAPH}derived-with-background")
_IN_HIS_OWN_VOICE = {f"{PREFIXES['concept']}stance-{stance}" for stance in ("asserted", "hedged")}


def is_claim(term: object) -> bool:
    """Whether a term is the name of a claim, which is also that of its graph."""
    return isinstance(term, NamedNode) and term.value.startswith(f"{BASE}claim/")


def stances_query(graph: NamedNode) -> str:
    """The SELECT whose one column has the stances of the claim whose content the graph is."""
    return f"SELECT ?stance {{ {graph} <{ENT}stance> ?stance }}"


def is_fact(graph: NamedNode, stances: Set[str]) -> bool:
    """Whether the author says himself what the graph holds, or it is about our files.

    A claim's graph without a record that says so is not.
    """
    if graph.value in _NO_FACTS:
        return False
    return stances <= _IN_HIS_OWN_VOICE and (bool(stances) or not is_claim(graph))


def among_facts(quad: Quad) -> bool:
    """Whether a statement may go without its graph's name: in the default graph, or about our files in their layer."""
    graph = quad.graph_name
    if isinstance(graph, NamedNode):
        return graph.value.startswith(GRAPH) and graph.value not in _NO_FACTS
    return isinstance(graph, DefaultGraph)

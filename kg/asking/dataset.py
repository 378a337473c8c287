"""RDF files in; an in-memory store with a settled default graph, and queries over it, out."""

from codecs import BOM_UTF8
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from kg.errors import InputError, SyntaxProblem
from kg.prefixes import BASE
from kg.querying.syntax import syntax_problem

Answer = QuerySolutions | QueryBoolean | QueryTriples

FORMATS = {
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
}

QUERY_BASE = f"{BASE}sparql"
"""What relative IRIs in a query without BASE are relative to. Source: SPARQL 1.1 Query, section 4.1.1.2."""

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Dataset:
    """A loaded dataset: its store, its files, and whether its default graph is the union of its named graphs."""

    store: Store
    files: tuple[Path, ...]
    default_is_union: bool


def open_dataset(files: Sequence[Path]) -> Dataset:
    """Load N-Quads, TriG, Turtle and N-Triples files, told by their extension, into one store in memory.

    A default graph that is empty afterwards gets the union of the named graphs, each triple once. Raises InputError
    for a file that is missing or of another kind, SyntaxProblem with file and line for one that does not parse.
    """
    if not files:
        raise InputError("no file to open as a dataset.", advice="Name at least one N-Quads, TriG or Turtle file.")
    store = Store()
    for path in files:
        _load(store, path)
    default_is_union = not any(True for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
    if default_is_union:
        store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return Dataset(store, tuple(files), default_is_union)


def format_of(path: Path) -> RdfFormat:
    """The format that a file's extension stands for; raises InputError for another extension."""
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise InputError(
            f"{path.suffix or 'a file without extension'} is not a format of datasets.",
            path=path,
            advice=f"Name a file that ends in {', '.join(FORMATS)}.",
        )
    return form


def _load(store: Store, path: Path) -> None:
    form = format_of(path)
    try:
        with path.open("rb") as file:
            start = file.read(len(BOM_UTF8))
            if start.startswith(_GZIP):
                raise InputError("it is compressed.", path=path, advice="Unpack it first, with gunzip.")
            if start == BOM_UTF8:  # the engine would take it for a part of the first name
                store.bulk_load(file, form)
                return
        store.bulk_load(path=path, format=form)
    except SyntaxError as error:
        reason = error.msg.partition(": ")[2] or error.msg
        raise SyntaxProblem(
            f"this does not parse: {reason}", path=path, line=error.lineno, column=error.offset
        ) from None
    except OSError as error:
        reason = "there is no such file" if not path.exists() else f"it cannot be read: {error.strerror or error}"
        raise InputError(f"{reason}.", path=path, advice="Name the files of a dataset.") from None


def evaluate(
    store: Store,
    query: str,
    default_graphs: Sequence[NamedNode] = (),
    named_graphs: Sequence[NamedNode] = (),
) -> Answer:
    """Run a query on the dataset that a request names; without one, on the store's own graphs.

    Source: SPARQL 1.1 Protocol, section 2.1.4: a dataset so given replaces the store's, has no named graphs but those
    named and an empty default graph where none is given, and overrides FROM in the text. Several default graphs are
    copied into a scratch store, each triple once: the engine by itself counts a triple once for each graph it is in. A
    graph named twice is one.
    Raises SyntaxProblem when the query does not parse.
    """
    named: list[NamedNode | BlankNode] = list(dict.fromkeys(named_graphs))
    try:
        if not default_graphs and not named_graphs:
            return store.query(query, base_iri=QUERY_BASE)
        if len(set(default_graphs)) <= 1:
            return store.query(query, base_iri=QUERY_BASE, default_graph=list(default_graphs[:1]), named_graphs=named)
        scratch = _merged(store, default_graphs, named_graphs)
        return scratch.query(query, base_iri=QUERY_BASE, default_graph=DefaultGraph(), named_graphs=named)
    except SyntaxError as error:
        raise syntax_problem(error, query) from None


def _merged(store: Store, default_graphs: Sequence[NamedNode], named_graphs: Sequence[NamedNode]) -> Store:
    scratch = Store()
    for graph in dict.fromkeys(default_graphs):
        scratch.extend(
            Quad(quad.subject, quad.predicate, quad.object) for quad in store.quads_for_pattern(None, None, None, graph)
        )
    for graph in dict.fromkeys(named_graphs):
        scratch.extend(store.quads_for_pattern(None, None, None, graph))
    return scratch

"""A store and the shapes go in; the violations of one pass of validation come out."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import pyshacl
from oxrdflib import OxigraphStore
from pyoxigraph import Store
from pyshacl.errors import ReportableRuntimeError, ValidationFailure
from pyshacl.helper.path_helper import shacl_path_to_sparql_path
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kg.building.violation import PASSES, Violation
from kg.errors import EntenteError, InputError
from kg.prefixes import BASE, ENT, PREFIXES, shorten

UNSAID = "b"  # the pass of a constraint that names none
IN_PASS = URIRef(ENT + "inPass")
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
PARTS = (SH.property, SH.sparql)
_IRI_OF_OURS = re.compile(re.escape(BASE) + r"[\w/#-]+")


def passes_of(constraint: Node, shapes: Graph) -> set[str]:
    """The names of the passes that a constraint is checked in (`ent:inPass`; the default graph when it says none)."""
    return {str(name) for name in shapes.objects(constraint, IN_PASS)} or {UNSAID}


def shapes_of_pass(shapes: Graph, pass_name: str) -> Graph:
    """The shapes without the constraints of other passes; a node shape left with none has no target any more.

    Shapes without a target of their own (those that other shapes refer to) are kept whole.
    """
    if pass_name not in PASSES:
        raise InputError(f"There is no pass {pass_name!r}.", advice=f"The passes are {', '.join(PASSES)}.")
    chosen = Graph()
    for triple in shapes:
        chosen.add(triple)
    for shape in {subject for target in TARGETS for subject in shapes.subjects(target)}:
        parts = [(link, part) for link in PARTS for part in shapes.objects(shape, link)]
        kept = [(link, part) for link, part in parts if pass_name in passes_of(part, shapes)]
        for link, part in parts:
            if (link, part) not in kept:
                chosen.remove((shape, link, part))
        if not kept and (parts or pass_name not in passes_of(shape, shapes)):
            for target in TARGETS:
                chosen.remove((shape, target, None))
    return chosen


class Shapes:
    """A graph of shapes whose passes are made ready once, when first needed, for many validations."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._runners: dict[str, PassRunner] = {}

    def of_pass(self, name: str) -> "PassRunner":
        """The shapes of one pass; raises InputError for an unknown one."""
        if name not in self._runners:
            self._runners[name] = PassRunner(self.graph, name)
        return self._runners[name]


def of_pass(shapes: Graph | Shapes, name: str) -> "PassRunner":
    """The shapes of one pass, ready to run; raises InputError for an unknown one."""
    return shapes.of_pass(name) if isinstance(shapes, Shapes) else PassRunner(shapes, name)


def validate_pass(
    store: Store, shapes: Graph | Shapes, pass_name: str, focus_nodes: Iterable[str] | None = None
) -> list[Violation]:
    """What the shapes of one pass find in the store's default graph, sorted.

    The default graph must also hold the ontology's triples (superclasses, code lists); named graphs are seen only where
    a constraint says GRAPH. The store is read, not written. `focus_nodes` (IRIs) limits the work to these nodes; an
    empty collection finds nothing. Raises InputError for an unknown pass and EntenteError for shapes that cannot run.
    """
    return of_pass(shapes, pass_name).run(store, focus_nodes)


class PassRunner:
    """The shapes of one pass, made ready once, for one store after another; raises InputError for an unknown pass."""

    def __init__(self, shapes: Graph, pass_name: str) -> None:
        self._name = pass_name
        self._chosen = shapes_of_pass(shapes, pass_name)
        self._targeted = [shape for shape in ShapesGraph(self._chosen).shapes if _has_target(shape)]
        self._aims = [(target, *aim) for target in TARGETS for aim in self._chosen.subject_objects(target)]
        self._untargeted = Graph()
        for subject, predicate, value in self._chosen:
            if predicate not in TARGETS:
                self._untargeted.add((subject, predicate, value))

    def run(self, store: Store, focus_nodes: Iterable[str] | None = None) -> list[Violation]:
        """As `validate_pass`.

        pySHACL's own option for focus nodes is of no use: it also leaves out the values that a shape hands to another
        (sh:node, sh:qualifiedValueShape). So each shape is told its nodes by name, and no other is run.
        """
        graph = _default_graph(store)
        if focus_nodes is None:
            return self._findings(graph, self._chosen)
        only = {URIRef(iri) for iri in focus_nodes}
        aimed = [(shape, SH.targetNode, node) for node in only for shape in self._meant_for(node, graph)]
        if not aimed:
            return []
        for triple in aimed:
            self._untargeted.add(triple)
        try:
            return self._findings(graph, self._untargeted)
        finally:
            for triple in aimed:
                self._untargeted.remove(triple)

    def count(self, store: Store, only: Collection[str] | None = None) -> dict[str, int]:
        """As `count_focus_nodes`."""
        graph = _default_graph(store)
        wanted = None if only is None else {URIRef(iri) for iri in only}

        def count(nodes: set[Node]) -> int:
            return len(nodes if wanted is None else nodes & wanted)

        return dict(sorted((str(shape.node), count(shape.focus_nodes(graph))) for shape in self._targeted))

    def _meant_for(self, node: URIRef, graph: Graph) -> set[Node]:
        """The shapes that a node is a target of."""
        classes = {
            above for kind in graph.objects(node, RDF.type) for above in graph.transitive_objects(kind, RDFS.subClassOf)
        }
        meets: dict[Node, Callable[[Node], bool]] = {
            SH.targetClass: classes.__contains__,
            SH.targetNode: node.__eq__,
            SH.targetSubjectsOf: lambda link: (node, link, None) in graph,
            SH.targetObjectsOf: lambda link: (None, link, node) in graph,
        }
        return {shape for target, shape, aim in self._aims if meets[target](aim)}

    def _findings(self, graph: Graph, shapes: Graph) -> list[Violation]:
        try:
            _, report, text = pyshacl.validate(graph, shacl_graph=shapes, inplace=True, advanced=False)
        except (ReportableRuntimeError, SyntaxError, re.error) as problem:  # the last two: of a query, of a sh:pattern
            raise EntenteError(
                f"The shapes cannot be run: {problem}", advice="Correct the shape it names."
            ) from problem
        if isinstance(report, ValidationFailure):
            raise EntenteError(f"The shapes cannot be run: {text}", advice="Correct the shape it names.")
        # Only the report's own results: those of shapes that others refer to (sh:node) hang on them as details.
        found = {_violation(report, result, self._name) for result in report.objects(None, SH.result)}
        return sorted(found, key=lambda violation: violation.sort_key)


def count_focus_nodes(
    store: Store, shapes: Graph | Shapes, pass_name: str, only: Collection[str] | None = None
) -> dict[str, int]:
    """How many nodes each targeted node shape of a pass looks at; 0 means that its constraints check nothing.

    `only` (IRIs) are the nodes to count; None: all.
    """
    return of_pass(shapes, pass_name).count(store, only)


def shape_names(shapes: Graph) -> dict[str, str]:
    """What each shape and constraint is called (`sh:name`), by IRI."""
    return {str(shape): str(name) for shape, name in shapes.subject_objects(SH.name)}


def idle_shapes(counts: Iterable[Mapping[str, int]]) -> list[str]:
    """The node shapes without a focus node in any pass: nothing that they demand was looked at; sorted."""
    total: dict[str, int] = {}
    for of_pass in counts:
        for shape, count in of_pass.items():
            total[shape] = total.get(shape, 0) + count
    return sorted(shape for shape, count in total.items() if count == 0)


def _default_graph(store: Store) -> Graph:
    """The one form in which pySHACL sees the default graph alone: given a store or dataset it takes all graphs."""
    return Graph(_EmptyOrNot(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)


class _EmptyOrNot(OxigraphStore):
    """A store that says of its size only whether it is empty.

    That is all pySHACL wants to know, and it asks with each node that breaks a rule: counting took nine tenths of a
    pass.
    """

    def __len__(self, context: Graph | None = None) -> int:
        return int(any(True for _ in self.triples((None, None, None), context)))


def _has_target(shape: Any) -> bool:
    return any(shape.sg.graph.value(shape.node, target) is not None for target in TARGETS)


def _path_text(report: Graph, path: Node) -> str:
    """The IRI of a simple path; any other as a SPARQL property path."""
    return (
        str(path) if isinstance(path, URIRef) else str(shacl_path_to_sparql_path(ShapesGraph(report), path, PREFIXES))
    )


def _violation(report: Graph, result: Node, pass_name: str) -> Violation:
    """One result of pySHACL's report as a value; a SPARQL constraint is named by itself, not by its node shape."""
    focus = report.value(result, SH.focusNode)
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    component = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
    messages = sorted(str(message) for message in report.objects(result, SH.resultMessage))
    return Violation(
        shape=str(report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)),
        focus=str(focus),
        path=None if path is None else _path_text(report, path),
        value=value.n3() if isinstance(value, URIRef | Literal) and value != focus else None,
        message=_IRI_OF_OURS.sub(lambda match: shorten(match.group()), " ".join(messages)),
        severity=str(report.value(result, SH.resultSeverity)).removeprefix(str(SH)),
        pass_name=pass_name,
        component=component.removesuffix("ConstraintComponent"),
        source_shape=str(report.value(result, SH.sourceShape)),
    )

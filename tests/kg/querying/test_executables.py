"""Questions as RDF: what the file says, and a query that runs as it stands."""

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, serialize
from rdflib.namespace import DCTERMS, RDFS, SH

from kg.building.assemble import Layers
from kg.prefixes import GRAPH, PREFIXES
from kg.project import Project
from kg.querying.executables import QUESTIONS, executable_triples
from kg.querying.query_file import counted, load_question, part_of
from kg.querying.run import select

FILE = """#+ summary: Whom an agreement binds
#+ question: Whom does an agreement bind?
#+ description: Its parties.
#+ tags: [agreements]
#+ parameters:
#+   agreement: {label: Agreement, type: iri, kind: [agreement, proposal], required: true}
#+   part: {label: Part, type: integer, default: 5}
#+ evidence: {none: it is invented}
#+ drill: acts-of-plans
#+ chart: table
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?thing ?name
WHERE {
  VALUES ?agreement { UNDEF }
  VALUES ?part { 5 }
  ?thing rdfs:label ?name .
}
ORDER BY ?name ?thing
"""


@pytest.fixture
def graph(tmp_path: Path) -> rdflib.Graph:
    path = tmp_path / "parties.rq"
    path.write_text(FILE)
    triples = executable_triples(load_question(path))
    return rdflib.Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")


def test_it_says_what_the_file_says(graph: rdflib.Graph) -> None:
    iri = rdflib.URIRef(f"{QUESTIONS}parties")
    assert set(graph.objects(iri, rdflib.RDF.type)) == {SH.SPARQLExecutable, SH.SPARQLSelectExecutable}
    assert str(graph.value(iri, RDFS.label)) == "Whom an agreement binds"
    assert str(graph.value(iri, RDFS.comment)) == "Whom does an agreement bind?"
    assert str(graph.value(iri, RDFS.seeAlso)) == f"{QUESTIONS}acts-of-plans"
    agreement, part = sorted(graph.objects(iri, SH.parameter))
    assert (str(graph.value(agreement, DCTERMS.identifier)), graph.value(agreement, SH.nodeKind)) == (
        "agreement",
        SH.IRI,
    )
    assert graph.value(agreement, SH.minCount).toPython() == 1
    assert graph.value(part, SH.datatype) == rdflib.XSD.integer
    assert graph.value(part, SH.defaultValue).toPython() == 5


def test_the_query_in_it_runs_as_it_stands(graph: rdflib.Graph, small: Store) -> None:
    text = str(graph.value(rdflib.URIRef(f"{QUESTIONS}parties"), SH.select))
    assert text.startswith("PREFIX rdfs:")
    assert len(select(small, text).rows) > 10


def test_it_is_in_a_graph_of_its_own_and_no_fact(tiny_layers: Layers) -> None:
    said = Triple(NamedNode(f"{QUESTIONS}x"), NamedNode(PREFIXES["rdfs"] + "label"), Literal("x"))
    layers = tiny_layers.with_queries([said])
    assert layers.named[f"{GRAPH}queries"] == {said}
    assert said not in layers.default


def test_every_question_is_in_the_built_graph(project: Project) -> None:
    triples = [triple for path in project.questions for triple in executable_triples(load_question(path))]
    assert len(set(triples)) == len(triples) > 500


def test_rows_are_counted_and_cut_without_another_order(small: Store) -> None:
    text = FILE
    rows = select(small, text).rows
    (count,) = select(small, counted(text)).rows
    assert int(count[0].value) == len(rows)  # type: ignore[union-attr]
    assert select(small, part_of(text, 3, 0)).rows == rows[:3]
    assert select(small, part_of(text, 3, 4)).rows == rows[4:7]
    assert select(small, part_of(text, None, 4)).rows == rows[4:]
    assert select(small, part_of(text, None, 0)).rows == rows

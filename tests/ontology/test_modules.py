"""The modules as files: headers, imports, catalogue, prefixes and order."""

import re
from pathlib import Path
from xml.etree import ElementTree

from rdflib import DCTERMS, OWL, RDF, VANN, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.prefixes import BASE, ENT, PREFIXES
from kg.project import Project

UMBRELLA = URIRef(f"{BASE}ontology")
APART = {"alignments", "entente-dl"}
ORDER = (
    "owl:Class",
    "owl:ObjectProperty",
    "owl:DatatypeProperty",
    "owl:AnnotationProperty",
    "skos:ConceptScheme",
    "skos:Concept",
)


def module_iri(stem: str) -> URIRef:
    return UMBRELLA if stem == "entente" else URIRef(f"{UMBRELLA}/{stem}")


def imports(modules: dict[str, Graph], stem: str) -> set[str]:
    """The stems of the files that a module imports, directly or not, itself included."""
    stems: dict[Node, str] = {module_iri(other): other for other in modules}
    closure, ahead = {stem}, [stem]
    while ahead:
        module = ahead.pop()
        for target in modules[module].objects(module_iri(module), OWL.imports):
            assert target in stems, f"{module}.ttl imports {target}, which no file of the folder is"
            if stems[target] not in closure:
                closure.add(stems[target])
                ahead.append(stems[target])
    return closure


def test_each_file_is_one_ontology_with_a_complete_header(modules: dict[str, Graph]) -> None:
    for stem, graph in modules.items():
        (header,) = graph.subjects(RDF.type, OWL.Ontology)
        assert header == module_iri(stem)
        for field in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license, OWL.versionInfo):
            assert len(list(graph.objects(header, field))) == 1, f"{stem}.ttl: {field}"
        assert graph.value(header, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
        modified = graph.value(header, DCTERMS.modified)
        assert isinstance(modified, Literal)
        assert modified.datatype == XSD.date


def test_each_header_has_what_reviewers_of_metadata_look_for(modules: dict[str, Graph]) -> None:
    for stem, graph in modules.items():
        header = module_iri(stem)
        version = str(graph.value(header, OWL.versionInfo))
        assert str(graph.value(header, VANN.preferredNamespacePrefix)) == "ent", stem
        assert str(graph.value(header, VANN.preferredNamespaceUri)) == ENT, stem
        citation = str(graph.value(header, DCTERMS.bibliographicCitation))
        title, said = str(graph.value(header, DCTERMS.title)), f", version {version}, "
        assert citation.startswith(title + said), stem
        assert citation.endswith(str(version_iri(stem, version))), stem
        issued, modified = (graph.value(header, field) for field in (DCTERMS.issued, DCTERMS.modified))
        assert str(issued) <= str(modified), stem
        (year,) = re.findall(r", (\d{4}), ", citation)
        assert year >= str(modified)[:4], f"{stem}.ttl is cited with an earlier year than it was changed in"


def version_iri(stem: str, version: str) -> URIRef:
    return URIRef(f"{UMBRELLA}/{version}" if stem == "entente" else f"{UMBRELLA}/{version}/{stem}")


def test_the_umbrella_names_version_prefix_and_citation(modules: dict[str, Graph]) -> None:
    graph = modules["entente"]
    version = str(graph.value(UMBRELLA, OWL.versionInfo))
    assert str(graph.value(UMBRELLA, VANN.preferredNamespacePrefix)) == "ent"
    assert str(graph.value(UMBRELLA, VANN.preferredNamespaceUri)) == ENT
    assert version in str(graph.value(UMBRELLA, DCTERMS.bibliographicCitation))
    for stem, other in modules.items():
        assert str(other.value(module_iri(stem), OWL.versionInfo)) == version, f"{stem}.ttl is of another version"
        (named,) = other.objects(module_iri(stem), OWL.versionIRI)
        assert named == version_iri(stem, version), f"{stem}.ttl names {named} as its version"


def test_the_umbrella_imports_every_module_that_is_loaded(project: Project, modules: dict[str, Graph]) -> None:
    assert imports(modules, "entente") == {path.stem for path in project.ontology}
    assert set(modules) - {path.stem for path in project.ontology} == APART


def test_what_stands_apart_is_imported_by_nobody(modules: dict[str, Graph]) -> None:
    for stem in modules:
        assert imports(modules, stem) - {stem} <= set(modules) - APART


def test_no_module_imports_itself_through_others(modules: dict[str, Graph]) -> None:
    for stem in modules:
        for other in imports(modules, stem) - {stem}:
            assert stem not in imports(modules, other), f"{stem}.ttl and {other}.ttl import each other"


def test_each_module_imports_what_it_speaks_of(modules: dict[str, Graph]) -> None:
    declared = {stem: {s for s in graph.subjects(RDF.type) if isinstance(s, URIRef)} for stem, graph in modules.items()}
    for stem, graph in modules.items():
        at_hand = set().union(*(declared[other] for other in imports(modules, stem)))
        spoken_of = {term for triple in graph for term in triple if isinstance(term, URIRef)}
        builtin = [PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd")]
        elsewhere = (*builtin, "https://creativecommons.org/", f"{UMBRELLA}/")
        strangers = {term for term in spoken_of - at_hand if not str(term).startswith(elsewhere)}
        assert strangers <= {UMBRELLA}, f"{stem}.ttl neither declares nor imports {sorted(strangers)}"


def test_the_catalogue_leads_each_import_to_its_file(project: Project, modules: dict[str, Graph]) -> None:
    catalogue = ElementTree.parse(project.root / "ontology/catalog-v001.xml").getroot()  # noqa: S314
    entries = {entry.attrib["name"]: entry.attrib["uri"] for entry in catalogue}
    version = str(modules["entente"].value(UMBRELLA, OWL.versionInfo))
    versions = {str(version_iri(stem, version)): f"{stem}.ttl" for stem in modules}
    assert entries == versions | {str(module_iri(stem)): f"{stem}.ttl" for stem in modules}


def test_prefixes_are_those_of_the_project_each_used_and_in_order(files: dict[str, Path]) -> None:
    for path in files.values():
        text = path.read_text(encoding="utf-8")
        declared = dict(re.findall(r"^@prefix (\S*): <(\S+)> \.$", text, flags=re.MULTILINE))
        assert declared, f"{path.name} declares no prefix"
        assert list(declared) == sorted(declared), f"{path.name} does not list its prefixes in order"
        body = re.sub(r"^@prefix .*$|\"[^\"]*\"|<[^>]*>|^ *#.*$", "", text, flags=re.MULTILINE)
        for prefix, namespace in declared.items():
            assert PREFIXES.get(prefix) == namespace, f"{path.name}: {prefix}"
            assert re.search(rf"(?<![\w-]){prefix}:", body), f"{path.name} does not use {prefix}:"


def test_terms_stand_in_the_order_of_a_module(files: dict[str, Path]) -> None:
    for path in files.values():
        text = path.read_text(encoding="utf-8")
        kinds = re.findall(r"^(?:ent|concept):\S+ a ((?:owl|skos):\w+)", text, flags=re.MULTILINE)
        places = [min(ORDER.index(kind), ORDER.index("skos:ConceptScheme")) for kind in kinds]
        assert places == sorted(places), f"{path.name} mixes classes, properties and concepts"


def test_the_readme_maps_every_file(project: Project, files: dict[str, Path]) -> None:
    readme = (project.root / "ontology/README.md").read_text(encoding="utf-8")
    assert {match + ".ttl" for match in re.findall(r"^\| `([\w-]+)\.ttl`", readme, flags=re.MULTILINE)} == {
        path.name for path in files.values()
    }


def test_no_literal_is_one_that_stores_rewrite(modules: dict[str, Graph]) -> None:
    for stem, graph in modules.items():
        literals = [term for term in graph.objects() if isinstance(term, Literal)]
        assert literals, stem
        assert not [term for term in literals if term.datatype == XSD.boolean], stem
        assert {term.language for term in literals if term.language} <= {"en"}, stem

"""The folder opens without a network: the catalogue leads each import to a file, and a tool that follows reads all."""

from pathlib import Path
from xml.etree import ElementTree

import owlready2
import pytest
from rdflib import OWL, Graph, URIRef

from kg.prefixes import BASE, ENT
from kg.project import Project

UMBRELLA = f"{BASE}ontology"


@pytest.fixture(scope="module")
def catalogue(project: Project) -> dict[str, Path]:
    """Return the file that each IRI is in."""
    folder = project.root / "ontology"
    entries = ElementTree.parse(folder / "catalog-v001.xml").getroot()  # noqa: S314
    found = {entry.attrib["name"]: folder / entry.attrib["uri"] for entry in entries}
    assert len(found) > 20
    return found


def test_every_import_is_in_the_catalogue_and_its_file_is_that_ontology(
    catalogue: dict[str, Path], modules: dict[str, Graph]
) -> None:
    imports = {str(iri) for graph in modules.values() for iri in graph.objects(None, OWL.imports)}
    assert imports
    assert imports <= catalogue.keys()
    for iri, path in catalogue.items():
        graph = modules[path.stem]
        named = (URIRef(iri), None, OWL.Ontology) in graph or (None, OWL.versionIRI, URIRef(iri)) in graph
        assert named, f"{path.name} is not {iri}"


def test_owlready2_follows_all_imports_without_a_network(
    catalogue: dict[str, Path], modules: dict[str, Graph], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # It reads no catalogue and no Turtle: each entry becomes a file named by the end of its IRI, as it looks for them.
    for iri, path in catalogue.items():
        if (URIRef(iri), None, OWL.Ontology) in modules[path.stem]:
            modules[path.stem].serialize(tmp_path / f"{iri.rpartition('/')[2]}.rdf", format="xml")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("an import was looked for in the network")

    monkeypatch.setattr("urllib.request.urlopen", refuse)
    owlready2.onto_path.append(str(tmp_path))
    try:
        world = owlready2.World()
        umbrella = world.get_ontology(UMBRELLA).load(only_local=True)
    finally:
        owlready2.onto_path.remove(str(tmp_path))
    opened = {one.base_iri.rstrip("#/") for one in umbrella.indirectly_imported_ontologies()}
    assert opened == {UMBRELLA} | {str(iri) for iri in modules["entente"].objects(None, OWL.imports)}
    assert world[f"{ENT}Barrier"].is_a == [world[f"{ENT}Influence"]]

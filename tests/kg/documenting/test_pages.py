"""The pages: every term with all that its module says of it, each at one anchor, and no link that leads nowhere."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import urldefrag

import pytest
from rdflib import RDF, RDFS, SH, SKOS, Graph, URIRef

from kg.documenting.files import files_of
from kg.documenting.links import Links
from kg.documenting.pages import page_of
from kg.documenting.reference import Reference
from kg.documenting.terms import anchor_of
from kg.prefixes import ENT, PREFIXES, expand
from kg.project import Project

OURS = (ENT, PREFIXES["concept"])


class Reader(HTMLParser):
    """A page's ids, its links, and the text inside each element that has an id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag in ("a", "link") and found.get("href"):
            self.links.append(found["href"] or "")
        if tag not in ("meta", "link", "rect", "path"):
            self._open.append((tag, found.get("id")))

    def handle_endtag(self, tag: str) -> None:
        self.handle_data(" ")
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            if name:
                self.words[name] = self.words.get(name, "") + data


def squeezed(text: str) -> str:
    return " ".join(text.split()).replace(" ,", ",")


@pytest.fixture(scope="module")
def ontology(project: Project) -> Graph:
    graph = Graph()
    for path in project.ontology:
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def page(used_reference: Reference) -> Reader:
    """Return the page of the whole ontology, as the server has it."""
    return Reader(page_of(used_reference, used_reference.documents.ontology, Links()).html)


@pytest.fixture(scope="module")
def folder(used_reference: Reference) -> dict[str, str]:
    """Return all exported files by their paths."""
    return dict(files_of(used_reference))


@pytest.fixture(scope="module")
def pages(folder: dict[str, str]) -> dict[str, Reader]:
    """Return the pages among them."""
    found = {name: Reader(html) for name, html in folder.items() if name.endswith(".html")}
    assert len(found) > 35
    return found


@pytest.fixture(scope="module")
def shapes_page(pages: dict[str, Reader]) -> Reader:
    return pages["shapes.html"]


def entry(page: Reader, iri: str) -> str:
    return squeezed(page.words[anchor_of(iri)])


def test_every_term_has_all_its_texts_in_its_entry(page: Reader, ontology: Graph) -> None:
    texts = (RDFS.label, SKOS.definition, SKOS.scopeNote, SKOS.example)
    terms = {s for s in ontology.subjects(SKOS.definition) if str(s).startswith(OURS)}
    assert len(terms) > 300
    for term in terms:
        for field in texts:
            for text in ontology.objects(term, field):
                assert squeezed(str(text)) in entry(page, str(term)), f"{term}: {field}"


def test_every_term_has_its_axioms_in_its_entry(page: Reader, ontology: Graph, used_reference: Reference) -> None:
    rows = {
        RDFS.subClassOf: "Subclass of",
        RDFS.subPropertyOf: "Subproperty of",
        RDFS.domain: "Leads from",
        RDFS.range: "Leads to",
        SKOS.inScheme: "In the code list",
        SKOS.broader: "Broader",
    }
    for predicate, name in rows.items():
        said = [(s, o) for s, o in ontology.subject_objects(predicate) if str(s).startswith(OURS)]
        assert said, name
        for subject, value in said:
            told = {row.name: row.terms for row in used_reference.terms[str(subject)].rows}
            assert str(value) in told[name], f"{subject} {name}"
            assert name in entry(page, str(subject))
    assert "functional: at most one value" in entry(page, ENT + "factor")
    assert "transitive" in entry(page, ENT + "subEventOf")
    assert "Follows from the chain during administration then in period" in entry(page, ENT + "atPeriod")
    assert "Inverse of has tenure" in entry(page, ENT + "officeHolder")
    assert "Never also precipitant, unspecified influence" in entry(page, ENT + "Barrier")
    assert "Rank 0" in entry(page, expand("concept:overlap-stated"))
    narrower = "Narrower not materialised, shelved, signing aborted, suspended"
    assert narrower in entry(page, expand("concept:stage-stalled"))


def test_every_alignment_is_in_an_entry(page: Reader, used_reference: Reference) -> None:
    (alignments,) = (one for one in used_reference.documents.apart if one.name == "alignments")
    count = 0
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for subject, value in alignments.graph.subject_objects(predicate):
            told = {iri for row in used_reference.terms[str(subject)].rows for iri in row.terms}
            assert str(value) in told, subject
            count += 1
    for subject, note in alignments.graph.subject_objects(SKOS.note):
        assert squeezed(str(note)) in entry(page, str(subject))
        count += 1
    assert count > 40


def test_every_shape_has_its_texts_in_its_entry(shapes_page: Reader, used_reference: Reference) -> None:
    graph = used_reference.documents.shapes.graph
    count = 0
    for field in (SH.name, SH.message):
        for shape, text in graph.subject_objects(field):
            words = squeezed(shapes_page.words[str(shape).removeprefix(PREFIXES["shapes"])])
            assert squeezed(str(text)) in words, shape
            count += 1
    assert count > 400
    for shape, query in graph.subject_objects(SH.select):
        assert squeezed(str(query)) in squeezed(shapes_page.words[str(shape).removeprefix(PREFIXES["shapes"])])


def test_a_term_is_told_its_shapes_and_questions(page: Reader) -> None:
    party = entry(page, ENT + "party")
    assert "It has no parties yet Violation A proposal has no parties or members" in party
    assert "Two parties Warning" in party
    assert "Which agreements and proposals stalled" in entry(page, expand("concept:stage-stalled"))


def test_a_term_is_told_its_use_in_the_graph(page: Reader, used_reference: Reference) -> None:
    barriers = used_reference.usage[ENT + "Barrier"]
    assert f"{barriers.count} things" in entry(page, ENT + "Barrier")
    assert len(barriers.examples) == 3
    for example in barriers.examples:
        assert squeezed(example.label) in entry(page, ENT + "Barrier")
        assert example.thing.replace("https://w3id.org/entente", "") in page.links


def test_anchors_are_unique_on_every_page(pages: dict[str, Reader]) -> None:
    for name, reader in pages.items():
        assert len(reader.ids) == len(set(reader.ids)), name


def test_every_link_between_the_files_leads_somewhere(folder: dict[str, str], pages: dict[str, Reader]) -> None:
    ids = {name: set(reader.ids) for name, reader in pages.items()}
    followed = 0
    for name, reader in pages.items():
        for link in reader.links:
            if re.match(r"https?:", link):
                continue
            address, fragment = urldefrag(link)
            target = name if not address else str(resolved(PurePosixPath(name).parent / address))
            assert target in folder, f"{name}: {link}"
            assert not fragment or fragment in ids[target], f"{name}: {link}"
            followed += 1
    assert followed > 5000


def resolved(path: PurePosixPath) -> PurePosixPath:
    parts: list[str] = []
    for part in path.parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return PurePosixPath(*parts)


def test_pictures_say_in_words_what_they_show_and_have_no_script(folder: dict[str, str]) -> None:
    html = folder["ontology.html"]
    pictures = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(pictures) > 15
    for picture in pictures:
        title, told = re.search(r"<title[^>]*>(.+?)</title>", picture), re.search(r"<desc[^>]*>(.+?)</desc>", picture)
        assert title
        assert told
        assert not re.search(r"style=|fill=|stroke=", picture), "a colour of its own would not follow light and dark"
    assert "<script" not in html


def test_nothing_of_another_site_is_loaded(folder: dict[str, str]) -> None:
    for name, html in folder.items():
        if name.endswith(".html"):
            assert not re.search(r"(?:src|srcset)=|@import|url\(", html), name


def test_every_property_of_a_module_is_in_its_picture(used_reference: Reference, folder: dict[str, str]) -> None:
    for module in used_reference.documents.modules:
        kinds = ("object property", "data property")
        properties = [term for term in used_reference.terms_of(module) if term.kind in kinds]
        picture = re.search(rf'<svg[^>]*"picture-{module.name}-title.*?</svg>', folder["ontology.html"], re.DOTALL)
        assert (picture is not None) == bool(properties), module.name
        for term in properties:
            assert picture is not None
            assert f">{term.label}</text>" in unescape(picture[0]), term.iri


def test_exported_files_are_the_documents(folder: dict[str, str], reference: Reference) -> None:
    assert {Path(name).suffix for name in folder} == {".html", ".ttl", ".jsonld", ".rdf", ".nt"}
    assert len(folder) == 5 * len(reference.documents.all)
    assert URIRef(ENT + "Barrier") in set(Graph().parse(data=folder["ontology.ttl"]).subjects(RDF.type))

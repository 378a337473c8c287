"""Each statement is found on the line where its object begins, and what is not plain TriG is refused there."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.claims.turtle import read_turtle, statements_of
from kg.errors import InputError, SyntaxProblem
from kg.project import Project

PREFIXES = """@prefix ent: <https://w3id.org/entente/ontology#> .
@prefix claim: <https://w3id.org/entente/claim/park-young-june/> .
@prefix event: <https://w3id.org/entente/id/event/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
TEXT = (
    PREFIXES
    + '''# a comment with a ; and a "quote
claim:one
    a ent:FactualClaim ;

    rdfs:label """two
lines"""@en ;   # after it
    ent:evidence event:a ,
        event:b .
claim:one { event:a a ent:Event ; ent:ordinal 7 ;
    ent:participant event:b .
    event:b
        ent:participant event:a }
'''
)


def write(folder: Path, text: str, name: str = "x.trig") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_each_statement_has_the_line_of_its_object(tmp_path: Path) -> None:
    found = [(said.line, said.object.value.rpartition("/")[2]) for said in statements_of(write(tmp_path, TEXT))]
    names = [(line, name.rpartition("#")[2]) for line, name in found]
    assert names == [
        (7, "FactualClaim"),
        (9, "two\nlines"),
        (11, "a"),
        (12, "b"),
        (13, "Event"),
        (13, "7"),
        (14, "b"),
        (16, "a"),
    ]


def test_blocks_are_told_apart_with_their_first_line(tmp_path: Path) -> None:
    blocks = read_turtle(write(tmp_path, TEXT)).blocks
    assert [(block.line, block.is_graph) for block in blocks] == [(6, False), (13, True)]


def test_the_path_is_shown_from_the_root(tmp_path: Path) -> None:
    assert read_turtle(write(tmp_path, TEXT), root=tmp_path).statements[0].path == Path("x.trig")


def test_lines_are_right_with_carriage_returns(tmp_path: Path) -> None:
    path = tmp_path / "x.trig"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert [said.line for said in statements_of(path)] == [7, 9, 11, 12, 13, 13, 14, 16]


def test_every_file_has_the_statements_that_oxigraph_reads(project: Project) -> None:
    documents = {*project.ontology, *project.shapes}
    files = [*documents, *project.entities, *project.background, *project.claims, *project.notes]
    assert len(files) > 30
    formats = {".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG}
    for path in files:
        expected = Counter(ox.parse(path=path, format=formats[path.suffix]))
        found = Counter(
            ox.Quad(said.subject, said.predicate, said.object, said.graph)
            for said in statements_of(path, document=path in documents)
        )
        if path in documents:
            assert found.total() == expected.total(), path
        else:
            assert found == expected, path


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("event:a a ent:Event", 5, "Unexpected end"),
        ("event:a a\n ent:Event ;\n ent:ordinal ] .", 7, "]"),
        ("event:a ent:participant [ a ent:Event ] .", 5, "blank node"),
        ("event:a a ent:Event .\n_:x a ent:Event .", 6, "blank node"),
        ("event:a ent:participant ( event:b ) .", 5, "blank node"),
        ("_:x { event:a a ent:Event }", 5, "has no name"),
        ("{ event:a a ent:Event }", 5, "has no name"),
        ("event:a a <Event> .", 5, "No scheme"),
        ("@base <http://a.example/> .\nevent:a a ent:Event .", 5, "base IRI"),
        ("BASE <http://a.example/>\nevent:a a ent:Event .", 5, "base IRI"),
        ("event:a a ent:Event .\n@prefix ent: <http://other.example/> .", 6, "ent: stands for"),
        ("PREFIX schema: <http://schema.org/>\n", 5, "schema: stands for"),
        ("@prefix other: <http://other.example/> .", 5, "not one of ours"),
        ("@prefix : <http://other.example/> .", 5, "not one of ours"),
        ("event:a a nope:Event .", 5, "nope:"),
        ('event:a a ent:Event ;\n rdfs:label "A"@EN .', 6, "not in lower case"),
        ("event:a a ent:Event {| ent:ordinal 1 |} .", 5, "not Turtle or TriG 1.1"),
        ("event:a a ent:Event .\nevent:b a <http://a b> .", 6, "' '"),
    ],
)
def test_what_is_not_plain_is_refused_at_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(SyntaxProblem) as caught:
        statements_of(write(tmp_path, PREFIXES + text))
    assert caught.value.line == line
    assert says in caught.value.what
    assert str(caught.value).startswith(f"{tmp_path / 'x.trig'}:{line}: ")
    assert "\n" not in str(caught.value)


def test_a_syntax_error_has_its_column(tmp_path: Path) -> None:
    with pytest.raises(SyntaxProblem, match=r"x\.trig:1: .* \(column 1\)") as caught:
        statements_of(write(tmp_path, "event:a a event:b ."))
    assert (caught.value.line, caught.value.column) == (1, 1)


def test_what_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_bytes(b"# caf\xe9\n")
    with pytest.raises(SyntaxProblem, match=r"byte 6 is not UTF-8"):
        statements_of(path)


def test_a_document_may_have_a_base_and_blank_nodes(tmp_path: Path) -> None:
    text = "@base <http://a.example/> .\n" + PREFIXES + "<x> a ent:Event ;\n ent:participant [\n a ent:Person ] .\n"
    found = statements_of(write(tmp_path, text, "x.ttl"), document=True)
    assert [(said.line, type(said.object).__name__) for said in found] == [
        (6, "NamedNode"),
        (8, "NamedNode"),
        (7, "BlankNode"),
    ]
    assert found[0].subject == ox.NamedNode("http://a.example/x")


def test_a_byte_order_mark_moves_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff" + TEXT)
    assert [said.line for said in statements_of(path)][:2] == [7, 9]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("claim:one { event:a ent:participant " + "(" * 3000 + ")" * 3000 + " }", "5: brackets are nested too deep"),
        ("claim:one { event:a ent:participant <<( ent:a ent:b ent:c )>> }", "5: this is not Turtle or TriG 1.1"),
        ('claim:one rdfs:label "' + "x" * 20_000_000 + '"@en .', "too long to be read"),
    ],
)
def test_what_breaks_a_parser_is_told_in_a_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(SyntaxProblem, match=says):
        read_turtle(write(tmp_path, PREFIXES + text))


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.trig").mkdir()
    (tmp_path / "gone.trig").symlink_to("nowhere")
    for name in ("folder.trig", "gone.trig"):
        with pytest.raises(InputError, match=f"{name}: cannot be read"):
            read_turtle(tmp_path / name)

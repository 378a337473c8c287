"""Anybody's RDF is read by one parser that opens nothing, and each statement keeps its line where there are lines."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.claims.foreign import BLANK, NO_LINE, SYNTAXES, read_foreign, recognised
from kg.errors import SyntaxProblem

TURTLE, TRIG, NT, NQ = (
    ox.RdfFormat.TURTLE,
    ox.RdfFormat.TRIG,
    ox.RdfFormat.N_TRIPLES,
    ox.RdfFormat.N_QUADS,
)
FILE = Path("theirs")


def lines(text: str, syntax: ox.RdfFormat) -> list[tuple[str, int]]:
    return [(said.predicate.value, said.line) for said in read_foreign(text.encode(), syntax, FILE)]


def test_turtle_with_prefixes_of_its_own_a_base_and_blank_nodes_has_lines() -> None:
    text = """@prefix x: <urn:x:> .
@base <http://example.org/> .
x:a x:p <rel> ,
        "W"@EN-GB ;
    x:q [ x:r 007 ;
          x:s 1.50 ] .
"""
    assert sorted(lines(text, TURTLE)) == [
        ("urn:x:p", 3),
        ("urn:x:p", 4),
        ("urn:x:q", 5),
        ("urn:x:r", 5),
        ("urn:x:s", 6),
    ]


def test_the_same_said_twice_of_blank_nodes_has_both_lines() -> None:
    assert lines("[] <urn:p> 1 .\n[] <urn:p> 1 .", TURTLE) == [("urn:p", 1), ("urn:p", 2)]


def test_trig_keeps_graphs_and_lines() -> None:
    text = "<urn:g> { <urn:a> <urn:p>\n<urn:b> }\n_:h { <urn:a> <urn:q> <urn:b> }\n{ <urn:a> <urn:r> 1 }"
    said = read_foreign(text.encode(), TRIG, FILE)
    assert [(str(one.graph), one.line) for one in said] == [
        ("<urn:g>", 2),
        (f"<{BLANK}1-1>", 3),
        ("DEFAULT", 4),
    ]


def test_line_syntaxes_have_the_line_itself() -> None:
    text = '<urn:a> <urn:p> "x" .\n# remark\n\n<urn:a> <urn:q> "y\\nz" .\r\n_:b <urn:r> <urn:c> .'
    assert lines(text, NT) == [("urn:p", 1), ("urn:q", 4), ("urn:r", 5)]
    assert lines("<urn:a> <urn:p> <urn:b> <urn:g> .", NQ) == [("urn:p", 1)]


def test_json_ld_and_rdf_xml_have_no_line() -> None:
    assert lines('{"@id":"urn:a","urn:p":"x"}', ox.RdfFormat.JSON_LD) == [("urn:p", NO_LINE)]


def test_blank_nodes_of_two_files_stay_apart() -> None:
    one, two = (read_foreign(b"_:x <urn:p> 1 .", TURTLE, FILE, number) for number in (1, 2))
    assert one[0].subject != two[0].subject
    assert str(one[0].subject) == f"<{BLANK}1-1>"


@pytest.mark.parametrize(
    ("text", "syntax", "said"),
    [
        ("<urn:a> <urn:p> .", ".ttl", "theirs:1: "),
        ("<urn:a> <urn:p> <b> .", ".ttl", "No scheme"),
        ("<urn:a> <urn:p>\n<urn:b> .", ".nt", "theirs:2: "),
        ("<urn:a> <urn:p> <<( <urn:a> <urn:p> 1 )>> .", ".ttl", "RDF 1.2"),
        ('{"@context":"http://127.0.0.1:9/c","@id":"urn:a"}', ".jsonld", "nothing is fetched"),
        ('{"@context":"file:///etc/hostname","@id":"urn:a"}', ".jsonld", "nothing is fetched"),
        ('{"@id":"urn:a","urn:p":' * 5000 + "1" + "}" * 5000, ".jsonld", "nested too deep"),
        ("<urn:s> <urn:p> " + "[ <urn:p> " * 10_000 + "1" + " ]" * 10_000 + " .", ".ttl", "nested too deep"),
        (
            '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rdf:RDF '
            'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">'
            '<rdf:Description rdf:about="urn:s"><e:p>&x;</e:p></rdf:Description></rdf:RDF>',
            ".rdf",
            "ENTITY",
        ),
    ],
)
def test_what_cannot_be_read_is_one_error(text: str, syntax: str, said: str) -> None:
    with pytest.raises(SyntaxProblem, match=said):
        read_foreign(text.encode(), SYNTAXES[syntax], FILE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@prefix x: <urn:x:> . x:a x:p x:b .", "TriG"),
        ("[ a <urn:X> ] .", "TriG"),
        ("# remark\n<urn:a> <urn:p> <urn:b> .", "TriG"),
        ('<urn:a> <urn:p> "x"^^<urn:t> .', "TriG"),
        ('<urn:a> <urn:p> "x"^^<urn:t> <urn:g> .', "N-Quads"),
        ("<urn:a> <urn:p> <urn:b> _:g .", "N-Quads"),
        ('\ufeff{ "@id": "urn:a" }', "JSON-LD"),
        ('[{"@id":"urn:a"}]', "JSON-LD"),
        ('<?xml version="1.0"?><rdf:RDF/>', "RDF/XML"),
    ],
)
def test_a_syntax_is_recognised(text: str, name: str) -> None:
    assert recognised(text.encode()).name == name

"""Tokens of SPARQL: what stands in a query, whatever stands in strings, IRIs and comments."""

import time

import pytest

from kg.querying.lexing import place_of, tokens_of


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?s a ent:Barrier.", "variable:?s word:a name:ent:Barrier mark:."),
        ("<urn:a> ^ent:b/ent:c* $x", "iri:<urn:a> mark:^ name:ent:b mark:/ name:ent:c mark:* variable:$x"),
        ('"a } #" # "b"', 'string:"a } #"'),
        ('"""a "quoted" one"""@en-GB', 'string:"""a "quoted" one""" language:@en-GB'),
        ("'it\\'s' ''", "string:'it\\'s' string:''"),
        ("_:b1.2 [] -1.5e3", "blank:_:b1.2 mark:[ mark:] number:-1.5e3"),
        ("?a < ?b && ?c>=1", "variable:?a mark:< variable:?b mark:&& variable:?c mark:>= number:1"),
        ('"2012"^^edtf:EDTF', 'string:"2012" mark:^^ name:edtf:EDTF'),
        ("PREFIX : <urn:x#>", "word:PREFIX name:: iri:<urn:x#>"),
        ("ex:a\\,b:c%20 ?é", "name:ex:a\\,b:c%20 variable:?é"),
    ],
)
def test_tokens(query: str, told: str) -> None:
    assert " ".join(f"{token.kind}:{token.text}" for token in tokens_of(query)) == told


def test_a_token_knows_its_place() -> None:
    query = "SELECT *\n{ ?s ?p 'é' }"
    (token,) = [token for token in tokens_of(query) if token.kind == "string"]
    assert query[token.start : token.end] == "'é'"
    assert place_of(query, token.start) == (2, 9)


@pytest.mark.parametrize("piece", ["a.", "<", "'", "(", "{", "?s ?p ?o; ", "a:b.", '"""', "\\", "_:a.", "%"])
def test_no_text_takes_long(piece: str) -> None:
    began = time.perf_counter()
    assert [*tokens_of(piece * (16_000 // len(piece)))]
    assert time.perf_counter() - began < 1

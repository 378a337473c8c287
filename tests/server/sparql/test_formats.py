"""What a query of each form gets, by Accept and by name."""

import pytest

from server.problems import Problem
from server.sparql.formats import GRAPHS, QUADS, formats_for, pick

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"


@pytest.mark.parametrize("form", ["SELECT", "ASK", None])
@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", "text/csv"),
        (CHROME, "application/xml"),
        (JAVA, JSON),
        ("application/json", "application/json"),
        (f"{XML};charset=utf-8", XML),
        (f"{XML};q=0.9, {JSON};q=0.1", XML),
        (f"{JSON};q=0, */*", XML),
        ("text/turtle, text/tab-separated-values;q=0.1", "text/tab-separated-values"),
        ("text/turtle", None),
        ("application/ld+json, application/n-triples, application/rdf+xml", None),
        ("text/html", None),
    ],
)
def test_rows_and_truths_are_never_sent_as_rdf(form: str | None, accept: str | None, expected: str | None) -> None:
    assert picked(form, accept, None) == expected


@pytest.mark.parametrize("form", ["CONSTRUCT", "DESCRIBE"])
@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/*", "text/turtle"),
        ("application/*", "application/n-triples"),
        (CHROME, "text/turtle"),
        (JAVA, "text/turtle"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#flattened"', "application/ld+json"),
        ("application/ld+json;profile=x;q=0.2, application/rdf+xml;q=0.3", "application/rdf+xml"),
        (f"{JSON}, {XML}, text/csv", None),
    ],
)
def test_triples_are_never_sent_as_rows(form: str, accept: str | None, expected: str | None) -> None:
    assert picked(form, accept, None) == expected


@pytest.mark.parametrize(
    ("form", "name", "expected"),
    [
        ("SELECT", "json", JSON),
        ("SELECT", "Xml", XML),
        ("ASK", "tsv", "text/tab-separated-values"),
        ("SELECT", JSON, JSON),
        ("SELECT", JSON.replace("+", " "), JSON),
        ("SELECT", "turtle", None),
        ("SELECT", "", None),
        ("CONSTRUCT", "ttl", "text/turtle"),
        ("CONSTRUCT", "nt", "application/n-triples"),
        ("CONSTRUCT", "xml", "application/rdf+xml"),
        ("CONSTRUCT", "rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT", "rdf xml", "application/rdf+xml"),
        ("CONSTRUCT", "json-ld", "application/ld+json"),
        ("CONSTRUCT", "json", "application/ld+json"),
        ("DESCRIBE", "csv", None),
    ],
)
def test_a_name_beats_accept(form: str, name: str, expected: str | None) -> None:
    assert picked(form, "image/png", name) == expected


def picked(form: str | None, accept: str | None, name: str | None) -> str | None:
    """Return the media type, or None where it is refused with all that is offered."""
    try:
        return pick(formats_for(form), accept, name).media_type
    except Problem as problem:
        assert (problem.status, problem.headers["Vary"]) == (406, "Accept")
        assert problem.members["offered"] == [format_.media_type for format_ in formats_for(form)]
        return None


def test_no_name_means_two_formats_of_one_offer() -> None:
    for offered in (formats_for("SELECT"), GRAPHS, QUADS):
        names = [name for format_ in offered for name in (format_.media_type, *format_.names)]
        assert len(names) == len(set(names))

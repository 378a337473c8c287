"""A query's form and an Accept header in; the result format that the client gets out."""

from dataclasses import dataclass
from functools import lru_cache

from server.negotiation import choose
from server.problems import Problem


@dataclass(frozen=True)
class Format:
    """One way to send a result.

    `media_type` is what is offered, `engine` the name by which the engine knows the syntax, `names` what `format=` may
    call it besides the media type.
    """

    media_type: str
    engine: str
    names: tuple[str, ...] = ()

    @property
    def of_quads(self) -> bool:
        """Whether it is a syntax for several graphs with their names, and for nothing less."""
        return self.media_type in ("application/trig", "application/n-quads")

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


_JSON, _XML = "application/sparql-results+json", "application/sparql-results+xml"

RESULTS = (
    Format(_JSON, _JSON, ("json",)),
    Format(_XML, _XML, ("xml",)),
    Format("text/csv", "text/csv", ("csv",)),
    Format("text/tab-separated-values", "text/tab-separated-values", ("tsv",)),
    Format("application/json", _JSON),
    Format("application/xml", _XML),
    Format("text/xml", _XML),
)
"""For SELECT and ASK; the first is what a client gets that takes anything."""

GRAPHS = tuple(
    Format(media_type, media_type, names)
    for media_type, names in (
        ("text/turtle", ("turtle", "ttl")),
        ("application/n-triples", ("ntriples", "nt")),
        ("application/rdf+xml", ("rdfxml", "rdf", "rdf+xml", "xml")),
        ("application/ld+json", ("jsonld", "json-ld", "json")),
        ("application/trig", ("trig",)),
        ("application/n-quads", ("nquads", "nq")),
        ("text/n3", ("n3",)),
    )
)
"""For CONSTRUCT, DESCRIBE, the service description and graphs. `xml` and `json` are what SPARQLWrapper asks for."""

QUADS = tuple(
    format_
    for media_type in ("application/trig", "application/n-quads", "application/ld+json")
    for format_ in GRAPHS
    if format_.media_type == media_type
)
"""For a graph with its name."""

HTML = Format("text/html", "", ("html",))
"""For people; offered only where there is a page."""


def formats_for(form: str | None) -> tuple[Format, ...]:
    """What can be sent for a query of this form; for one whose form is not known yet, what a SELECT would get."""
    return GRAPHS if form in ("CONSTRUCT", "DESCRIBE") else RESULTS


@lru_cache(256)
def pick(offered: tuple[Format, ...], accept: str | None, wanted: str | None) -> Format:
    """The format that `format=` names, else the one that Accept likes best; raises Problem 406 with what there is."""
    if wanted is not None:
        name = wanted.lower().replace(" ", "+")  # what `+` in an address is decoded to
        for format_ in offered:
            if name in (format_.media_type, *format_.names):
                return format_
        raise _not_acceptable(f"There is no format {wanted!r} for this.", offered)
    chosen = choose(accept, [format_.media_type for format_ in offered])
    if chosen is None:
        raise _not_acceptable("Nothing that the Accept header takes can be sent for this.", offered)
    return next(format_ for format_ in offered if format_.media_type == chosen)


def _not_acceptable(detail: str, offered: tuple[Format, ...]) -> Problem:
    return Problem(
        406,
        "not-acceptable",
        f"{detail} `offered` lists what can.",
        {"Vary": "Accept"},
        offered=[format_.media_type for format_ in offered],
        names=[name for format_ in offered for name in format_.names],
    )

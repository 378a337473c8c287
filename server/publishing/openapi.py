"""What this server offers, as its code and settings say, in; the description of its routes, for machines, out.

Media types, limits and questions are those of the code; that every route is described, a test compares. HEAD is for
whatever GET is for, and OPTIONS says what there is: neither is described again. Source: OpenAPI 3.1.
"""

import json
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from kg.building.dumps import DUMPS
from kg.building.report_formats import FORMATS
from kg.documenting.syntaxes import SYNTAXES
from kg.prefixes import BASE
from kg.querying.query_file import QueryFile
from server.explaining import description as explaining
from server.finding import description as finding
from server.problems import MEDIA_TYPE
from server.publishing.change_operations import change_paths
from server.publishing.documents import FOLDERS, SUFFIXES, WITH_GRAPHS
from server.publishing.operations import TEXT, Json, content, in_path, kept, operation, or_page, parameter, ref, some
from server.publishing.profiles import PROFILES
from server.publishing.schemas import HEALTH, PROBLEM
from server.questions.operations import question_paths
from server.representations import Representation
from server.settings import Settings
from server.sparql.formats import GRAPHS, HTML, RESULTS
from server.validation import submission

_GRAPHS, _RESULTS = ([one.media_type for one in formats] for formats in (GRAPHS, RESULTS))
_NAMES = [name for one in (*RESULTS, *GRAPHS) for name in one.names]
_WITHOUT_HTML = "For who asks for HTML, the way to the page."
_FORM = "application/x-www-form-urlencoded"


class OpenApi:
    """The description of a server with these settings and saved questions."""

    def __init__(self, settings: Settings, questions: Sequence[QueryFile]) -> None:
        self.description = _description(settings, questions)
        headers = {"X-Content-Type-Options": "nosniff"}
        self._made = Representation.of("application/json", json.dumps(self.description).encode(), headers)

    async def read(self, request: Request) -> Response:
        """The description as JSON."""
        return self._made.reply(request)


def _description(settings: Settings, questions: Sequence[QueryFile]) -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Entente",
            "version": "1",
            "summary": "A knowledge graph of scholarly writing on diplomacy, and its read-only SPARQL endpoint.",
            "description": "The dataset does not change while it is served: answers carry entity tags and may be kept. "
            f"Every error is `{MEDIA_TYPE}`, and says what is wrong and what to do. Wherever there is GET, there is "
            "HEAD; OPTIONS names the methods.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": _queries(settings)
        | _fragments()
        | question_paths(settings, questions)
        | _validation(settings)
        | _documents()
        | change_paths()
        | _pages(settings, [question.name for question in questions])
        | finding.paths(settings)
        | explaining.paths(settings)
        | _of_operators(),
        "components": {
            "schemas": {"Problem": PROBLEM, "Health": HEALTH},
            "responses": {"Problem": content("A problem, in words.", {MEDIA_TYPE: ref("schemas", "Problem")})},
        },
    }


def _queries(settings: Settings) -> Json:
    timeout = {"type": "number", "exclusiveMinimum": 0, "maximum": settings.query_timeout_max}
    graphs = {"type": "array", "items": TEXT}
    query = {"type": "string", "description": f"A SPARQL 1.1 query of {settings.query_size} KiB at most."}
    dataset = [
        parameter("default-graph-uri", graphs, "A graph of the dataset to be queried; over FROM."),
        parameter("named-graph-uri", graphs, "A named graph of the dataset to be queried; over FROM NAMED."),
        parameter("format", {"type": "string", "examples": _NAMES}, "The format by name or media type; over Accept."),
        parameter("timeout", timeout, f"Seconds that the query may take, instead of {settings.query_timeout:g}."),
    ]
    fields = {"query": query} | {one["name"]: one["schema"] for one in dataset}
    answers = kept(some("The whole answer.", [*_RESULTS, *_GRAPHS]))
    form = {"type": "object", "required": ["query"], "properties": fields}
    named = [
        parameter("graph", TEXT, "The IRI of a named graph."),
        parameter("default", TEXT, "The default graph.") | {"allowEmptyValue": True},
        dataset[2],
    ]
    graph = kept(some("The graph, whole; what is no fact of the author's own only with its name.", _GRAPHS))
    return {
        "/sparql": {
            "parameters": dataset,
            "get": operation(
                "Ask a query; without one, the service description, or for a browser the page.",
                answers | {"303": {"description": _WITHOUT_HTML}},
                [parameter("query", query, "The query.")],
            ),
            "post": operation(
                "Ask a query that is sent as a form or as it is. Updates are refused.",
                answers,
                body={_FORM: form, "application/sparql-query": query},
            ),
        },
        "/graph-store": {"parameters": named, "get": operation("A graph that is named by its IRI.", graph)},
        "/graph-store/{path}": {
            "parameters": [in_path("path", f"The graph's IRI below {BASE}."), dataset[2]],
            "get": operation("A graph that is named by its path.", graph),
        },
    }


def _fragments() -> Json:
    terms = {"subject": "An IRI.", "predicate": "An IRI.", "object": 'An IRI, or a literal like "text"@en.'}
    given = [parameter(name, TEXT, f"{what} Without it, or with a variable, any.") for name, what in terms.items()]
    page = parameter("page", {"type": "integer", "minimum": 1}, "The page, from 1.")
    form = parameter("format", {"type": "string"}, "The format by name or media type; over Accept.")
    answers = kept(some("A page of the default graph's triples that fit, and the way to the others.", _GRAPHS))
    return {"/fragments": {"get": operation("Triples by their pattern.", answers, [*given, page, form])}}


def _validation(settings: Settings) -> Json:
    fields = {"data": TEXT, "syntax": TEXT}
    file = {"file": {"type": "string", "format": "binary"}}
    reports = [one.media_type for one in FORMATS.values()]
    return {
        "/validate": {
            "get": operation("The form, for who asks for HTML.", some("The form.", [HTML.media_type])),
            "post": operation(
                f"Judge RDF of {settings.validate_size} KiB at most by the ontology and the shapes.",
                some("The report; of what is not valid, too.", reports) | or_page(),
                [parameter("format", {"type": "string", "examples": list(FORMATS)}, "Of the report; over Accept.")],
                body={
                    **dict.fromkeys(submission.SYNTAXES, TEXT),
                    _FORM: {"type": "object", "properties": fields},
                    "multipart/form-data": {"type": "object", "properties": fields | file},
                },
            ),
        }
    }


def _documents() -> Json:
    document = kept(some("The document.", [*(one.media_type for one in SYNTAXES), HTML.media_type]))
    elsewhere = {"303": {"description": "It is there.", "headers": {"Location": {"schema": TEXT}}}}
    suffix = {"type": "string", "enum": [*(one.suffix for one in SYNTAXES), *WITH_GRAPHS]}
    thing = {
        "parameters": [
            in_path("rest", f"The rest of the thing's IRI, below {BASE}; with a suffix, the document in that syntax."),
            parameter("_profile", {"type": "string", "enum": [one.token for one in PROFILES]}, "Over Accept-Profile."),
            parameter("page", {"type": "integer", "minimum": 1}, "The page of a document."),
            parameter("part", {"type": "integer", "minimum": 1}, "Of a page for people: the part of the claims."),
        ],
        "get": operation(
            "The way to what the graph says of a thing, or that document.",
            kept(some("The document.", SUFFIXES.values())) | elsewhere,
        ),
    }
    paths: Json = {f"/{folder}/{{rest}}": thing for folder in FOLDERS}
    paths["/context.jsonld"] = {
        "get": operation("The words of the documents in JSON-LD.", kept(some("They.", [SUFFIXES["jsonld"]])))
    }
    paths |= {
        "/dataset": {"get": thing["get"]},
        "/dataset.{suffix}": {
            "parameters": [in_path("suffix", "The syntax.", {"type": "string", "enum": list(SUFFIXES)})],
            "get": operation("What the dataset is.", kept(some("The document.", SUFFIXES.values()))),
        },
        "/.well-known/void": {
            "get": operation("What the dataset is, and its files.", kept(some("The description.", _GRAPHS)))
        },
        "/dumps/{name}": {
            "parameters": [in_path("name", "The file's name.", {"type": "string", "enum": list(DUMPS)})],
            "get": operation(
                "The dataset, to take away; all of it, or the part that Range names.",
                kept(some("The file.", ["application/gzip"])) | {"206": {"description": "The part."}},
            ),
        },
    }
    part = parameter("part", {"type": "integer", "minimum": 1}, "The part, where there are several.")
    paths |= {
        "/sitemap.xml": {
            "get": operation("Where everything lies.", kept(some("The map.", ["application/xml"])), [part])
        },
        "/robots.txt": {"get": operation("Where to look, and where not.", kept(some("It.", ["text/plain"])))},
    }
    for whole in ("ontology", "shapes"):
        paths |= {
            f"/{whole}": {
                "get": operation("The whole, as Accept likes it; a page for a browser.", document | elsewhere)
            },
            f"/{whole}.{{suffix}}": {
                "parameters": [in_path("suffix", "The syntax.", suffix)],
                "get": operation("The whole in one syntax; with its graph, the way to it.", document | elsewhere),
            },
            f"/{whole}/{{module}}": {
                "parameters": [in_path("module", "A module or a version; with a suffix, in one syntax.")],
                "get": operation("A part or a version.", document),
            },
        }
    return paths


def _pages(settings: Settings, questions: list[str]) -> Json:
    page = some("The page.", [HTML.media_type])
    asked = page | or_page()
    form = {"type": "object", "properties": {"query": TEXT}}
    question = parameter("question", {"type": "string", "enum": questions}, "The name of a saved question.")
    files = ["text/css", "text/javascript", "image/svg+xml"]
    narrowed = [
        parameter(role, TEXT, f"Only what has to do with this {role}: its IRI, or what follows {home} in it.")
        for role, home in (("actor", "id/"), ("issue", "id/"), ("level", "concept/"))
    ]
    return {
        "/": {"get": operation("What this is, and the answer to the first question.", page)},
        "/timeline": {"get": operation("A picture of what is told in time, and the same as a table.", page, narrowed)},
        "/timeline.svg": {"get": operation("The picture alone.", some("The picture.", files[2:]), narrowed)},
        "/timeline/claims": {
            "get": operation(
                "What the claims say that tell of one thing.",
                page,
                [parameter("thing", TEXT, "Its IRI, or what follows the base in it.")],
            )
        },
        "/table": {"get": operation("The article's table, rebuilt from the claims on its cells.", page)},
        "/ask": {
            "get": operation(
                "The form with a query in it, and its answer; of a saved question, the way to its page.",
                asked | {"308": {"description": "The page of the question."}},
                [parameter("query", TEXT, "It."), question],
            ),
            "post": operation(f"The same, for up to {settings.query_size} KiB.", asked, body={_FORM: form}),
        },
        "/complete.json": {
            "get": operation("What an editor completes.", kept(some("Prefixes and terms.", ["application/json"])))
        },
        "/check": {"get": operation("What is checked here, and what came of it.", kept(page))},
        "/check/report": {
            "get": operation("The validation report of what is served, or why there is none.", kept(page))
        },
        "/check/coverage": {"get": operation("The articles passage by passage, with the claims on each.", kept(page))},
        "/check/notes": {"get": operation("Our notes: where an article errs, or can be read in two ways.", page)},
        "/web/{name}": {
            "parameters": [in_path("name", "The file's name.")],
            "get": operation("A file that pages need.", some("The file.", files)),
        },
    }


def _of_operators() -> Json:
    health = content("Yes.", {"application/json": ref("schemas", "Health")})
    return {
        "/health/live": {"get": operation("Whether requests are read.", {"200": health})},
        "/health/ready": {
            "get": operation(
                "Whether a query has just been answered; the dataset and the limits.",
                {"200": health, "503": health | {"description": "No."}},
            )
        },
        "/metrics": {
            "get": operation(
                "Figures for Prometheus.", some("The figures.", ["text/plain", "application/openmetrics-text"])
            )
        },
        "/openapi.json": {"get": operation("This description.", some("It.", ["application/json"]))},
    }

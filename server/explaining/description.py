"""The settings in; the description of /explain-empty, for machines, out. Source: OpenAPI 3.1."""

from server.explaining.endpoint import PATH
from server.publishing.operations import TEXT, Json, operation, parameter
from server.settings import Settings

_FORM = "application/x-www-form-urlencoded"
_PLACE: Json = {name: {"type": "integer"} for name in ("line", "column", "endLine", "endColumn")}
_PATTERN: Json = {
    "type": "object",
    "description": "A pattern, what was measured of it, and where it stands. `alone`: whether it fits anything without "
    "all others; `rest`: whether something fits the query without it; `together`: false where it is the first with "
    "which the patterns up to it fit nothing.",
    "properties": {
        **dict.fromkeys(("kind", "sparql", "words"), TEXT),
        **{name: {"type": "boolean"} for name in ("alone", "rest", "together")},
        **_PLACE,
    },
}
_NAME: Json = {
    "type": "object",
    "description": "A name of ours, or a text of such a pattern, that the dataset does not have, and those near to it.",
    "properties": {
        **dict.fromkeys(("written", "iri", "knownAs", "words"), TEXT),
        "near": {
            "type": "array",
            "items": {"type": "object", "properties": dict.fromkeys(("iri", "label", "page", "language"), TEXT)},
        },
        **_PLACE,
    },
}
_FOUND: Json = {
    "type": "object",
    "required": ["empty", "complete", "asked", "words", "patterns", "names"],
    "properties": {
        "empty": {"type": "boolean"},
        "complete": {"type": "boolean", "description": "False where the bounds ended it before all was measured."},
        "asked": {"type": "integer", "description": "How many ASK queries it took."},
        "words": TEXT,
        "patterns": {"type": "array", "items": _PATTERN},
        "names": {"type": "array", "items": _NAME},
    },
}


def paths(settings: Settings) -> Json:
    """The path, with what it takes and answers."""
    found = {"200": {"description": "What was measured.", "content": {"application/json": {"schema": _FOUND}}}}
    summary = "Which pattern of a SELECT or ASK emptied its answer, found by asking; and near names."
    form: Json = {"type": "object", "required": ["query"], "properties": {"query": TEXT}}
    size = f"The same, for up to {settings.query_size} KiB."
    return {
        PATH: {
            "get": operation(summary, found, [parameter("query", TEXT, "The query that has no rows.")]),
            "post": operation(size, found, body={_FORM: form, "application/sparql-query": TEXT}),
        }
    }

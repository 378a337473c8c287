"""The JSON that every client may meet: a problem, and the state of the server. Source: JSON Schema 2020-12."""

from kg.prefixes import BASE
from server.publishing.operations import TEXT, Json

_WORDS: Json = {"type": "array", "items": TEXT}
PROBLEM: Json = {
    "description": "What went wrong (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri", "pattern": f"^{BASE}problem/[a-z-]+$"},
        "title": {"type": "string", "description": "The kind of problem; the same for all of the kind."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "What is wrong with this request and what to do."},
        "line": {"type": "integer", "minimum": 1, "description": "Where the text sent could not be read."},
        "column": {"type": "integer", "minimum": 1},
        "limit": {"type": ["string", "number"], "description": "The limit that was reached."},
        "offered": _WORDS | {"description": "Media types that can be had."},
        "accepted": _WORDS | {"description": "Media types that are read."},
        "nearest": _WORDS | {"description": "Names like the one that is not there."},
        "names": _WORDS | {"description": "What `format=` takes."},
        "parameter": {"type": "string", "description": "The parameter at fault."},
        "allowed": {"description": "What it may be, or which there are."},
        "dataset": {"type": "string", "description": "The version that was asked for, by its hash."},
        "version": {"type": "string", "description": "The release that it was."},
        "date": {"type": "string", "format": "date"},
        "changes": {"type": "string", "description": "Where what has changed since is told."},
        "served": {"type": "string", "description": "The hash of the dataset that is served."},
        "rows": {"type": "integer", "minimum": 0, "description": "How many rows the whole answer has."},
        "pages": {"type": "integer", "minimum": 1, "description": "How many pages there are."},
        "triples": {"type": "integer", "minimum": 0, "description": "How many triples they have."},
    },
}
HEALTH: Json = {
    "type": "object",
    "required": ["status"],
    "properties": {
        "status": {"type": "string", "enum": ["live", "ready", "not ready"]},
        "reason": {"type": "string", "description": "Why it is not ready."},
        "dataset": {"type": "string", "description": "SHA-256 of the dataset that is served."},
        "quads": {"type": "integer", "minimum": 0},
        "newer_dataset_refused": {"type": "string", "description": "Why a newer dataset is not served, but this one."},
        "query_ms": {"type": "number", "minimum": 0},
        "limits": {"type": "object", "additionalProperties": {"type": "number"}},
    },
}

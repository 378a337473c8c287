"""What an operation takes and answers in; its description as OpenAPI has it out.

Source: OpenAPI 3.1, sections 4.8.10 (operations), 4.8.12 (parameters) and 4.8.17 (responses).
"""

from collections.abc import Iterable
from typing import Any

from server.problems import MEDIA_TYPE
from server.sparql.formats import HTML

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
_PROBLEMS = ("4XX", "5XX")


def operation(summary: str, responses: Json, parameters: Iterable[Json] = (), body: Json | None = None) -> Json:
    """An operation; a problem is what it answers but for these responses."""
    problems = dict.fromkeys(_PROBLEMS, ref("responses", "Problem"))
    asked = {"required": True, "content": {kind: {"schema": schema} for kind, schema in (body or {}).items()}}
    said = {"summary": summary, "parameters": list(parameters), "responses": problems | responses}
    return said | ({"requestBody": asked} if body else {})


def some(description: str, media_types: Iterable[str]) -> Json:
    """Responses: one, in any of these media types."""
    return {"200": content(description, {media_type: {} for media_type in media_types})}


def kept(responses: Json) -> Json:
    """The same responses, of what a client may keep and ask for again by its tag."""
    tag = {"ETag": {"schema": TEXT, "description": "For If-None-Match."}}
    return {"200": responses["200"] | {"headers": tag}, "304": {"description": "The client has it already."}}


def or_page() -> Json:
    """Responses with a problem, which a browser gets on the page."""
    both = {MEDIA_TYPE: ref("schemas", "Problem"), HTML.media_type: {}}
    return dict.fromkeys(_PROBLEMS, content("A problem, in words; for a browser, on the page.", both))


def content(description: str, schemas: Json) -> Json:
    """A response or body, by media type."""
    return {"description": description, "content": {kind: {"schema": schema} for kind, schema in schemas.items()}}


def parameter(name: str, schema: Json, description: str) -> Json:
    """A parameter of the query string."""
    return {"name": name, "in": "query", "schema": schema, "description": description}


def in_path(name: str, description: str, schema: Json = TEXT) -> Json:
    """A part of the path."""
    return {"name": name, "in": "path", "required": True, "schema": schema, "description": description}


def ref(kind: str, name: str) -> Json:
    """A component by its name."""
    return {"$ref": f"#/components/{kind}/{name}"}

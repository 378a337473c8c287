"""The saved questions in; each as a path of its own, with its parameters, of the server's description out.

Source: OpenAPI 3.1.
"""

from collections.abc import Iterable

from kg.prefixes import PREFIXES
from kg.querying.parameters import Parameter
from kg.querying.query_file import QueryFile
from server.publishing.operations import Json, kept, operation, or_page, parameter, some
from server.questions.endpoint import FORMATS, LIST
from server.settings import Settings

_SCHEMAS: dict[str, Json] = {
    "iri": {"type": "string"},
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "date": {"type": "string", "format": "date"},
}


def question_paths(settings: Settings, questions: Iterable[QueryFile]) -> Json:
    """The path of the list and, by its name, of each question."""
    listed = some("The list.", [one.media_type for one in LIST])
    form = parameter("format", {"type": "string"}, "The format by name or media type; over Accept.")
    paths: Json = {"/queries": {"get": operation("The saved questions.", kept(listed), [form])}}
    ours = [form, *_ours(settings)]
    answers = kept(some("The whole answer, or the part of it that is wanted.", [one.media_type for one in FORMATS]))
    for question in questions:
        given = [*(_described(one) for one in question.parameters), *ours]
        asked = operation(question.summary, answers | or_page(), given)
        more = {"operationId": question.name, "description": question.header.description}
        paths[f"/queries/{question.name}"] = {"get": asked | more | {"tags": list(question.header.tags)}}
    return paths


def _described(one: Parameter) -> Json:
    schema: Json = {"type": "array", "items": _SCHEMAS[one.type]}
    if one.default:
        schema["default"] = [term.value for term in one.default]
    kinds = " or ".join(f"{kind}:…" for kind in one.kinds)
    what = (
        f"{one.label}; a name in words, or an IRI{f' ({kinds})' if kinds else ''}." if one.type == "iri" else one.label
    )
    namespaces = {"x-namespaces": [PREFIXES[kind] for kind in one.kinds]} if one.kinds else {}
    return parameter(one.name, schema, what) | ({"required": True} if one.required else {}) | namespaces


def _ours(settings: Settings) -> list[Json]:
    """What every question takes besides its own parameters."""
    number: Json = {"type": "integer", "minimum": 0}
    seconds: Json = {"type": "number", "exclusiveMinimum": 0, "maximum": settings.query_timeout_max}
    return [
        parameter("limit", number | {"minimum": 1}, "Rows at most; Link leads to the next."),
        parameter("offset", number, "Rows to leave out before."),
        parameter("evidence", {"type": "string", "enum": ["1", "0"]}, "Whether each row tells what it rests on."),
        parameter("dataset", {"type": "string", "pattern": "^[0-9a-f]{12,64}$"}, "The version that must answer."),
        parameter("timeout", seconds, f"Seconds that it may take, instead of {settings.query_timeout:g}."),
    ]

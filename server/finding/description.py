"""The settings in; what OpenAPI has of the search and of the reconciliation service out. Source: OpenAPI 3.1."""

from server.finding import search
from server.finding.batch import MOST_CELLS
from server.finding.manifest import MOST_QUERIES, PATH
from server.publishing.operations import TEXT, Json, in_path, kept, operation, or_page, parameter, some
from server.settings import Settings
from server.sparql.formats import HTML

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


def paths(settings: Settings) -> Json:
    """The paths."""
    return _search() | _reconciliation(settings)


def _search() -> Json:
    whole = {"type": "integer", "minimum": 1, "maximum": search.MOST}
    start = {"type": "integer", "minimum": 0, "maximum": search.MOST_SKIPPED}
    words = {"type": "string", "maxLength": search.LONGEST}
    parameters = [
        parameter("q", words, "Words, or their beginnings, of names in any script or of our sentences."),
        parameter(
            "type", {"type": "array", "items": TEXT}, "A type, by its name in the ontology, prefixed name or IRI."
        ),
        parameter("limit", whole, "How many."),
        parameter("offset", start, "How many are skipped."),
    ]
    found = kept(some("What was found, the best first; for a browser, a page.", [_JSON, HTML.media_type]))
    return {search.PATH: {"get": operation("Find things, claims and passages.", found | or_page(), parameters)}}


def _reconciliation(settings: Settings) -> Json:
    batch = parameter("queries", TEXT, f"JSON: up to {MOST_QUERIES} reconciliation queries by their keys.")
    table = parameter("extend", TEXT, f"JSON: a data extension query of up to {MOST_CELLS} cells.")
    form = {"type": "object", "properties": {one["name"]: one["schema"] for one in (batch, table)}}
    answer = kept(some("The answer.", [_JSON]))
    prefix = parameter("prefix", TEXT, "What has been typed.")
    cursor = parameter("cursor", {"type": "integer", "minimum": 0}, "How many are skipped.")
    kinds = {"type": "string", "enum": ["entity", "property", "type"]}
    limit = parameter("limit", {"type": "integer", "minimum": 1}, "How many.")
    size = f"Match names, or fetch values; {settings.query_size} KiB at most."
    return {
        PATH: {
            "get": operation("The service's manifest, candidates for names, or values.", answer, [batch, table]),
            "post": operation(size, some("The answer.", [_JSON]), body={_FORM: form}),
        },
        f"{PATH}/suggest/{{kind}}": {
            "parameters": [in_path("kind", "Of what.", kinds)],
            "get": operation("What somebody may be about to type.", answer, [prefix, cursor]),
        },
        f"{PATH}/properties": {
            "get": operation("Usual properties of a type.", answer, [parameter("type", TEXT, "The type."), limit])
        },
        f"{PATH}/preview": {
            "get": operation(
                "A small page on an entity.",
                kept(some("The page.", [HTML.media_type])),
                [parameter("id", TEXT, "The entity.")],
            )
        },
    }

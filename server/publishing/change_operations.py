"""What OpenAPI has of the releases and what changed with them. Source: OpenAPI 3.1."""

from server.publishing.changes import ATOM, FEED, LISTS, PATH, RELEASE
from server.publishing.operations import TEXT, Json, in_path, kept, operation, parameter, some


def change_paths() -> Json:
    """The paths."""
    since = parameter(
        "since", TEXT, "A version (0.2.0), or the hash of a dataset (twelve digits or more): only what came after it."
    )
    form = parameter("format", TEXT, "The format by name or media type; over Accept.")
    version = in_path("version", "The version, like 0.2.0.")
    name = in_path("name", "The file's name, as the release tells it.")
    lists, releases = ([one.media_type for one in formats] for formats in (LISTS, RELEASE))
    told = "The releases, the newest first, with what each added, withdrew and changed."
    dataset = kept(some("The file.", ["application/gzip"])) | {"206": {"description": "The part."}}
    return {
        PATH: {"get": operation("What changed with each release.", kept(some(told, lists)), [since, form])},
        FEED: {"get": operation("The same, for feed readers.", kept(some(told, [ATOM.media_type])), [since])},
        "/release/{version}": {
            "parameters": [version, form],
            "get": operation("What changed with one release.", kept(some("The release.", releases))),
        },
        "/release/{version}/{name}": {
            "parameters": [version, name],
            "get": operation("The dataset of a release, where it is kept; all, or what Range names.", dataset),
        },
    }

"""The served dataset and the files beside it in; what it is, for machines, and the files to take it away by, out.

`/.well-known/void` says what the dataset says of itself, and what it cannot hold: its hash, and the sizes and hashes of
its files, as the manifest has them. Sources: VoID, section 7.2 (where it is found); RFC 9110, section 14 (ranges).
"""

import asyncio
from base64 import b64encode
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.asking.frames import Question
from kg.building.dumps import DUMPS
from kg.building.manifest import Dump, read_manifest
from kg.building.void import DATASET, LICENCE, distribution_of
from kg.comparing.releases import RELEASE, Release
from kg.errors import EntenteError
from kg.prefixes import BASE, GRAPH, PREFIXES
from server.problems import Problem
from server.publishing.download import Download
from server.publishing.releases import Releases
from server.replies import headers_of
from server.representations import Representation
from server.settings import Settings
from server.sharing import FOR_ALL
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import GRAPHS, Format, pick
from server.tags import ASK_AGAIN, knows

_SPDX = "http://spdx.org/rdf/terms#"
_A = NamedNode(PREFIXES["rdf"] + "type")
_OF_ITSELF = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{GRAPH}void> {{ ?s ?p ?o }} }}"
_HEADERS = {"Vary": "Accept", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}
ITEMS = (
    '<https://schema.org/Dataset>; rel="type"',
    '</changes>; rel="version-history"',
    '</changes.atom>; rel="alternate"; type="application/atom+xml"',
    *(f'</dumps/{name}>; rel="item"; type="application/gzip"' for name in DUMPS),
)
"""What leads from a document about the dataset to what belongs to it. Sources: FAIR Signposting, level 1; RFC 5829."""
_LINKS = (f'<{DATASET}>; rel="cite-as"', f'<{LICENCE}>; rel="license"')


class DatasetDescription:
    """`/.well-known/void` and `/dumps/…` of what is served now."""

    def __init__(self, settings: Settings, endpoint: SparqlEndpoint, releases: Releases) -> None:
        self._releases = releases
        self._folder = settings.dataset[0].parent
        self._endpoint = endpoint
        self._made: dict[tuple[str, tuple[Release, ...], str], Representation] = {}

    @property
    def routes(self) -> list[Route]:
        """Where they lie."""
        return [Route("/.well-known/void", self.void), Route("/dumps/{name}", self.dump)]

    async def void(self, request: Request) -> Response:
        """The description, in the syntax that Accept likes best; raises Problem where the dataset cannot be asked."""
        format_ = pick(GRAPHS, headers_of(request.scope).get("accept"), None)
        dataset = self._endpoint.dataset_hash
        releases = tuple(one.release for one in await self._releases.history())
        made = self._made.get((dataset, releases, format_.media_type))
        if made is None:
            said = await self._endpoint.bytes_for(request, Question(_OF_ITSELF, "application/n-triples"))
            made = await asyncio.to_thread(self._written, said, releases, format_)
            if dataset:
                self._made = {key: kept for key, kept in self._made.items() if key[:2] == (dataset, releases)}
                self._made[dataset, releases, format_.media_type] = made
        return made.reply(request)

    async def dump(self, request: Request) -> Response:
        """A file, or the part of it that Range names; raises 404 where there is none of what is served."""
        name = request.path_params["name"]
        file = (await asyncio.to_thread(self._dumps)).get(name)
        if file is None:
            if name in DUMPS:
                detail = (
                    "What is served here was not built here, and has no such file. `/graph-store` sends its graphs."
                )
                raise Problem(404, "no-dump", detail)
            raise HTTPException(404)
        tag = f'"{file["sha256"][:32]}"'
        headers = {
            **{key.decode(): value.decode() for key, value in FOR_ALL},
            "ETag": tag,
            "Cache-Control": ASK_AGAIN,
            "Repr-Digest": f"sha-256=:{_base64(file['sha256'])}:",
            "Link": f'</dataset>; rel="collection", <{DATASET}>; rel="cite-as", {_LINKS[1]}',
        }
        if knows(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        return Download(self._folder / name, headers=headers, media_type="application/gzip")

    def _dumps(self) -> dict[str, Dump]:
        """The files by name, if they are of what is served."""
        try:
            manifest = read_manifest(self._folder / "manifest.json")
        except EntenteError:
            return {}
        there = manifest.dataset == self._endpoint.dataset_hash
        return {name: file for name, file in manifest.dumps.items() if there and (self._folder / name).exists()}

    def _written(self, said: bytes, releases: tuple[Release, ...], format_: Format) -> Representation:
        triples = [quad.triple for quad in parse(said, RdfFormat.N_TRIPLES)]
        triples += [*self._beyond_itself(), *_versions(releases, self._endpoint.dataset_hash)]
        form = RdfFormat.from_media_type(format_.engine)
        plain = format_.media_type in ("application/n-triples", "application/n-quads", "application/ld+json")
        body = serialize(sorted(triples, key=str), format=form, prefixes=None if plain else _PREFIXES) or b""
        return Representation.of(
            format_.media_type,
            body,
            {**_HEADERS, "Link": ", ".join([*_LINKS, *ITEMS, f'<{DATASET}>; rel="describes"'])},
        )

    def _beyond_itself(self) -> Iterator[Triple]:
        """What a dataset cannot say of itself."""
        itself = NamedNode(DATASET)
        yield Triple(itself, _A, NamedNode(PREFIXES["void"] + "Dataset"))
        yield Triple(itself, NamedNode(PREFIXES["void"] + "sparqlEndpoint"), NamedNode(f"{BASE}sparql"))
        if dataset := self._endpoint.dataset_hash:
            yield Triple(itself, NamedNode(PREFIXES["dcterms"] + "identifier"), Literal(f"sha256:{dataset}"))
        for name, file in self._dumps().items():
            part, sum_ = NamedNode(distribution_of(name)), NamedNode(f"{distribution_of(name)}/checksum")
            size = Literal(str(file["bytes"]), datatype=NamedNode(PREFIXES["xsd"] + "nonNegativeInteger"))
            yield Triple(part, NamedNode(PREFIXES["dcat"] + "byteSize"), size)
            yield Triple(part, NamedNode(f"{_SPDX}checksum"), sum_)
            yield Triple(sum_, _A, NamedNode(f"{_SPDX}Checksum"))
            yield Triple(sum_, NamedNode(f"{_SPDX}algorithm"), NamedNode(f"{_SPDX}checksumAlgorithm_sha256"))
            value = Literal(file["sha256"], datatype=NamedNode(PREFIXES["xsd"] + "hexBinary"))
            yield Triple(sum_, NamedNode(f"{_SPDX}checksumValue"), value)


def _versions(releases: tuple[Release, ...], served: str) -> Iterator[Triple]:
    """Where it is told what has changed, and the releases; DCAT 3, section 11.1."""
    itself = NamedNode(DATASET)
    yield Triple(itself, NamedNode(PREFIXES["rdfs"] + "seeAlso"), NamedNode(f"{BASE}changes"))
    for release in releases:
        version = NamedNode(RELEASE + release.version)
        yield Triple(itself, NamedNode(PREFIXES["dcat"] + "hasVersion"), version)
        if release.digest == served:
            yield Triple(itself, NamedNode(PREFIXES["dcat"] + "hasCurrentVersion"), version)


_PREFIXES = {name: PREFIXES[name] for name in ("dcat", "dcterms", "ent", "foaf", "rdfs", "void", "xsd")} | {
    "spdx": _SPDX
}


def _base64(digest: str) -> str:
    return b64encode(bytes.fromhex(digest)).decode()

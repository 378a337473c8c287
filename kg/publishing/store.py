"""Queries and graphs in; what a store elsewhere says to them, whole, out: the one place that speaks HTTP to it.

Sources: SPARQL 1.1 Protocol, section 2.1; SPARQL 1.1 Graph Store HTTP Protocol.

A 200 is no proof of a whole answer: stores stop a query and end the response in good order, with an excuse where the
next row would be. So rows are asked for as JSON, which has an end, and triples as N-Triples, in which an excuse is no
triple; and what has no announced end is refused.
"""

import io
import warnings
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import IO
from urllib.parse import urlencode

import aiohttp
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse, DigestAuthMiddleware
from pyoxigraph import (
    NamedNode,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from kg.errors import InputError
from kg.publishing.relay import truth
from kg.publishing.store_address import StoreAddress

ROWS, TRIPLES = "application/sparql-results+json", "application/n-triples"
"""What answers are asked for in: to SELECT and ASK, and to CONSTRUCT and DESCRIBE."""
_ALSO_TRIPLES = "text/plain"
"""What N-Triples were called before they had a name of their own."""

_CUT_SHORT = ("X-SPARQL-MaxRows", "X-SQL-State")
"""How Virtuoso says that it sent the first rows only, or what it had when the time was up."""
_MOST_HEADERS = 1 << 20
"""Virtuoso names each graph of a query's dataset in a header of its answer."""

_PIECE = 1 << 16
_EXCUSE = 2000
"""Bytes read of what a store says when it refuses."""
_LINES = 200_000
"""Triples sent at once. In smaller pieces, Virtuoso takes four times as long."""
_CONNECT, _SILENT = 5.0, 600.0
"""Seconds for a connection, and for which a store that is loading a graph may say nothing."""


class StoreProblem(InputError):
    """A store did not do what it was asked.

    `kind` is unreachable, refused (it says that it will not; `status` is HTTP's), broken (what came is not all of it,
    or not what was asked for) or size.
    """

    def __init__(self, kind: str, what: str, *, status: int = 0, advice: str = "") -> None:
        super().__init__(what, advice=advice)
        self.kind = kind
        self.status = status


class Store:
    """A store at an address; its methods raise StoreProblem."""

    def __init__(self, session: aiohttp.ClientSession, address: StoreAddress) -> None:
        self._session = session
        self._address = address

    async def answer(
        self, query: str, dataset: Sequence[tuple[str, str]], accept: str, into: IO[bytes], limit: int
    ) -> None:
        """Write the answer to a query into a file; `dataset`: parameters of the protocol, `limit`: bytes.

        It has arrived whole, but nobody has read it: see `rows` and `kg.publishing.relay`.
        """
        form = urlencode([("query", query), *dataset]).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        async with self._request("POST", self._address.query, data=form, headers=headers) as response:
            if response.status != 200:
                raise await _refusal(response, "the query")
            kinds = (accept, _ALSO_TRIPLES) if accept == TRIPLES else (accept, "application/json")
            if response.content_type not in kinds:
                raise StoreProblem("broken", f"it answered in {response.content_type}, asked for {accept}.")
            if any(header in response.headers for header in _CUT_SHORT):
                raise StoreProblem("broken", "it sent the beginning of its answer only.", advice="Raise its limits.")
            if response.content_length is None and "Transfer-Encoding" not in response.headers and accept == TRIPLES:
                raise StoreProblem("broken", "its answer has no end that could be known for one.")
            size = 0
            async for piece in response.content.iter_chunked(_PIECE):
                size += len(piece)
                if size > limit:
                    raise StoreProblem("size", "its answer is larger than allowed.")
                into.write(piece)

    async def rows(self, query: str, dataset: Sequence[tuple[str, str]] = ()) -> list[QuerySolution]:
        """The rows of a SELECT that has few."""
        content = io.BytesIO()
        await self.answer(query, dataset, ROWS, content, 1 << 28)
        content.seek(0)
        try:
            rows = parse_query_results(content, format=QueryResultsFormat.JSON)
            return list(rows) if isinstance(rows, QuerySolutions) else []
        except (SyntaxError, ValueError) as error:
            raise StoreProblem("broken", f"its answer cannot be read to its end: {error}.") from None

    async def ask(self, query: str, dataset: Sequence[tuple[str, str]] = ()) -> bool:
        """The answer to an ASK."""
        content = io.BytesIO()
        await self.answer(query, dataset, ROWS, content, 1 << 16)
        try:
            return truth(content.getvalue())
        except ValueError as error:
            raise StoreProblem("broken", f"{error}.") from None

    async def graph(self, name: NamedNode | None) -> list[str]:
        """The triples of a graph (None: the default graph) as sorted lines of N-Triples; none where it is not there."""
        parameters = _named(name)
        async with self._request(
            "GET", self._address.graphs, params=parameters, headers={"Accept": TRIPLES}
        ) as response:
            if response.status == 404:
                return []
            if response.status != 200:
                raise await _refusal(response, f"to give {_shown(name)}")
            content = await response.read()
        try:
            return sorted(f"{quad.triple} .\n" for quad in parse(content, RdfFormat.N_TRIPLES))
        except SyntaxError as error:
            raise StoreProblem("broken", f"{_shown(name)} does not come as N-Triples: {error}.") from None

    async def put(self, name: NamedNode | None, lines: Sequence[str], *, add: bool = False) -> None:
        """Make a graph hold these lines of N-Triples; with `add`, beside what it holds."""
        for start in range(0, len(lines), _LINES):
            method = "POST" if add or start else "PUT"
            await self._write(method, name, "".join(lines[start : start + _LINES]).encode())

    async def delete(self, name: NamedNode) -> None:
        """Remove a graph; fine where there is none."""
        await self._write("DELETE", name, None)

    async def _write(self, method: str, name: NamedNode | None, content: bytes | None) -> None:
        headers = {} if content is None else {"Content-Type": TRIPLES}
        async with self._request(
            method, self._address.graphs, params=_named(name), data=_body(content), headers=headers
        ) as response:
            if response.status not in (200, 201, 204) and not (method == "DELETE" and response.status == 404):
                raise await _refusal(response, f"{method} of {_shown(name)}")
            await response.read()

    @asynccontextmanager
    async def _request(
        self,
        method: str,
        url: str,
        *,
        data: bytes | aiohttp.BytesPayload | None = None,
        headers: dict[str, str],
        params: str | None = None,
    ) -> AsyncIterator[ClientResponse]:
        address = f"{url}?{params}" if params else url
        try:
            async with self._session.request(
                method, address, data=data, headers=headers, allow_redirects=False
            ) as response:
                yield response
        except aiohttp.ClientConnectorError as error:
            reason = error.os_error.strerror or str(error.os_error)
            raise StoreProblem("unreachable", f"it cannot be reached: {reason}.") from None
        except (aiohttp.ClientError, ConnectionError) as error:
            raise StoreProblem(
                "broken", f"it ended the connection within its answer ({type(error).__name__})."
            ) from None
        except aiohttp.ConnectionTimeoutError:
            raise StoreProblem("unreachable", f"it does not take a connection within {_CONNECT:g} s.") from None


@asynccontextmanager
async def opened(address: StoreAddress) -> AsyncIterator[Store]:
    """The store, with connections that are kept until the end."""
    session = session_for(address)
    try:
        yield Store(session, address)
    finally:
        await session.close()


def session_for(address: StoreAddress, most: int = 100) -> aiohttp.ClientSession:
    """At most so many connections to a store, which name the user where it asks for one."""
    middlewares: tuple[aiohttp.ClientMiddlewareType, ...] = ()
    if address.user:
        middlewares = (_basic(address), DigestAuthMiddleware(address.user, address.password))
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=most),
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT, sock_read=_SILENT),
        headers={"Accept-Encoding": "identity", "User-Agent": "Entente"},
        max_headers=_MOST_HEADERS,
        middlewares=middlewares,
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
    )


def lines_of(triples: Iterable[object]) -> list[str]:
    """Triples as sorted lines of N-Triples."""
    return sorted(f"{triple} .\n" for triple in triples)


def _basic(address: StoreAddress) -> aiohttp.ClientMiddlewareType:
    """Name the user to a store that asks for it by Basic."""

    async def name_user(request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        response = await handler(request)
        if response.status == 401 and response.headers.get("WWW-Authenticate", "").lower().startswith("basic"):
            response.release()
            request.headers["Authorization"] = aiohttp.encode_basic_auth(address.user, address.password)
            response = await handler(request)
        return response

    return name_user


def _body(content: bytes | None) -> aiohttp.BytesPayload | None:
    """A body as it is, of any size: nobody else waits for the loop while a large one is sent."""
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        return None if content is None else aiohttp.BytesPayload(content)


def _named(name: NamedNode | None) -> str:
    return "default" if name is None else urlencode([("graph", name.value)])


def _shown(name: NamedNode | None) -> str:
    return "the default graph" if name is None else str(name)


async def _refusal(response: ClientResponse, what: str) -> StoreProblem:
    said = (await response.content.read(_EXCUSE)).decode("utf-8", "replace")
    first = "" if "<html" in said.lower() else next(iter(said.strip().splitlines()), "")[:200]
    advice = ""
    if response.status in (401, 403):
        advice = "Write who may do that into its URL: http://user:password@host/."
    reason = f"it refuses {what} ({response.status}{f': {first}' if first else ''})."
    return StoreProblem("refused", reason, status=response.status, advice=advice)

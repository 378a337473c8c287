"""HTTP requests for a graph in; the graph, whole, out. Source: SPARQL 1.1 Graph Store HTTP Protocol; read-only.

`/graph-store?default` and `/graph-store?graph=IRI` name a graph indirectly (section 4.2). Directly (section 4.1) the
request's own address names it: what follows `/graph-store/` stands for what follows `https://w3id.org/entente/`;
`/graph-store/claim/x/y` is the graph `https://w3id.org/entente/claim/x/y`.

Formats of triples do not tell which graph they are from, and who loads them has them as facts. So the content of a
claim that is not the author's own, and background, is sent with the graph's name only: as TriG or N-Quads.
"""

import contextlib
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from pyoxigraph import NamedNode
from starlette.requests import Request

from kg.prefixes import BASE, ENT, GRAPH, PREFIXES
from server.problems import Problem
from server.replies import Receive, Reply, Scope, Send, Spooled, headers_of, reply_of, send_reply
from server.sparql.answers import ClientGone
from server.sparql.endpoint import SparqlEndpoint, checked, question_of
from server.sparql.formats import GRAPHS, Format, pick
from server.sparql.protocol import SparqlRequest, parameters_of
from server.sparql.serving import Serving

_ALLOW = "GET, HEAD, OPTIONS"
_PREFLIGHT = {
    "Allow": _ALLOW,
    "Access-Control-Allow-Methods": _ALLOW,
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_NO_FACTS = (f"{GRAPH}background", f"{GRAPH}derived-with-background")
_IN_HIS_OWN_VOICE = {f"{PREFIXES['concept']}stance-{stance}" for stance in ("asserted", "hedged")}
_NEAR = 500
"""Names on either side of the wanted one, in their order, that are compared with it: some milliseconds."""
_OF_QUADS = ("application/trig", "application/n-quads")
_TRIPLES = tuple(format_ for format_ in GRAPHS if format_.media_type not in _OF_QUADS)
_QUADS = tuple(format_ for format_ in GRAPHS if format_.media_type in _OF_QUADS)


class GraphStore:
    """The ASGI application at /graph-store."""

    def __init__(self, endpoint: SparqlEndpoint, serving: Serving) -> None:
        self._endpoint = endpoint
        self._serving = serving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            reply = await self._reply(scope, receive)
        except Problem as problem:
            reply = reply_of(problem)
        except ClientGone:
            return
        with contextlib.suppress(TimeoutError):
            await send_reply(send, reply, with_body=scope["method"] != "HEAD")

    async def _reply(self, scope: Scope, receive: Receive) -> Reply:
        method = scope["method"]
        if method == "OPTIONS":
            return Reply(204, _PREFLIGHT)
        if method not in ("GET", "HEAD"):
            detail = f"{method} is not for a graph store that is read-only: its dataset changes only by a new build."
            raise Problem(405, "method-not-allowed", detail, {"Allow": _ALLOW})
        graph, wanted = self._asked(scope)
        accept = headers_of(scope).get("accept")
        if graph is None:
            format_ = pick(_TRIPLES, accept, wanted)
            return await self._triples(scope, receive, "?s ?p ?o", format_)
        pattern = f"GRAPH {graph} {{ ?s ?p ?o }}"
        if await self._is_fact(scope, receive, graph):
            format_ = pick((*_TRIPLES, *_QUADS), accept, wanted)
            if format_ in _TRIPLES:
                return await self._triples(scope, receive, pattern, format_)
        else:
            format_ = _with_name(accept, wanted)
        return await self._quads(scope, receive, graph, pattern, format_)

    def _asked(self, scope: Scope) -> tuple[NamedNode | None, str | None]:
        """The graph that is asked for (None: the default graph) and a format by name; raises Problem 400, 404, 503."""
        given = parameters_of(scope["query_string"], "The query string")
        below = scope["path"].removeprefix("/graph-store").removeprefix("/")
        named = [value for name, value in given if name == "graph"] + ([BASE + below] if below else [])
        default = any(name == "default" for name, _ in given)
        if len(named) + default != 1:
            detail = "Name one graph: ?default, ?graph=IRI, or its path below /graph-store/."
            raise Problem(400, "several-graphs" if named else "no-graph-named", detail)
        wanted = dict(given).get("format")
        return None if default else self._known(named[0]), wanted

    def _known(self, iri: str) -> NamedNode:
        """The name of a graph that there is; raises Problem 400, 404, or 503 while nothing is served."""
        shown = iri[:200]
        try:
            graph = NamedNode(iri)
        except ValueError:
            raise Problem(400, "no-absolute-iri", f"A graph is named by an absolute IRI; {shown!r} is none.") from None
        answers = self._serving.now
        description = None if answers is None else answers.engine.description
        if description is None:
            raise Problem(503, "dataset-unavailable", "The dataset is being loaded. Try again.", {"Retry-After": "2"})
        if iri not in description.named_graphs:
            detail = f"There is no graph <{shown}> here; the service description at /sparql names those there are."
            raise Problem(404, "no-such-graph", detail, nearest=_nearest(iri, description.named_graphs) or None)
        return graph

    async def _is_fact(self, scope: Scope, receive: Receive, graph: NamedNode) -> bool:
        """Whether what the graph holds may go without its name: the author says it himself, or it is about our files.

        A claim's graph without a record that says so may not.
        """
        if graph.value in _NO_FACTS:
            return False
        query = f"SELECT ?stance {{ {graph} <{ENT}stance> ?stance }}"
        question = question_of(SparqlRequest(query), query, checked(query), "text/csv")
        answer = await self._endpoint.ask_for(Request(scope, receive), question)
        rows = (answer.read() if isinstance(answer, Spooled) else answer).decode().split()
        stances = set(rows[1:])
        return stances <= _IN_HIS_OWN_VOICE and (bool(stances) or not graph.value.startswith(f"{BASE}claim/"))

    async def _triples(self, scope: Scope, receive: Receive, pattern: str, format_: Format) -> Reply:
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
        return await self._endpoint.reply_to(scope, receive, SparqlRequest(query, format=format_.media_type), query)

    async def _quads(self, scope: Scope, receive: Receive, graph: NamedNode, pattern: str, format_: Format) -> Reply:
        """The triples as lines, with the graph's name on each, or around all of them."""
        plain = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in _NEGOTIATED]}
        lines = next(one for one in _TRIPLES if one.media_type == "application/n-triples")
        reply = await self._triples(plain, receive, pattern, lines)
        triples = reply.body.read() if isinstance(reply.body, Spooled) else reply.body
        name = str(graph).encode()
        if format_.media_type == "application/trig":
            body = b"GRAPH " + name + b" {\n" + triples + b"}\n"
        else:
            body = b"".join(line[:-1] + name + b" .\n" for line in triples.splitlines())
        headers = {**reply.headers, "Content-Type": format_.content_type}
        if "ETag" in headers:
            headers["ETag"] = f'{headers["ETag"][:-1]}-{format_.names[0]}"'
            if headers["ETag"] in headers_of(scope).get("if-none-match", ""):
                del headers["Content-Type"]
                return Reply(304, headers)
        return replace(reply, headers=headers, body=body)


_NEGOTIATED = (b"accept", b"accept-encoding", b"if-none-match")


def _with_name(accept: str | None, wanted: str | None) -> Format:
    """The format of quads; raises Problem 406 that says why there are no others."""
    try:
        return pick(_QUADS, accept, wanted)
    except Problem as problem:
        detail = "The author does not say himself what this graph holds: it is sent with the graph's name only."
        raise Problem(
            406, "not-acceptable", f"{detail} `offered` lists how.", {"Vary": "Accept"}, **problem.members
        ) from None


def _nearest(iri: str, names: Sequence[str]) -> list[str]:
    """Up to three of the names, which are in order: those of which what follows the last slash is most like its own."""
    place = bisect(names, iri)
    near = {name.rpartition("/")[2]: name for name in names[max(0, place - _NEAR) : place + _NEAR]}
    return [near[end] for end in get_close_matches(iri.rpartition("/")[2][:200], near, 3, 0.7)]

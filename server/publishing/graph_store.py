"""HTTP requests for a graph in; the graph, whole, out. Source: SPARQL 1.1 Graph Store HTTP Protocol; read-only.

`/graph-store?default` and `/graph-store?graph=IRI` name a graph indirectly. Directly, `/graph-store/claim/…` names the
graph whose IRI has that path below `https://w3id.org/entente/`.

Formats of triples do not tell which graph they are from, and who loads them has them as facts. So the content of a
claim that is not the author's own, and background, is sent with the graph's name only: as TriG or N-Quads.
"""

import contextlib
from dataclasses import replace
from difflib import get_close_matches
from urllib.parse import parse_qs

from pyoxigraph import NamedNode
from starlette.requests import Request

from kg.prefixes import BASE, GRAPH, PREFIXES
from server.problems import Problem
from server.replies import Receive, Reply, Scope, Send, Spooled, headers_of, reply_of, send_reply
from server.sparql.answers import ClientGone
from server.sparql.endpoint import SparqlEndpoint, checked, question_of
from server.sparql.formats import GRAPHS, RESULTS, Format, pick
from server.sparql.protocol import SparqlRequest
from server.sparql.serving import Serving

_ALLOW = "GET, HEAD, OPTIONS"
_NO_FACTS = (f"{GRAPH}background", f"{GRAPH}derived-with-background")
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
            return Reply(204, {"Allow": _ALLOW, "Access-Control-Allow-Methods": _ALLOW})
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
            format_ = pick(_QUADS, accept, wanted)
        return await self._quads(scope, receive, graph, pattern, format_)

    def _asked(self, scope: Scope) -> tuple[NamedNode | None, str | None]:
        """The graph that is asked for (None: the default graph) and a format by name; raises Problem 400 or 404."""
        try:
            given = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True, max_num_fields=10)
        except ValueError:
            raise Problem(400, "too-many-parameters", "Name one graph, and perhaps a format; no more.") from None
        below = scope["path"].removeprefix("/graph-store").removeprefix("/")
        named = [*given.get("graph", []), *([BASE + below] if below else [])]
        if len(named) + ("default" in given) != 1:
            detail = "Name one graph: ?default, ?graph=IRI, or its path below /graph-store/."
            raise Problem(400, "no-graph-named" if not named else "several-graphs", detail)
        wanted = given["format"][-1] if "format" in given else None
        if not named:
            return None, wanted
        answers = self._serving.now
        description = None if answers is None else answers.engine.description
        if description is None:
            raise Problem(503, "dataset-unavailable", "The dataset is being loaded. Try again.", {"Retry-After": "2"})
        if named[0] not in description.named_graphs:
            near = get_close_matches(named[0][:200], description.named_graphs, 3, 0.7)
            raise Problem(404, "no-such-graph", f"There is no graph <{named[0][:200]}> here.", nearest=near or None)
        return NamedNode(named[0]), wanted

    async def _is_fact(self, scope: Scope, receive: Receive, graph: NamedNode) -> bool:
        """Whether what the graph holds is in the default graph too, or is about our own files."""
        if graph.value in _NO_FACTS:
            return False
        stances = ", ".join(f"<{PREFIXES['concept']}stance-{stance}>" for stance in ("asserted", "hedged"))
        query = f"ASK {{ {graph} <{PREFIXES['ent']}stance> ?stance FILTER(?stance NOT IN ({stances})) }}"
        question = question_of(SparqlRequest(query), query, checked(query), RESULTS[0].engine)
        answer = await self._endpoint.ask_for(Request(scope, receive), question)
        return isinstance(answer, bytes) and b"false" in answer

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

"""HTTP requests for a graph in; the graph, whole, out. Source: SPARQL 1.1 Graph Store HTTP Protocol; read-only.

`/graph-store?default` and `/graph-store?graph=IRI` name a graph indirectly (section 4.2). Directly (section 4.1) the
address of the request names it: as everywhere on this server, what follows its own root stands for what follows
`https://w3id.org/entente/`, so `/graph-store/claim/x/y` is the graph `https://w3id.org/entente/claim/x/y`.

What is no fact (`server.publishing.facts`) is sent in syntaxes of quads only, with the graph's name.
"""

import contextlib

from pyoxigraph import NamedNode
from starlette.requests import Request

from kg.asking.frames import Question
from kg.prefixes import BASE
from server.accounts import OUTCOME
from server.problems import Problem
from server.publishing.facts import is_fact, stances_query
from server.publishing.known import nearest
from server.replies import Receive, Reply, Scope, Send, headers_of, reply_of, send_reply
from server.sharing import preflight
from server.sparql.answers import ClientGone
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import GRAPHS, QUADS, Format, pick
from server.sparql.protocol import SparqlRequest, parameters_of, values_of

PATH = "/graph-store"
_METHODS = "GET, HEAD, OPTIONS"


class GraphStore:
    """The ASGI application at /graph-store; it asks the endpoint, in the turn of whoever asks it."""

    def __init__(self, endpoint: SparqlEndpoint) -> None:
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            outcome, reply = await self._reply(scope, receive)
        except Problem as problem:
            outcome, reply = problem.kind, reply_of(problem)
        except ClientGone:
            scope[OUTCOME] = "gone"
            return
        scope[OUTCOME] = outcome
        with contextlib.suppress(TimeoutError):
            await send_reply(send, reply, with_body=scope["method"] != "HEAD")

    async def _reply(self, scope: Scope, receive: Receive) -> tuple[str, Reply]:
        """How the request ended, in a word, and the reply."""
        method = scope["method"]
        if method == "OPTIONS":
            return "options", Reply(204, preflight(_METHODS))
        if method not in ("GET", "HEAD"):
            detail = f"{method} is not for a graph store that is read-only: its dataset changes only by a new build."
            raise Problem(405, "method-not-allowed", detail, {"Allow": _METHODS})
        graph, wanted = self._asked(scope)
        accept = headers_of(scope).get("accept")
        if graph is None:
            format_, name, pattern = pick(GRAPHS, accept, wanted), "", "?s ?p ?o"
        else:
            alone = await self._is_fact(scope, receive, graph)
            format_ = pick(GRAPHS, accept, wanted) if alone else _with_name(accept, wanted)
            name = "" if alone and not format_.of_quads else graph.value
            pattern = f"GRAPH {graph} {{ ?s ?p ?o }}"
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
        asks = SparqlRequest(query, format=format_.media_type)
        reply = await self._endpoint.reply_to(scope, receive, asks, query, graph=name)
        return "ok" if reply.status == 200 else "not-modified", reply

    def _asked(self, scope: Scope) -> tuple[NamedNode | None, str | None]:
        """The graph that is asked for (None: the default graph) and a format by name; raises Problem 400, 404, 503."""
        given = parameters_of(scope["query_string"], "The query string")
        below = scope["path"].removeprefix(PATH).removeprefix("/")
        named = [*values_of(given, "graph"), *([BASE + below] if below else [])]
        default = bool(values_of(given, "default"))
        if len(named) + default != 1:
            detail = f"Name one graph: ?default, ?graph=IRI, or its path below {PATH}/."
            raise Problem(400, "several-graphs" if named else "no-graph-named", detail)
        formats = values_of(given, "format")
        return None if default else self._known(named[0]), formats[-1] if formats else None

    def _known(self, iri: str) -> NamedNode:
        """The name of a graph that there is; raises Problem 400, 404, or 503 while nothing is served."""
        shown = iri[:200]
        try:
            graph = NamedNode(iri)
        except ValueError:
            raise Problem(400, "no-absolute-iri", f"A graph is named by an absolute IRI; {shown!r} is none.") from None
        known = self._endpoint.description.named_graphs
        if iri not in known:
            detail = f"There is no graph <{shown}> here; the service description at /sparql names those there are."
            raise Problem(404, "no-such-graph", detail, nearest=nearest(iri, list(known)) or None)
        return graph

    async def _is_fact(self, scope: Scope, receive: Receive, graph: NamedNode) -> bool:
        question = Question(stances_query(graph), "text/csv")
        rows = (await self._endpoint.bytes_for(Request(scope, receive), question)).decode().splitlines()
        return is_fact(graph, set(rows[1:]))


def _with_name(accept: str | None, wanted: str | None) -> Format:
    """The syntax of quads; raises Problem 406 that says why there are no others."""
    try:
        return pick(QUADS, accept, wanted)
    except Problem as problem:
        detail = "The author does not say himself what this graph holds: it is sent with the graph's name only."
        raise Problem(
            problem.status, problem.kind, f"{detail} `offered` lists how.", problem.headers, **problem.members
        ) from None

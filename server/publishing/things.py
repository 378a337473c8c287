"""The address of a thing, claim or passage in; the way to what the graph says of it out.

`/id/person/somebody` answers for the IRI that ends so: it leads to a page where Accept names HTML, else to the triples.
"""

from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.prefixes import BASE
from server.negotiation import choose
from server.publishing.facts import facts_about
from server.replies import headers_of
from server.sparql.formats import GRAPHS, HTML


def routes() -> list[Route]:
    """Where the things of the graph lie."""
    return [Route(f"/{kind}/{{rest:path}}", thing) for kind in ("id", "claim", "passage")]


async def thing(request: Request) -> Response:
    """The way to what is said of the thing as a fact; raises 404 for what cannot be an IRI."""
    try:
        iri = NamedNode(BASE + request.url.path.removeprefix("/"))
    except ValueError:
        raise HTTPException(404) from None
    offered = [*(one.media_type for one in GRAPHS), HTML.media_type]
    chosen = choose(headers_of(request.scope).get("accept"), offered)
    where = "/ask" if chosen == HTML.media_type else "/sparql"
    address = f"{where}?{urlencode({'query': facts_about(iri)})}"
    return RedirectResponse(address, 303, {"Vary": "Accept"})

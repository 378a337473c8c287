"""Settings in; the application that serves the dataset over HTTP out."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.building import report_html
from kg.documenting import pages
from kg.errors import EntenteError
from kg.project import Project
from kg.querying.query_file import load_question
from server.access_log import AccessLog
from server.accounts import Accounts
from server.checking.pages import Checking
from server.explaining.endpoint import ExplainEmpty
from server.explaining.explanation import Explaining
from server.finding.holding import Holding
from server.finding.reconciliation import Reconciliation
from server.finding.search import Search
from server.fragments.endpoint import Fragments
from server.health import Health
from server.metrics import Metrics
from server.pages.assets import Assets
from server.pages.completion import Completion
from server.pages.home import Home
from server.pages.questions import saved_questions
from server.pages.site import Site
from server.picture.claims_page import ClaimsPage
from server.picture.endpoint import Timeline
from server.picture.table_page import TablePage
from server.problems import HEADERS, MEDIA_TYPE, Problem, of_status
from server.publishing.changes import Changes
from server.publishing.dataset import DatasetDescription
from server.publishing.graph_store import GraphStore
from server.publishing.known import KnownNames
from server.publishing.openapi import OpenApi
from server.publishing.releases import Releases
from server.publishing.site_map import SiteMap
from server.publishing.things import Things
from server.questions.choices import Choices
from server.questions.endpoint import Questions
from server.questions.versions import Versions
from server.receiving import Receiving
from server.replies import Message, Receive, Scope, Send
from server.review.documentation import Documentation
from server.settings import Settings
from server.sharing import preflight, shared
from server.sparql.answers import ClientGone
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.kept import KeptReleases
from server.sparql.serving import Serving
from server.validation.endpoint import ValidateEndpoint
from server.validation.validators import Validators
from server.version import software_version

LOG = logging.getLogger("entente")
_WEB = Path(__file__).parent / "web"


class Application(FastAPI):
    """FastAPI, but a dataset that cannot be loaded is one line and no traceback, and queries pass it by.

    What a framework does for each request costs more than many a query: `direct` are the addresses it does not see.
    """

    direct: Mapping[str, ASGIApp] = MappingProxyType({})
    end: Callable[[], Awaitable[None]]
    """Answers all who still wait that there is no answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, or the start and end of the server."""
        if scope["type"] == "http" and (endpoint := self.direct.get(scope["path"])) is not None:
            await endpoint(scope, receive, send)
            return
        if scope["type"] != "lifespan":
            receiving = Receiving(receive)
            try:
                await super().__call__(scope, receiving, shared(send))
            finally:
                receiving.close()
            return

        async def send_briefly(message: Message) -> None:
            await send({"type": message["type"]})

        try:
            await super().__call__(scope, receive, send_briefly)
        except EntenteError as error:
            print(f"entente: {error}", file=sys.stderr, flush=True)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application; its lifespan loads the dataset. Settings come from the environment unless given.

    Without usable settings or a dataset there is nothing to serve: the process ends with one line and a code above 0.
    """
    project = Project.here()
    try:
        settings = settings or Settings.from_environment()
        files = [load_question(path) for path in project.questions]
        questions, releases = saved_questions(files), Releases(project.releases)
    except EntenteError as error:
        sys.exit(f"entente: {error}")
    serving, validators, kept = Serving(settings), Validators(settings), KeptReleases(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if log is not None:
            log.open()
        try:
            await serving.start()
            yield
        finally:
            await end()
            await validators.close()
            if log is not None:
                log.close()

    async def end() -> None:
        await asyncio.gather(serving.close(), kept.close())

    log = AccessLog(settings.access_log) if settings.access_log else None
    metrics = Metrics(serving, kept, log)
    endpoint = SparqlEndpoint(settings, serving, software_version(), page="/#ask", ended=metrics.ended)
    graph_store = GraphStore(endpoint)
    assets = Assets([*_WEB.iterdir(), *project.editor, report_html.STYLE, report_html.SCRIPT, pages.STYLE])
    health = Health(settings, serving)
    holding = Holding(settings, serving)
    known = KnownNames(endpoint)
    explaining = Explaining(endpoint, known, holding)
    site = Site(settings, endpoint, explaining, questions, assets)
    app = Application(title="Entente", lifespan=lifespan, redirect_slashes=False, openapi_url=None)
    routes = [
        Route("/graph-store", graph_store),
        Route("/graph-store/{path:path}", graph_store),
        Route("/metrics", metrics.read),
        Route("/openapi.json", OpenApi(settings, files).read),
        Route("/health/live", health.live),
        Route("/health/ready", health.ready),
        Route("/validate", ValidateEndpoint(settings, validators, site)),
        *Home(settings, endpoint, site, questions, project.descriptions).routes,
        *site.routes,
        *Timeline(settings, endpoint, site, project.descriptions).routes,
        *ClaimsPage(endpoint, site, project.descriptions).routes,
        *TablePage(endpoint, site, project.descriptions).routes,
        *Completion(endpoint, project.descriptions).routes,
        *Search(holding, site).routes,
        *Reconciliation(settings, holding, site, software_version()).routes,
        *Fragments(settings, endpoint).routes,
        *ExplainEmpty(settings, explaining).routes,
        *Questions(files, Versions(endpoint, kept, releases), site, Choices(project.descriptions)).routes,
        *Things(settings, endpoint, site, known, project.descriptions).routes,
        *DatasetDescription(settings, endpoint, releases).routes,
        *Changes(settings, endpoint, site, known, releases, kept).routes,
        *SiteMap(settings, endpoint, known).routes,
        *Documentation(project, endpoint, site).routes,
        *Checking(settings, endpoint, site, project.descriptions).routes,
    ]
    app.router.routes += routes
    trusted = settings.trusted_proxies
    app.add_middleware(Accounts, routes=routes, responded=metrics.responded, log=log, trusted=trusted)
    noted = Accounts(
        endpoint, routes=[], responded=lambda *_: None, log=log, trusted=trusted
    )  # counts its queries itself
    app.end = end
    app.direct = {"/sparql": endpoint if log is None else noted}
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _http_problem)
    app.add_exception_handler(ClientGone, _nobody)
    app.add_exception_handler(Exception, _unforeseen)
    return app


async def _problem(_: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)  # noqa: S101 (what the handler is registered for)
    return Response(problem.body(), problem.status, HEADERS | problem.headers, MEDIA_TYPE)


async def _http_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 (what the handler is registered for)
    if request.method == "OPTIONS" and error.status_code == 405:
        allowed = {*(error.headers or {}).get("Allow", "").split(", "), "OPTIONS"}
        return Response(status_code=204, headers=preflight(", ".join(sorted(allowed))))
    return await _problem(request, of_status(error.status_code, request.url.path, error.headers))


async def _nobody(_: Request, __: Exception) -> Response:
    return Response(status_code=499)  # nobody reads it


async def _unforeseen(request: Request, error: Exception) -> Response:
    LOG.error("unforeseen at %s", request.url.path, exc_info=error)
    return await _problem(request, of_status(500, request.url.path))

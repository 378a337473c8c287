"""HTTP requests to /validate in; validation reports, the page with the form, or problems out."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.asking.frames import FRAGMENT, Failure, Submission
from kg.building.report_formats import FORMATS
from kg.errors import InputError
from server.clients import client_of
from server.negotiation import choose, parse_accept
from server.pages.site import Site
from server.problems import HEADERS, MEDIA_TYPE, Problem
from server.replies import Receive, Scope, Send, Spooled, headers_of
from server.settings import Settings
from server.sharing import preflight
from server.sparql.body import read_limited
from server.sparql.evaluator import Stopped
from server.validation.problems import of_failure, of_stop
from server.validation.submission import SYNTAXES, Submitted, read_submission
from server.validation.validators import Validators

_ALLOW = "GET, HEAD, POST, OPTIONS"
_HTML = "text/html"
_OFFERS = {FORMATS[name].media_type: name for name in ("json", "turtle", "text", "junit", "html")}
"""The media types of reports, the first for who takes anything, and the names of their formats."""
_SHOWN = 256 << 10
"""Bytes; a file larger than that is not put into the form again, where it would make the page slow."""


class ValidateEndpoint:
    """The ASGI application at /validate."""

    def __init__(self, settings: Settings, validators: Validators, site: Site) -> None:
        self._settings = settings
        self._validators = validators
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self._response(request)
        except Problem as problem:
            response = Response(problem.body(), problem.status, HEADERS | problem.headers, MEDIA_TYPE)
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        method = request.method
        if method == "OPTIONS":
            return Response(status_code=204, headers=preflight(_ALLOW))
        if method in ("GET", "HEAD"):
            if not _names_html(request):
                detail = (
                    "Send RDF by POST, its syntax in Content-Type, to have it validated. A browser gets a form here."
                )
                raise Problem(405, "method-not-allowed", detail, {"Allow": "POST, OPTIONS", "Vary": "Accept"})
            return self._page(Submitted(b""), None, None)
        if method != "POST":
            raise HTTPException(405, headers={"Allow": _ALLOW})
        form = _form(request)
        submitted = Submitted(b"")
        try:
            submitted = await self._submitted(request)
            asked = FRAGMENT if form == "html" else form
            report = await self._report(
                request, Submission(submitted.content, submitted.media_type, submitted.name, asked)
            )
        except Problem as problem:
            if form != "html":
                raise
            return self._page(submitted, None, problem)
        if form == "html":
            return self._page(submitted, report.decode(), None)
        return Response(report, 200, {**HEADERS, "Vary": "Accept"}, FORMATS[form].media_type)

    async def _submitted(self, request: Request) -> Submitted:
        settings = self._settings
        advice = "Validate a larger file on your own machine: `kg validate FILE`."
        body = await read_limited(
            request.receive, request.headers, settings.validate_size, settings.query_timeout, advice
        )
        return read_submission(request.headers.get("content-type"), body)

    async def _report(self, request: Request, submission: Submission) -> bytes:
        try:
            client = client_of(request.scope, self._settings.trusted_proxies)
            answer = await self._validators.ask(submission, client, request.receive)
        except Stopped as stopped:
            raise of_stop(stopped.reason, self._settings) from None
        except InputError:
            raise of_stop("unavailable", self._settings) from None
        if isinstance(answer, Failure):
            raise of_failure(answer, self._settings)
        return answer.read() if isinstance(answer, Spooled) else answer

    def _page(self, submitted: Submitted, report: str | None, problem: Problem | None) -> Response:
        shown = submitted.content if len(submitted.content) <= _SHOWN else b""
        return self._site.page(
            "validate.html",
            status=200 if problem is None else problem.status,
            headers={**({} if problem is None else problem.headers), "Cache-Control": "no-store", "Vary": "Accept"},
            data=shown.decode("utf-8", "replace"),
            left_out=bool(submitted.content) and not shown,
            name=submitted.name,
            syntax=submitted.media_type,
            syntaxes=SYNTAXES,
            report=report,
            problem=problem,
            limit=self._settings.validate_size,
        )


def _names_html(request: Request) -> bool:
    """Whether Accept names HTML, and does not like it less than nothing: `*/*` alone does not."""
    return any(
        one.type == "text" and one.subtype in ("html", "*") and one.quality > 0
        for one in parse_accept(headers_of(request.scope).get("accept", ""))
    )


def _form(request: Request) -> str:
    """The format that `format=` names, else the one that Accept likes best; raises Problem 406 with what there is."""
    wanted = request.query_params.get("format")
    if wanted in FORMATS:
        return str(wanted)
    chosen = None if wanted else choose(headers_of(request.scope).get("accept"), list(_OFFERS))
    if chosen is None:
        detail = "There is no report in that format; `offered` lists the media types, `names` what `format=` takes."
        headers = {"Vary": "Accept"}
        raise Problem(406, "not-acceptable", detail, headers, offered=list(_OFFERS), names=list(FORMATS))
    return _OFFERS[chosen]

"""Requests of people in; the page of one question with its answer, and what all pages have in common, out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.asking.evidence import ClaimEvidence
from kg.asking.frames import Question
from server.accounts import QUERY
from server.coding import packed
from server.explaining.document import as_document
from server.explaining.explanation import Explaining
from server.pages.assets import Assets
from server.pages.evidence import MEDIA_TYPE, read_records, records_query
from server.pages.questions import SavedQuestion, asked
from server.pages.tables import Table, for_people, table_of
from server.pages.visitors import sees_sentences
from server.problems import Problem
from server.replies import SERVICE_LINK, Spooled
from server.settings import Settings
from server.sharing import FOR_ITS_OWN
from server.sparql.body import read_body
from server.sparql.endpoint import SparqlEndpoint, checked, question_of
from server.sparql.formats import GRAPHS, RESULTS
from server.sparql.protocol import SparqlRequest, read_request
from server.tags import ASK_AGAIN

_HERE = Path(__file__).parent
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Link": SERVICE_LINK,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What goes with every page: scripts and all else from here alone, and the way to the description for machines."""

_LONGEST_ADDRESS = 32_000
"""Characters; some browsers and proxies take no more."""


class Site:
    """The pages; they ask the endpoint as any client does."""

    def __init__(
        self,
        settings: Settings,
        endpoint: SparqlEndpoint,
        explaining: Explaining,
        questions: Mapping[str, SavedQuestion],
        assets: Assets,
    ) -> None:
        self._settings = settings
        self._endpoint = endpoint
        self._explaining = explaining
        self._questions = dict(questions)
        self._assets = assets
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @property
    def routes(self) -> list[Route]:
        """Where the pages lie."""
        return [
            Route("/ask", self.ask, methods=["GET", "POST"]),
            Route("/web/{name}", self._assets.serve),
        ]

    @property
    def has_editor(self) -> bool:
        """Whether the editor has been built."""
        return "editor.js" in self._assets

    async def ask(self, request: Request) -> Response:
        """The form with a query in it, and beside it the answer or what is wrong with the query."""
        named = request.query_params.get("question", "")
        if named in self._questions and "query" not in request.query_params:
            return RedirectResponse(f"/queries/{named}", 308)
        asks, query, question = SparqlRequest(None), "", None
        why: Mapping[str, object] | None = None
        result: Table | str | None = None
        problem: Problem | None = None
        evidence: dict[str, ClaimEvidence] = {}
        try:
            asks = await self._asks(request)
            query = asks.query or ""
            question = asked(self._questions, query)
            if query and not (question is not None and question.needs):
                result = await self._result(request, replace(asks, query=query))
                if isinstance(result, Table) and question is not None:
                    evidence = await self.evidence(request, result, question.evidence)
                    result = for_people(result, question.evidence)
                why = await self.why_empty(request, asks, result)
        except Problem as error:
            problem = error
        page = self.personal(
            request,
            "ask.html",
            status=200 if problem is None else problem.status,
            query=query,
            question=question,
            result=result,
            why=why,
            evidence=evidence,
            problem=problem,
            downloads_links=_downloads(replace(asks, query=query)),
            has_editor=self.has_editor,
        )
        page.headers.update({} if problem is None else problem.headers)
        return page

    async def why_empty(
        self, request: Request, asks: SparqlRequest, result: Table | str
    ) -> Mapping[str, object] | None:
        """Why an answer has no rows, as far as asking tells; None for one that has some, and where nothing is told."""
        if isinstance(result, str) or result.rows or result.truth:
            return None
        try:
            return as_document(await self._explaining.explain(request, asks))
        except Problem:
            return None  # the answer stands without it

    async def _asks(self, request: Request) -> SparqlRequest:
        """What the form, or a link like it, asks; raises Problem."""
        body = await read_body(request.receive, request.headers, self._settings) if request.method == "POST" else b""
        return read_request(request.method, request.scope["query_string"], request.headers.get("content-type"), body)

    async def _result(self, request: Request, asks: SparqlRequest) -> Table | str:
        """The table of a SELECT or ASK, or the triples of a CONSTRUCT or DESCRIBE as Turtle; raises Problem."""
        request.scope[QUERY] = query = asks.query or ""
        found = checked(query)
        graph = found.form in ("CONSTRUCT", "DESCRIBE")
        format_ = GRAPHS[0] if graph else RESULTS[0]
        question = question_of(asks, query, found, format_.engine)
        result = await self._endpoint.ask_for(request, question)
        if isinstance(result, Spooled):
            result.file.close()
            detail = f"The answer has {result.size >> 20} MiB, too much for a page. Download it, or add a LIMIT."
            raise Problem(422, "too-large-for-a-page", detail)
        try:
            return result.decode() if graph else table_of(result)
        except RecursionError:
            detail = "The answer has a term nested too deeply for a page. Download it."
            raise Problem(422, "too-deep-for-a-page", detail) from None

    async def evidence(
        self, request: Request, table: Table, columns: Sequence[str], endpoint: SparqlEndpoint | None = None
    ) -> dict[str, ClaimEvidence]:
        """What the claims in these columns say and rest on, by their IRIs; of the endpoint's dataset, if given."""
        claims = [row[column].value for row in table.shown for column in columns if column in row]
        if not claims:
            return {}
        query = records_query(claims)
        question = Question(query, MEDIA_TYPE)
        records = await (endpoint or self._endpoint).bytes_for(request, question)
        return read_records(records, claims, self._settings.text if sees_sentences(request, self._settings) else None)

    def wrapped(self, title: str, fragment: str, others: Sequence[tuple[str, str]]) -> str:
        """A page around a fragment of HTML of ours; `others` are the address and media type of what tells the same."""
        template = self._templates.get_template("reference.html")
        return template.render(title=title, fragment=Markup(fragment), others=others, assets=self._assets.version)  # noqa: S704

    def rendered(self, template: str, **content: object) -> str:
        """A template of ours, filled in."""
        return self._templates.get_template(template).render(assets=self._assets.version, **content)

    def page(self, template: str, *, status: int, headers: Mapping[str, str], **content: object) -> Response:
        """A page that is the same for whoever may see it, with these headers beside those of all pages."""
        return Response(self.rendered(template, **content), status, {**PAGE_HEADERS, **headers}, "text/html")

    def personal(self, request: Request, template: str, *, status: int = 200, **content: object) -> Response:
        """A page that may show sentences to whoever asks; then nobody keeps it."""
        headers: dict[str, str] = {}
        if sees_sentences(request, self._settings):
            headers |= {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, noarchive", **FOR_ITS_OWN}
        else:
            headers |= {"Cache-Control": ASK_AGAIN}
        page = self.page(template, status=status, headers=headers, **content)
        return packed(page, request.headers.get("accept-encoding", ""))


def _downloads(asks: SparqlRequest) -> list[tuple[str, str]]:
    """Names of formats, and the addresses of this request's answer in them; none where they would be too long."""
    dataset = {"default-graph-uri": asks.default_graphs, "named-graph-uri": asks.named_graphs}
    address = "/sparql?" + urlencode({"query": asks.query, **dataset}, doseq=True)
    if not asks.query or len(address) > _LONGEST_ADDRESS:
        return []
    return [(name, f"{address}&format={name.lower()}") for name in ("CSV", "JSON", "XML")]

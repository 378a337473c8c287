"""Requests for the saved questions in; the list of them, or one with its answer, out.

A question is asked of the endpoint, in the turn of whoever asks: what is sent as the engine writes it goes the way of
any query. Only what no engine writes (records, evidence, a page) is made here, of complete results that are small.
"""

import asyncio
import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from cachetools import LRUCache
from pyoxigraph import QueryResultsFormat, parse_query_results
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.asking.frames import Question
from kg.asking.records import records_of
from kg.querying.query_file import QueryFile, counted, part_of
from server.pages.evidence import MEDIA_TYPE, read_records, records_query
from server.pages.site import Site
from server.pages.tables import Table, for_people, table_of
from server.problems import Problem
from server.questions import catalogue
from server.questions.arguments import Arguments, read_arguments
from server.questions.choices import Choice, Choices, Fetch
from server.questions.drawings import drawing_of
from server.questions.evidence import claims_in, records_with_evidence, with_evidence
from server.questions.fields import field_of
from server.questions.naming import bound
from server.questions.released import as_released, check_taken, text_query
from server.questions.topics import by_topic
from server.questions.versions import Version, Versions
from server.replies import Receive, Reply, Scope, Send, headers_of, send_reply
from server.representations import Representation
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import GRAPHS, HTML, RESULTS, Format, pick
from server.sparql.protocol import SparqlRequest
from server.sparql.stopping import just_replaced
from server.tags import ASK_AGAIN

_JSON = RESULTS[0].engine
RECORDS = Format("application/json", "", ("records",))
"""A plain list of records, for data frames."""
ANSWERS = (*(one for one in RESULTS if one.media_type != RECORDS.media_type), RECORDS)
"""What a question's rows are sent as; to who asks for RDF, what there is to know of the question is sent."""
LIST = (Format("application/json", "", ("json",)), *GRAPHS, HTML)
FORMATS = (*ANSWERS, *GRAPHS, HTML)
_READ = 16 << 20
"""Bytes of representations made here that are kept."""
_LARGEST = 4 << 20
"""Bytes of results that are made into something else here."""
_BOUND = 4 << 20
"""Bytes of questions with their values bound that are kept."""
_OLD = 200
"""Questions as they were in a release that are kept."""


@dataclass(frozen=True)
class _Asked:
    """A question with its values bound: the whole and the part that is wanted, the dataset it was bound for.

    `endpoint` is the one on that dataset.
    """

    endpoint: SparqlEndpoint
    question: QueryFile
    arguments: Arguments
    whole: str
    wanted: str
    dataset: str


class Questions:
    """The addresses `/queries` and `/queries/<name>`; `versions` are the datasets that a permanent link may name."""

    def __init__(self, questions: Sequence[QueryFile], versions: Versions, site: Site, choices: Choices) -> None:
        self._questions = {question.name: question for question in questions}
        self._site = site
        self._versions = versions
        self._choices = choices
        self._released = LRUCache[tuple[str, str], QueryFile](_OLD)
        self._bound = LRUCache[tuple[str, str, bytes], str](_BOUND, getsizeof=len)
        self._made = LRUCache[tuple[str, str, str, bool], Representation](_READ, getsizeof=lambda made: made.size)

    @property
    def routes(self) -> list[Route]:
        """Where the questions lie."""
        return [Route("/queries", self.all), Route("/queries/{name}", self.one)]

    async def all(self, request: Request) -> Response:
        """The list of the questions."""
        wanted = request.query_params.get("format")
        format_ = pick(LIST, headers_of(request.scope).get("accept"), wanted)
        if format_ is HTML:
            topics = by_topic([*self._questions.values()])
            return self._site.page("queries.html", status=200, headers=_PAGE, topics=topics)
        return self._told("", [*self._questions.values()], format_).reply(request)

    async def one(self, request: Request) -> Response:
        """The answer to one question; for people with a form, for who asks for RDF the question itself."""
        question = self._question(request.path_params["name"])
        given = request.query_params.getlist("format")
        format_ = pick(FORMATS, headers_of(request.scope).get("accept"), given[-1] if given else None)
        if format_ is HTML:
            return await self._page(request, question)
        if format_ in GRAPHS:
            return self._told(question.name, [question], format_).reply(request)
        arguments = read_arguments(question, request.scope["query_string"])
        async with self._versions.answering(request, arguments.dataset) as version:
            asked = await self._asked(request, question, arguments, version)
            links = await self._links(request, asked)
            response = await self._answer(request, asked, format_)
            _check(asked)
        response.headers["Link"] = links
        return response

    def _told(self, name: str, questions: Sequence[QueryFile], format_: Format) -> Representation:
        """What there is to know of these questions before they are asked; of no dataset."""
        key = ("", name, format_.media_type, False)
        made = self._made.get(key)
        if made is None:
            in_rdf = format_ in GRAPHS
            body = catalogue.as_rdf(questions, format_.engine) if in_rdf else catalogue.as_json(questions)
            self._made[key] = made = _representation(format_, body)
        return made

    def _question(self, name: str) -> QueryFile:
        if name in self._questions:
            return self._questions[name]
        nearest = get_close_matches(name[:100], self._questions, 3, 0.4)
        detail = f"There is no question {name[:100]!r}; /queries lists those there are."
        raise Problem(404, "no-such-question", detail, nearest=nearest or None)

    async def _asked(self, request: Request, question: QueryFile, arguments: Arguments, version: Version) -> _Asked:
        """The question, as that version has it, with what the address says bound; raises Problem."""
        endpoint, query_string = version.endpoint, request.scope["query_string"]
        dataset = endpoint.dataset_hash
        if version.old:
            question = await self._as_released(request, question, endpoint)
            check_taken(question, arguments)
        key = (dataset, question.name, query_string)
        whole = self._bound.get(key)
        if whole is None:

            async def fetch(query: str) -> bytes:
                return await endpoint.bytes_for(request, Question(query, MEDIA_TYPE), arguments.timeout)

            whole = await bound(question, arguments.values, fetch)
            if dataset and endpoint.dataset_hash == dataset and len(query_string) + len(whole) < _BOUND >> 4:
                self._bound[key] = whole
        wanted = part_of(whole, arguments.limit, arguments.offset)
        asked = _Asked(endpoint, question, arguments, whole, wanted, dataset)
        _check(asked)
        return asked

    async def _as_released(self, request: Request, question: QueryFile, endpoint: SparqlEndpoint) -> QueryFile:
        key = (endpoint.dataset_hash, question.name)
        released = self._released.get(key)
        if released is None:
            text = await endpoint.bytes_for(request, Question(text_query(question), _JSON))
            self._released[key] = released = as_released(question, text)
        return released

    async def _answer(self, request: Request, asked: _Asked, format_: Format) -> Response:
        evidence = asked.arguments.evidence
        if format_ is not RECORDS and not evidence:
            asks = SparqlRequest(asked.wanted, format=format_.media_type, timeout=asked.arguments.timeout)
            return _Sent(await asked.endpoint.reply_to(request.scope, request.receive, asks, asked.wanted))
        key = (asked.dataset, asked.wanted, format_.media_type, evidence)
        made = self._made.get(key) if asked.dataset else None
        if made is None:
            results = await self._results(request, asked)
            records = await self._records(request, asked, results) if evidence else b""
            # In a thread of its own: what takes long here must not hold up the answers of others.
            made = await asyncio.to_thread(self._make, asked, format_, results, records)
            _check(asked)
            if asked.dataset and made.size < _READ >> 3:
                self._made[key] = made
        return made.reply(request)

    def _make(self, asked: _Asked, format_: Format, results: bytes, records: bytes) -> Representation:
        """The results as records, or with evidence, in the format."""
        if not asked.arguments.evidence:
            return _representation(format_, _dumped(records_of(results)))
        question = asked.question
        drill = None if question.evidence else self._questions.get(question.header.drill)
        document = json.loads(results)
        evidence = read_records(records, claims_in(document, question), None)
        if format_ is RECORDS:
            told = records_with_evidence(document, question, evidence, drill, asked.arguments.values)
            return _representation(format_, _dumped(told))
        widened = with_evidence(document, question, evidence, drill, asked.arguments.values)
        if format_.engine != _JSON:
            solutions = parse_query_results(widened, QueryResultsFormat.JSON)
            widened = solutions.serialize(format=QueryResultsFormat.from_media_type(format_.engine)) or b""
        return _representation(format_, widened)

    async def _records(self, request: Request, asked: _Asked, results: bytes) -> bytes:
        """The records of the claims that the rows name, as triples; the sentences are in no dataset."""
        claims = claims_in(json.loads(results), asked.question)
        if not claims:
            return b""
        return await _fetched(request, asked, records_query(claims), MEDIA_TYPE)

    async def _results(self, request: Request, asked: _Asked) -> bytes:
        """The rows that are wanted, in JSON; raises Problem 422 where they are too many to be made into more here."""
        question = Question(asked.wanted, _JSON)
        answer = await asked.endpoint.ask_for(request, question, asked.arguments.timeout)
        if isinstance(answer, bytes):
            return answer
        if answer.size <= _LARGEST:
            return answer.read()
        answer.file.close()
        detail = "The answer is too large for this. Ask for it part by part, with `limit` and `offset`."
        raise Problem(422, "too-large", detail, rows=await self._count(request, asked))

    async def _count(self, request: Request, asked: _Asked) -> int:
        """How many rows the whole answer has."""
        answer = await _fetched(request, asked, counted(asked.whole), _JSON)
        return int(json.loads(answer)["results"]["bindings"][0]["rows"]["value"])

    async def _links(self, request: Request, asked: _Asked) -> str:
        """The Link header: the question, the permanent link, and of a part the others. Source: RFC 8288."""
        name, arguments = asked.question.name, asked.arguments
        limit, offset = arguments.limit, arguments.offset
        links = [("describedby", f"/queries/{name}?format=turtle"), ("collection", "/queries")]
        if asked.dataset:
            links.append(("bookmark", arguments.address(name, limit=limit, offset=offset, dataset=asked.dataset)))
        if limit is not None:
            rows = await self._count(request, asked)
            last = max(0, (rows - 1) // limit * limit)
            places = [("first", 0), ("prev", max(0, offset - limit)), ("next", offset + limit), ("last", last)]
            kept = {"first", "last", *(["prev"] if offset else []), *(["next"] if offset + limit < rows else [])}
            links += [(rel, arguments.address(name, limit=limit, offset=at)) for rel, at in places if rel in kept]
        return ", ".join(f'<{address}>; rel="{rel}"' for rel, address in links)

    async def _page(self, request: Request, question: QueryFile) -> Response:
        """The question with its form, and its answer or what is wrong with what was filled in."""
        content: dict[str, object] = {"result": None, "evidence": {}, "problem": None, "links": [], "permanent": ""}
        content |= {"version": None, "drawn": None, "why": None}
        status, table = 200, Table()
        choices: Mapping[str, Sequence[Choice]] | None = None
        try:
            arguments = read_arguments(question, request.scope["query_string"])
            async with self._versions.answering(request, arguments.dataset) as version:
                asked = await self._asked(request, question, arguments, version)
                question = asked.question
                table = table_of(await self._results(request, asked))
                columns = question.evidence
                content["evidence"] = await self._site.evidence(request, table, columns, asked.endpoint)
                if version.old:
                    content["version"] = version
                else:
                    content["why"] = await self._site.why_empty(request, SparqlRequest(asked.wanted), table)
                choices = await self._choices.of(question, _fetch_from(asked.endpoint, request))
            content["result"] = for_people(table, columns)
            content["drawn"] = drawing_of(table, question.header.chart)
            content["links"] = _downloads(question.name, arguments)
            content["permanent"] = arguments.address(question.name, dataset=asked.dataset or None)
        except Problem as problem:
            if problem.kind != "missing-parameter":  # then the form is all there is
                content["problem"], status = problem, problem.status
        if choices is None:
            choices = await self._choices.of(question, _fetch_from(self._versions.served, request))
        fields = [
            field_of(one, request.query_params, choices, [row[one.name].value for row in table.rows if one.name in row])
            for one in question.parameters
        ]
        content |= {"fields": fields, "has_editor": self._site.has_editor}
        # In a thread of its own: a page of a thousand rows with their claims takes a quarter of a second.
        personal = self._site.personal
        page = await asyncio.to_thread(
            lambda: personal(request, "question.html", status=status, question=question, **content)
        )
        page.headers["Vary"] = "Accept, Accept-Encoding"
        if isinstance(wrong := content["problem"], Problem):
            page.headers.update(wrong.headers)
        return page


_PAGE = {"Cache-Control": ASK_AGAIN, "Vary": "Accept"}


def _check(asked: _Asked) -> None:
    """Raise Problem 503 where another dataset has come since; no answer is of two."""
    if asked.endpoint.dataset_hash != asked.dataset:
        raise just_replaced()


async def _fetched(request: Request, asked: _Asked, query: str, media_type: str) -> bytes:
    return await asked.endpoint.bytes_for(request, Question(query, media_type), asked.arguments.timeout)


def _fetch_from(endpoint: SparqlEndpoint, request: Request) -> Fetch:
    """What has the rows of a SELECT from that endpoint, in the turn of whoever sends the request."""
    return lambda query: endpoint.bytes_for(request, Question(query, _JSON))


class _Sent(Response):
    """A reply of the endpoint, as what a route returns."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(status_code=reply.status)
        self._reply = reply

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        """Send it, with the headers that have been added."""
        link = self.headers.get("link")
        headers = {**self._reply.headers, **({"Link": link} if link else {})}
        reply = Reply(self._reply.status, headers, self._reply.body)
        with contextlib.suppress(TimeoutError):
            await send_reply(send, reply, with_body=scope["method"] != "HEAD")


def _representation(format_: Format, body: bytes) -> Representation:
    headers = {"Vary": "Accept", "X-Content-Type-Options": "nosniff"}
    return Representation.of(format_.media_type, body, headers)


def _downloads(name: str, arguments: Arguments) -> list[tuple[str, str]]:
    """Names of formats, and the addresses of the same answer in them."""
    named = [("CSV", "csv"), ("JSON", "json"), ("records", "records"), ("XML", "xml")]
    return [
        (shown, Arguments(arguments.values, format_, dataset=arguments.dataset).address(name))
        for shown, format_ in named
    ]


def _dumped(records: Sequence[Mapping[str, object]]) -> bytes:
    return json.dumps(records, ensure_ascii=False).encode()

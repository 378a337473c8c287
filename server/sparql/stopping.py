"""Why a query has no answer, in; the problem its sender reads out.

What another attempt cannot mend (too deep, too much memory, too large a result) is 422; what depends on the load of
the moment is 503 with Retry-After; a query whose time is up is 504.
"""

from collections.abc import Awaitable

from kg.asking.frames import Failure
from server.problems import Problem
from server.replies import Spooled
from server.settings import Settings
from server.sparql.engine import Answered
from server.sparql.evaluator import Stopped

_SMALLER = "Ask for less: name a subject or a graph, add a LIMIT, or split the question."


async def result_of(
    answering: Awaitable[Answered], settings: Settings, timeout: float | None = None
) -> bytes | Spooled:
    """The result that is awaited; raises the Problem that its sender reads where there is none."""
    try:
        answer = await answering
    except Stopped as stopped:
        raise of_stop(stopped.reason, settings, timeout) from None
    if isinstance(answer, Failure):
        raise of_failure(answer, settings)
    return answer


def of_failure(failure: Failure, settings: Settings) -> Problem:
    """The problem that an evaluator reports."""
    if failure.kind == "syntax":
        return Problem(400, "syntax-error", _sentence(failure.what), line=failure.line, column=failure.column)
    if failure.kind == "size":
        detail = f"The result is larger than {settings.result_size} MiB, which is the most sent at once. {_SMALLER}"
        return Problem(422, "result-too-large", detail, limit=f"{settings.result_size} MiB")
    if failure.kind == "memory":
        return of_stop("memory", settings)
    return Problem(400, "bad-graph-name" if failure.kind == "graph" else "unsupported-query", failure.what)


def of_stop(reason: str, settings: Settings, timeout: float | None = None) -> Problem:
    """The problem of a query that was stopped; `timeout`: the seconds that it was given."""
    retry = {"Retry-After": "2"}
    if reason == "deadline":
        seconds = f"{timeout or settings.query_timeout:g} s"
        more = f"`timeout=` may give it up to {settings.query_timeout_max:g} s"
        detail = f"The query was stopped after {seconds}; {more}. {_SMALLER}"
        return Problem(504, "query-timeout", detail, limit=seconds)
    if reason == "memory":
        size = f"{settings.query_memory} MiB"
        detail = f"The query was stopped: it needs more than {size} of memory, the most a query may use. {_SMALLER}"
        return Problem(422, "query-memory", detail, limit=size)
    if reason == "depth":
        detail = "The query is nested too deeply to be read or evaluated. Write it with fewer brackets inside brackets."
        return Problem(422, "query-too-deep", detail)
    if reason == "busy":
        detail = "All evaluators are busy and others wait already. Nothing was evaluated; try again in a moment."
        return Problem(503, "busy", detail, retry)
    if reason == "crowded":
        detail = (
            "The query takes long, and as many long ones as this server bears are evaluated already. Try again later."
        )
        return Problem(503, "too-many-long-queries", detail, {"Retry-After": "10"})
    if reason == "yours":
        detail = (
            "The query takes long, and as many long ones of yours as one client may have are evaluated already. "
            "Wait for them."
        )
        return Problem(503, "too-many-long-queries", detail, {"Retry-After": "10"})
    if reason == "store-unreachable":
        detail = "The store that holds the dataset cannot be reached. It is tried again; try again in a moment, too."
        return Problem(503, reason, detail, retry)
    if reason == "store-refused":
        detail = "The store that holds the dataset has failed at this query, or will not answer. The log says how."
        return Problem(502, reason, detail)
    if reason == "store-broken":
        detail = "The answer of the store that holds the dataset is not whole: it broke off, or is not what it says."
        return Problem(502, reason, detail)
    if reason == "dataset-changed":
        return Problem(503, reason, "The dataset was replaced while the query was evaluated. Send it again.", retry)
    if reason == "unavailable":
        detail = "The dataset is being loaded, or the server is about to end. Try again in a moment."
        return Problem(503, "dataset-unavailable", detail, retry)
    return Problem(503, "evaluator-lost", "The process that evaluated this query was ended. Send it again.", retry)


def just_replaced() -> Problem:
    """The problem of what is made of several answers, when the next would be of another dataset."""
    detail = "The dataset was replaced while it was asked. Send the request again."
    return Problem(503, "dataset-just-replaced", detail, {"Retry-After": "1"})


def service_refused() -> Problem:
    """The answer to every query with a SERVICE clause."""
    return Problem(
        403,
        "service-refused",
        "The query has a SERVICE clause, and this server asks no other endpoint on anyone's behalf. Ask the other one "
        "yourself and join here with VALUES, or federate in your own client.",
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Why RDF has no validation report, in; the problem its sender reads out.

As with queries: what another attempt cannot mend is 4xx, what depends on the load of the moment 503 with Retry-After, a
validation whose time is up 504.
"""

from kg.asking.frames import Failure
from server.problems import Problem
from server.settings import Settings

_HERE = "Send less at once, or validate on your own machine: `kg validate FILE`."


def of_failure(failure: Failure, settings: Settings) -> Problem:
    """The problem that a validator reports."""
    if failure.kind == "syntax":
        return Problem(422, "rdf-not-read", failure.what, line=failure.line, column=failure.column)
    if failure.kind == "memory":
        return of_stop("memory", settings)
    if failure.kind == "size":
        return Problem(422, "report-too-large", f"The report is too large to be sent. {_HERE}")
    return Problem(422, "nothing-to-judge", failure.what)


def of_stop(reason: str, settings: Settings) -> Problem:
    """The problem of a validation that was stopped."""
    retry = {"Retry-After": "5"}
    if reason == "deadline":
        seconds = f"{settings.validate_timeout:g} s"
        detail = f"The validation was stopped after {seconds}, the most one may take here. {_HERE}"
        return Problem(504, "validation-timeout", detail, limit=seconds)
    if reason == "memory":
        size = f"{settings.validate_memory} MiB"
        detail = f"The validation was stopped: it needs more than {size} of memory, the most one may use. {_HERE}"
        return Problem(422, "validation-memory", detail, limit=size)
    if reason == "depth":
        detail = "The RDF is nested too deep to be read. Give the inner things IRIs and write them side by side."
        return Problem(422, "rdf-too-deep", detail)
    if reason == "busy":
        return Problem(503, "busy", "Others are being validated and wait already. Try again in a moment.", retry)
    if reason == "unavailable":
        return Problem(503, "validation-unavailable", "Validation is not ready. Try again in a moment.", retry)
    return Problem(503, "validator-lost", "The process that validated this was ended. Send it again.", retry)

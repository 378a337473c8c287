"""The state of the server in; whether it lives, and whether it answers, out as JSON."""

import json
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.asking.frames import Failure, Question
from server.replies import Spooled
from server.settings import Settings
from server.sparql.evaluator import Stopped
from server.sparql.evaluators import Evaluators

_PROBE = Question("ASK { ?s ?p ?o }", "application/sparql-results+json")


class Health:
    """The two health endpoints."""

    def __init__(self, settings: Settings, evaluators: Evaluators) -> None:
        self._settings = settings
        self._evaluators = evaluators

    async def live(self, _: Request) -> Response:
        """200 as long as requests are read at all."""
        return _json(200, {"status": "live"})

    async def ready(self, _: Request) -> Response:
        """200 when a real query has just been answered by an evaluator, else 503 with the reason."""
        began = time.perf_counter()
        try:
            answer: bytes | Spooled | Failure | str = await self._evaluators.ask(_PROBE)
        except Stopped as stopped:
            answer = stopped.reason
        description = self._evaluators.description
        if not isinstance(answer, bytes) or description is None:
            reason = answer.kind if isinstance(answer, Failure) else str(answer)
            return _json(503, {"status": "not ready", "reason": reason})
        return _json(
            200,
            {
                "status": "ready",
                "dataset": description.hash,
                "quads": description.quads,
                "query_ms": round((time.perf_counter() - began) * 1000, 2),
                "limits": {
                    "query_timeout_s": self._settings.query_timeout,
                    "query_memory_mib": self._settings.query_memory,
                    "result_size_mib": self._settings.result_size,
                    "query_size_kib": self._settings.query_size,
                    "evaluators": self._settings.evaluators,
                    "queue": self._settings.queue,
                    "validate_timeout_s": self._settings.validate_timeout,
                    "validate_memory_mib": self._settings.validate_memory,
                    "validate_size_kib": self._settings.validate_size,
                },
            },
        )


def _json(status: int, document: dict[str, Any]) -> Response:
    return Response(json.dumps(document), status, media_type="application/json", headers={"Cache-Control": "no-store"})

"""The state of the server in; whether it lives, and whether it answers, out as JSON."""

import json
import time
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.settings import Settings
from server.sparql.serving import Serving, silence_of


class Health:
    """The two health endpoints."""

    def __init__(self, settings: Settings, serving: Serving) -> None:
        self._settings = settings
        self._serving = serving
        # How much memory a query needs is known, and bounded, only where it is evaluated.
        self._memory = (
            {"store_queries": settings.store_queries} if settings.store else {"query_memory_mib": settings.query_memory}
        )

    async def live(self, _: Request) -> Response:
        """200 as long as requests are read at all."""
        return _json(200, {"status": "live"})

    async def ready(self, _: Request) -> Response:
        """200 when a real query has just been answered by an evaluator, else 503 with the reason.

        Where a newer dataset was refused it is 200 all the same, and says why.
        """
        began, answers = time.perf_counter(), self._serving.now
        description = None if answers is None else answers.engine.description
        reason = "unavailable" if answers is None else await silence_of(answers.engine, self._settings)
        if reason or description is None:
            return _json(503, {"status": "not ready", "reason": reason}, {"Retry-After": "2"})
        return _json(
            200,
            {
                "status": "ready",
                "dataset": description.hash or None,
                **(
                    {"store": "holds no dataset that was published whole"}
                    if self._settings.store and not description.hash
                    else {}
                ),
                "quads": description.quads,
                **({"newer_dataset_refused": self._serving.refused} if self._serving.refused else {}),
                "query_ms": round((time.perf_counter() - began) * 1000, 2),
                "limits": {
                    "query_timeout_s": self._settings.query_timeout,
                    "query_timeout_max_s": self._settings.query_timeout_max,
                    **self._memory,
                    "result_size_mib": self._settings.result_size,
                    "query_size_kib": self._settings.query_size,
                    "evaluators": self._settings.evaluators,
                    "slow_evaluators": self._settings.slow_evaluators,
                    "queue": self._settings.queue,
                    "validate_timeout_s": self._settings.validate_timeout,
                    "validate_memory_mib": self._settings.validate_memory,
                    "validate_size_kib": self._settings.validate_size,
                },
            },
        )


def _json(status: int, document: dict[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    headers = {"Cache-Control": "no-store", **(headers or {})}
    return Response(json.dumps(document), status, media_type="application/json", headers=headers)

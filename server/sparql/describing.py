"""A dataset, and a request that asks nothing of it, in; the service description for whoever asked, out.

It takes some milliseconds to write, so what was written is kept, by all that it depends on.
"""

import gzip
from collections.abc import Mapping

from cachetools import LRUCache

from server.coding import takes_gzip
from server.origin import origin_of
from server.replies import SERVICE_LINK, Reply, Scope
from server.settings import Settings
from server.sparql.description import service_description
from server.sparql.formats import Format
from server.sparql.parent import Description
from server.tags import ASK_AGAIN, knows, tag_of

_KEPT = 8 << 20
"""Bytes of descriptions that are kept."""


class Describing:
    """What the endpoint says of itself; `version` is that of the software."""

    def __init__(self, settings: Settings, version: str) -> None:
        self._settings = settings
        self._version = version
        self._limits = limits(settings)
        self._written = LRUCache[str, bytes](_KEPT, getsizeof=len)

    def reply(self, scope: Scope, headers: Mapping[str, str], format_: Format, dataset: Description) -> Reply:
        """The description in that format, or that the client has it already."""
        endpoint = f"{origin_of(scope, headers, self._settings)}{scope['path']}"
        packed = takes_gzip(headers.get("accept-encoding", ""))
        replied = {"Vary": "Accept, Accept-Encoding, Host", "Cache-Control": ASK_AGAIN, "Link": SERVICE_LINK}
        tag = ""
        if dataset.hash:
            parts = (dataset.hash, self._version, format_.media_type, str(packed), endpoint, self._limits)
            replied["ETag"] = tag = tag_of("\0".join(parts).encode())
            if knows(headers.get("if-none-match", ""), tag):
                return Reply(304, replied)
        body = self._written.get(tag)
        if body is None:
            body = service_description(dataset, endpoint, format_.engine, self._limits)
            body = gzip.compress(body, mtime=0) if packed else body
            if tag and len(body) <= _KEPT:
                self._written[tag] = body
        coding = {"Content-Encoding": "gzip"} if packed else {}
        return Reply(200, {"Content-Type": format_.content_type, **replied, **coding}, body)


def limits(settings: Settings) -> str:
    """What a query may use here, for people."""
    if settings.store:
        memory = ""
        many = (
            f"The store that evaluates them is asked {settings.store_queries} at once, and may have limits of its own"
        )
    else:
        memory = f", and {settings.query_memory} MiB of memory"
        many = f"Of queries that take long, {settings.slow_evaluators} are evaluated at once"
    return (
        f"A query may take {settings.query_timeout:g} s, or as many as `timeout=` says up to "
        f"{settings.query_timeout_max:g}{memory}; a result may have {settings.result_size} MiB, a request "
        f"{settings.query_size} KiB. {many}. SERVICE and updates are refused."
    )

"""A request in; the scheme and authority by which its sender knows this server, out."""

import re
from collections.abc import Mapping

from server.replies import Scope
from server.settings import Settings

_HOST = re.compile(r"[A-Za-z0-9.\-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


def origin_of(scope: Scope, headers: Mapping[str, str], settings: Settings) -> str:
    """As in `http://127.0.0.1:8000`; where Host is none, by the settings. What uses it says `Vary: Host`."""
    host = headers.get("host", "")
    authority = host if _HOST.fullmatch(host) else f"{settings.host}:{settings.port}"
    return f"{scope.get('scheme', 'http')}://{authority}"

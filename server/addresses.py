"""A request in; the scheme and host that whoever sent it knows this server by, out."""

import re

from server.replies import Scope, headers_of
from server.settings import Settings

_HOST = re.compile(r"[A-Za-z0-9.\-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


def origin(scope: Scope, settings: Settings) -> str:
    """Scheme and host, without a path; the server's own where the Host header is none."""
    host = headers_of(scope).get("host", "")
    return f"{scope.get('scheme', 'http')}://{host if _HOST.fullmatch(host) else f'{settings.host}:{settings.port}'}"

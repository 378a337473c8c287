"""A request and the settings in; whether whoever asks may see sentences of the articles, out.

The articles are not ours to publish: sentences are for requests from this very machine, unless the operator says that
all may see them.
"""

import re
from ipaddress import ip_address

from starlette.requests import Request

from server.settings import Settings

_HERE = {ip_address("127.0.0.1"), ip_address("::1"), ip_address("::ffff:127.0.0.1")}
_OUR_NAMES = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?", re.I)
_PASSED_ON = re.compile(r"forwarded|via|x-forwarded.*|x-original-.*|.*-(?:client|real|connecting|cluster-client)-ip")


def sees_sentences(request: Request, settings: Settings) -> bool:
    """Whether sentences go into this answer; never where no text is configured.

    A request that a proxy has passed on comes from elsewhere, wherever the proxy runs; so does one that names this
    machine otherwise than it names itself, for that is how a page of somebody else's has a browser read ours for it.
    """
    if settings.text is None:
        return False
    if settings.show_text == "all":
        return True
    return (
        _from_here(request)
        and _OUR_NAMES.fullmatch(request.headers.get("host", "")) is not None
        and not any(_PASSED_ON.fullmatch(name) for name in request.headers)
    )


def _from_here(request: Request) -> bool:
    try:
        return request.client is not None and ip_address(request.client.host) in _HERE
    except ValueError:
        return False

"""A request and the settings in; whether whoever asks may see sentences of the articles, out.

The articles are not ours to publish: sentences are for requests from this very machine, unless the operator says that
all may see them.
"""

from ipaddress import ip_address

from starlette.requests import Request

from server.settings import Settings

_HERE = {ip_address("127.0.0.1"), ip_address("::1"), ip_address("::ffff:127.0.0.1")}
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


def sees_sentences(request: Request, settings: Settings) -> bool:
    """Whether sentences go into this answer; never where no text is configured.

    A request that a proxy has passed on comes from elsewhere, wherever the proxy runs.
    """
    if settings.text is None:
        return False
    if settings.show_text == "all":
        return True
    return _from_here(request) and not any(name in request.headers for name in _FORWARDED)


def _from_here(request: Request) -> bool:
    try:
        return request.client is not None and ip_address(request.client.host) in _HERE
    except ValueError:
        return False

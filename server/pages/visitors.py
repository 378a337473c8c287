"""A request and the settings in; whether whoever asks may see sentences of the articles, out.

The articles are not ours to publish: sentences are for requests from this very machine, unless the operator says that
all may see them.
"""

from starlette.requests import Request

from server.clients import asks_from_here
from server.settings import Settings


def sees_sentences(request: Request, settings: Settings) -> bool:
    """Whether sentences go into this answer; never where no text is configured."""
    if settings.text is None:
        return False
    return settings.show_text == "all" or asks_from_here(request.scope, settings.trusted_proxies)

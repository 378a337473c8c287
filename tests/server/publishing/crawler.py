"""A server's address in; everything that links, headers and the site map lead to, as a stranger finds it, out."""

import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urldefrag, urljoin

import httpx

from kg.prefixes import BASE
from server.publishing.documents import FOLDERS

AT_ONCE = 4
PATIENCE = 5
"""Times that an address is asked for which says that the server is busy, after as long as it says."""
THINGS = tuple(f"/{folder}/" for folder in FOLDERS)
HREF = re.compile(r'<(?:a|link)\s[^>]*?href="([^"]*)"')
LINK = re.compile(r"<([^>]*)>\s*;([^<]*)")
LOC = re.compile(r"<loc>([^<]*)</loc>")

Follows = Callable[[str, str], bool]
"""Whether an address is followed that was found with the words of a link header, or none."""


@dataclass
class Crawl:
    """What was found: `statuses` by address, and the address that led there (`linked_from`).

    `accept` is what is wanted of things, and of pages after HTML; `follows` keeps a crawl short.
    """

    client: httpx.Client
    accept: str
    follows: Follows
    statuses: dict[str, int] = field(default_factory=dict)
    linked_from: dict[str, str] = field(default_factory=dict)

    def run(self, start: str = "/") -> Iterator[httpx.Response]:
        """Fetch what can be reached from the start, each address once, several at a time."""
        waiting = deque([start])
        self.linked_from[start] = ""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            fetching: deque[tuple[str, Future[httpx.Response]]] = deque()
            while waiting or fetching:
                while waiting and len(fetching) < 4 * AT_ONCE:
                    address = waiting.popleft()
                    fetching.append((address, pool.submit(self._fetch, address)))
                address, answer = fetching[0][0], fetching[0][1].result()
                fetching.popleft()
                self.statuses[address] = answer.status_code
                for link, words in self._links(address, answer):
                    if link not in self.linked_from and self.follows(link, words):
                        self.linked_from[link] = address
                        waiting.append(link)
                if answer.status_code == 200:
                    yield answer

    def _fetch(self, address: str) -> httpx.Response:
        wants = self.accept if address.startswith(THINGS) else f"text/html, {self.accept};q=0.5"
        for _ in range(PATIENCE):
            answer = self.client.get(address, headers={"Accept": f"{wants}, */*;q=0.1"})
            if answer.status_code != 503:
                break
            time.sleep(int(answer.headers["retry-after"]))
        return answer

    def _links(self, address: str, answer: httpx.Response) -> Iterator[tuple[str, str]]:
        found = [(target, words) for target, words in LINK.findall(answer.headers.get("link", ""))]
        found += [(answer.headers["location"], "")] if "location" in answer.headers else []
        media_type = answer.headers.get("content-type", "").partition(";")[0]
        if media_type == "text/html":
            found += [(unescape(target), "") for target in HREF.findall(answer.text)]
        elif media_type == "application/xml":
            found += [(unescape(target), "") for target in LOC.findall(answer.text)]
        for target, words in found:
            local = self._local(urljoin(address, target))
            if local is not None:
                yield local, words

    def _local(self, target: str) -> str | None:
        """The address on this server: its own, and our IRIs, which it answers for; None for what lies elsewhere."""
        here = str(self.client.base_url).rstrip("/")
        for base in (here + "/", BASE):
            if target.startswith(base):
                target = "/" + target.removeprefix(base)
        return urldefrag(target).url if target.startswith("/") else None

"""Who sees sentences of the article: this machine, unless the operator shows them to all."""

from pathlib import Path

import pytest
from starlette.requests import Request

from server.pages.visitors import sees_sentences
from server.settings import Settings


def request(address: str | None, **headers: str) -> Request:
    headers.setdefault("host", "127.0.0.1:8000")
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    client = None if address is None else (address, 5000)
    return Request({"type": "http", "method": "GET", "path": "/", "headers": pairs, "client": client})


@pytest.mark.parametrize(
    ("asking", "local", "all_"),
    [
        (request("127.0.0.1"), True, True),
        (request("::1"), True, True),
        (request("::ffff:127.0.0.1"), True, True),
        (request("127.0.0.2"), False, True),
        (request("10.0.0.1"), False, True),
        (request("2001:db8::1"), False, True),
        (request("localhost"), False, True),
        (request(None), False, True),
        (request("127.0.0.1", x_forwarded_for="127.0.0.1"), False, True),
        (request("127.0.0.1", forwarded="for=127.0.0.1"), False, True),
        (request("127.0.0.1", via="1.1 proxy"), False, True),
        (request("127.0.0.1", x_forwarded_host="127.0.0.1"), False, True),
        (request("127.0.0.1", cf_connecting_ip="127.0.0.1"), False, True),
        (request("127.0.0.1", x_client_ip="127.0.0.1"), False, True),
        (request("127.0.0.1", host="localhost"), True, True),
        (request("::1", host="[::1]:8000"), True, True),
        (request("127.0.0.1", host="rebound.example:8000"), False, True),
        (request("127.0.0.1", host="localhost.rebound.example"), False, True),
        (request("127.0.0.1", host=""), False, True),
    ],
)
def test_who_sees_sentences(asking: Request, local: bool, all_: bool) -> None:
    dataset, text = (Path("d.nq"),), Path("text")
    assert sees_sentences(asking, Settings(dataset, text=text)) is local
    assert sees_sentences(asking, Settings(dataset, text=text, show_text="all")) is all_
    assert not sees_sentences(asking, Settings(dataset, show_text="all"))

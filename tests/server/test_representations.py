"""What is sent of a body: packed for who takes that, and not at all to who has it."""

import gzip

import pytest
from starlette.requests import Request

from server.representations import Representation

BODY = b"a line of text\n" * 500
PAGE = Representation.of("text/html", BODY, {"Vary": "Accept"})


def asking(method: str = "GET", path: str = "/ontology", **headers: str) -> Request:
    listed = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": method, "path": path, "headers": listed, "query_string": b""})


@pytest.mark.parametrize("header", ["gzip", "br, gzip;q=0.5", "*", "GZIP"])
def test_gzip_is_for_who_takes_it(header: str) -> None:
    reply = PAGE.reply(asking(accept_encoding=header))
    assert reply.headers["content-encoding"] == "gzip"
    assert gzip.decompress(reply.body) == BODY


@pytest.mark.parametrize("header", ["", "identity", "br", "gzip;q=0", "*;q=0", "gzip;q=0, *"])
def test_and_nobody_else(header: str) -> None:
    reply = PAGE.reply(asking(accept_encoding=header))
    assert "content-encoding" not in reply.headers
    assert reply.body == BODY


def test_small_bodies_stay_as_they_are() -> None:
    small = Representation.of("text/turtle", b"<a> <b> <c> .", {})
    assert small.reply(asking(accept_encoding="gzip")).body == b"<a> <b> <c> ."


def test_a_tag_stands_for_address_type_coding_and_bytes() -> None:
    other_type = Representation.of("text/turtle", BODY, {})
    other_bytes = Representation.of("text/html", BODY + b"!", {})
    tags = [
        PAGE.reply(asking()).headers["etag"],
        PAGE.reply(asking(accept_encoding="gzip")).headers["etag"],
        PAGE.reply(asking(path="/shapes")).headers["etag"],
        other_type.reply(asking()).headers["etag"],
        other_bytes.reply(asking()).headers["etag"],
    ]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("known", ["{tag}", 'W/{tag}, "other"', "*"])
def test_who_has_it_is_told_so(known: str) -> None:
    tag = PAGE.reply(asking()).headers["etag"]
    reply = PAGE.reply(asking(if_none_match=known.format(tag=tag)))
    assert reply.status_code == 304
    assert reply.body == b""


def test_head_says_how_long_it_would_be() -> None:
    reply = PAGE.reply(asking("HEAD"))
    assert reply.body == b""
    assert reply.headers["content-length"] == str(len(BODY))

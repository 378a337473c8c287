"""Accept-Encoding headers, and whether an answer goes compressed."""

import gzip

import pytest
from starlette.responses import Response

from server.coding import packed, takes_gzip


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("", False),
        ("identity", False),
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        ("gzip;q=0", False),
        ("gzip ; q = 0.000", False),
        ("gzip;q=0, *", False),
        ("*", True),
        ("*;q=0", False),
        ("identity;q=1, *;q=0.5", True),
        ("notgzip, gzipped", False),
        ("gzip;q=high", False),
        (";;,=", False),
    ],
)
def test_only_who_takes_gzip_gets_it(header: str, taken: bool) -> None:
    assert takes_gzip(header) is taken


def test_a_page_made_for_one_is_compressed_for_who_takes_it() -> None:
    page = packed(Response("a page", headers={"Vary": "Accept"}, media_type="text/html"), "gzip")
    assert gzip.decompress(bytes(page.body)) == b"a page"
    assert page.headers["content-length"] == str(len(page.body))
    assert (page.headers["content-encoding"], page.headers["vary"]) == ("gzip", "Accept, Accept-Encoding")
    plain = packed(Response("a page"), "identity")
    assert (plain.body, plain.headers["vary"]) == (b"a page", "Accept-Encoding")
    assert "content-encoding" not in plain.headers

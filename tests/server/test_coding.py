"""Accept-Encoding headers, and whether an answer goes compressed."""

import pytest

from server.coding import takes_gzip


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

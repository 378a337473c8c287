"""The environment becomes settings, or one line that names the variable."""

import os
from ipaddress import ip_network
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.project import Project
from kg.publishing.store_address import StoreAddress
from server.settings import Settings


def test_without_any_variable_the_built_dataset_is_served() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings(dataset=(Project.here().build / "entente.nq",))


def test_every_variable_is_read() -> None:
    given = {
        "ENTENTE_DATASET": os.pathsep.join(["a.nq", "b.ttl"]),
        "ENTENTE_HOST": "::1",
        "ENTENTE_PORT": "9000",
        "ENTENTE_STORE": "http://me:secret@h/query",
        "ENTENTE_RELEASES": "kept",
        "ENTENTE_TEXT": "texts",
        "ENTENTE_SHOW_TEXT": "all",
        "ENTENTE_QUERY_TIMEOUT": "2.5",
        "ENTENTE_QUERY_TIMEOUT_MAX": "7.5",
        "ENTENTE_QUERY_MEMORY": "64",
        "ENTENTE_RESULT_SIZE": "16",
        "ENTENTE_QUERY_SIZE": "8",
        "ENTENTE_EVALUATORS": "3",
        "ENTENTE_SLOW_EVALUATORS": "2",
        "ENTENTE_QUEUE": "5",
        "ENTENTE_CACHE": "0",
        "ENTENTE_TRUSTED_PROXIES": "10.0.0.0/8, ::1",
        "ENTENTE_VALIDATE_TIMEOUT": "1.5",
        "ENTENTE_VALIDATE_MEMORY": "32",
        "ENTENTE_VALIDATE_SIZE": "16",
        "ENTENTE_ACCESS_LOG": "-",
    }
    assert set(given) == {f"ENTENTE_{name.upper()}" for name in Settings.__dataclass_fields__}
    assert Settings.from_environment(given) == Settings(
        dataset=(Path("a.nq"), Path("b.ttl")),
        host="::1",
        port=9000,
        store=StoreAddress.of("http://me:secret@h/query"),
        releases=Path("kept"),
        text=Path("texts"),
        show_text="all",
        query_timeout=2.5,
        query_timeout_max=7.5,
        query_memory=64,
        result_size=16,
        query_size=8,
        evaluators=3,
        slow_evaluators=2,
        queue=5,
        cache=0,
        trusted_proxies=(ip_network("10.0.0.0/8"), ip_network("::1")),
        validate_timeout=1.5,
        validate_memory=32,
        validate_size=16,
        access_log="-",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("QUERY_TIMEOUT", "soon"),
        ("QUERY_TIMEOUT", "0"),
        ("QUERY_TIMEOUT_MAX", "9"),
        ("CACHE", "-1"),
        ("TRUSTED_PROXIES", "nearby"),
        ("QUERY_TIMEOUT", "nan"),
        ("QUERY_TIMEOUT", "inf"),
        ("QUERY_MEMORY", "99999999999999"),
        ("EVALUATORS", "-1"),
        ("EVALUATORS", "100000"),
        ("EVALUATORS", "1.5"),
        ("SHOW_TEXT", "some"),
        ("DATASET", os.pathsep),
    ],
)
def test_a_value_that_cannot_be_meant_is_named(name: str, value: str) -> None:
    with pytest.raises(InputError, match=f"ENTENTE_{name}"):
        Settings.from_environment({f"ENTENTE_{name}": value})

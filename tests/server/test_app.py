"""The application as a whole: how it starts, and what it says when there is no dataset."""

import asyncio
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.app import create_app
from server.settings import Settings
from server.version import software_version


def start(dataset: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    arguments = ["--interface", "asgi", "--factory", "--log-level", "critical", "--port", "0", "server.app:create_app"]
    return subprocess.run(
        [sys.executable, "-m", "granian", *arguments],
        env={"ENTENTE_DATASET": dataset, **variables},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.nq", None), ("broken.nq", "<urn:s> <urn:p> nonsense ."), ("picture.png", "x"), ("broken.trig", "{")],
)
def test_a_bad_dataset_ends_the_server_with_one_line(tmp_path: Path, name: str, content: str | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    ended = start(str(path))
    assert ended.returncode != 0
    assert ended.stderr.count("\n") == 1, ended.stderr
    assert ended.stderr.startswith(f"entente: {path}")


def test_a_bad_setting_ends_the_server_with_one_line(small_file: Path) -> None:
    ended = start(str(small_file), ENTENTE_QUERY_TIMEOUT="soon")
    assert ended.returncode != 0
    assert ended.stderr == "entente: ENTENTE_QUERY_TIMEOUT is 'soon'. Set it to a number.\n"


@pytest.mark.parametrize(
    ("url", "status"),
    [("/sparql?query=ASK%7B%7D", 503), ("/sparql", 503), ("/health/ready", 503), ("/health/live", 200)],
)
def test_without_a_dataset_it_says_so(small_file: Path, url: str, status: int) -> None:
    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(Settings(dataset=(small_file,))))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(url)

    assert asyncio.run(get()).status_code == status


@pytest.mark.parametrize("url", ["/ask?query=ASK%7B%7D", "/queries/acts-of-plans", "/search?q=Dokdo", "/table"])
def test_a_page_that_has_no_answer_now_says_when_to_come_back(small_file: Path, url: str) -> None:
    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(create_app(Settings(dataset=(small_file,))))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(url, headers={"Accept": "text/html"})

    answer = asyncio.run(get())
    assert answer.status_code == 503
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["retry-after"].isdigit()


def test_the_dataset_is_loaded_in_the_lifespan(small_file: Path) -> None:
    async def ask() -> tuple[int, int]:
        app = create_app(Settings(dataset=(small_file,)))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            async with app.router.lifespan_context(app):
                during = await client.get("/sparql?query=ASK%7B%7D")
            after = await client.get("/sparql?query=ASK%7B%7D")
        return during.status_code, after.status_code

    assert asyncio.run(ask()) == (200, 503)


def test_the_version_is_one_for_one_code() -> None:
    assert software_version() == software_version()
    assert len(software_version()) == 12


def test_what_nobody_foresaw_is_logged_and_says_nothing(small_file: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def broken(_: Request) -> Response:
        raise ZeroDivisionError("secret")

    async def get() -> httpx.Response:
        app = create_app(Settings(dataset=(small_file,)))
        app.router.routes.append(Route("/broken", broken))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get("/broken")

    response = asyncio.run(get())
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text
    assert "ZeroDivisionError" in caplog.text


def test_the_server_starts_without_the_engine_that_validates() -> None:
    """Validation has processes of its own; its engine would take a sixth of a second of every start."""
    code = "import sys, server.app; print(*sorted({'pyshacl', 'owlrl', 'oxrdflib'} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""

"""Permanent links: the dataset they name answers, from a kept release where need be, or what became of it is told."""

import csv
import gzip
import hashlib
import io
import os
import shutil
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.server.at_once import at_once
from tests.server.processes import children
from tests.server.released import HOSTILE, Released

QUESTION = "/queries/stalled-agreements"
BARRIERS = "/queries/barriers"


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def asked(client: httpx.Client, address: str, dataset: str, **more: str) -> httpx.Response:
    return client.get(address, params={"dataset": dataset, "format": "csv", **more})


def test_a_link_to_what_is_served_is_answered_from_it(released_server, released: Released) -> None:
    plain = released_server.client.get(f"{BARRIERS}?format=csv")
    for digits in (64, 12):
        answer = asked(released_server.client, BARRIERS, released.second.digest[:digits])
        assert (rows(answer), answer.headers["etag"]) == (rows(plain), plain.headers["etag"])


def test_a_link_to_a_kept_release_is_answered_as_it_was(released_server, released: Released) -> None:
    now, then = (rows(asked(released_server.client, BARRIERS, r.digest)) for r in (released.second, released.first))
    assert now != then
    assert len(now) == len(then) == 2
    old = {row["claim"].rpartition("/")[2] for row in then}
    assert "drought-strained-relations" in old
    assert "drought-weighed-on-relations" not in old


def test_the_question_too_is_as_it_was_in_that_release(released_server, released: Released) -> None:
    assert rows(asked(released_server.client, QUESTION, released.second.digest)) == []
    (row,) = rows(asked(released_server.client, QUESTION, released.first.digest))
    assert row["stage"].endswith("grain-pact-signing-aborted")
    page = released_server.client.get(
        QUESTION, params={"dataset": released.first.digest}, headers={"Accept": "text/html"}
    )
    assert page.status_code == 200
    assert "FILTER(?certainty" not in page.text
    assert "release 0.1.0" in page.text
    assert "2026-12-01" in page.text
    assert "Grain pact" in page.text


def test_a_link_that_was_given_still_answers_the_same_when_the_dataset_has_been_replaced(
    serve, released: Released, tmp_path: Path
) -> None:
    served, after = tmp_path / "entente.nq", tmp_path / "after.nq"
    for path, release in ((served, released.first), (after, released.second)):
        path.write_bytes(gzip.decompress((released.kept / release.file_name).read_bytes()))
    with serve("--dataset", str(served), checkout=released.project.root, releases=str(released.kept)) as server:
        before = server.client.get(f"{BARRIERS}?format=csv")
        link = before.links["bookmark"]["url"]
        after.rename(served)
        os.kill(server.process.pid, signal.SIGHUP)
        deadline = time.monotonic() + 15
        while server.client.get("/health/ready").json()["dataset"] != released.second.digest:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert rows(server.client.get(f"{BARRIERS}?format=csv")) != rows(before)
        again = server.client.get(link)
        assert (again.text, again.headers["etag"]) == (before.text, before.headers["etag"])


@pytest.mark.parametrize("form", ["csv", "json", "xml", "tsv", "records"])
@pytest.mark.parametrize("evidence", ["", "1"])
def test_every_format_is_of_that_release_with_a_tag_of_its_own(
    released_server, released: Released, form: str, evidence: str
) -> None:
    address = "/queries/claims-of-section"
    answers = [
        asked(released_server.client, address, one.digest, format=form, evidence=evidence)
        for one in (released.first, released.second)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].headers["etag"] != answers[1].headers["etag"]
    assert "drought-strained-relations" in answers[0].text
    assert "drought-strained-relations" not in answers[1].text
    again = released_server.client.get(answers[0].url, headers={"If-None-Match": answers[0].headers["etag"]})
    assert again.status_code == 304
    assert released.first.digest in answers[0].links["bookmark"]["url"]


def test_values_are_looked_up_in_that_release(released_server, released: Released) -> None:
    statuses = [
        asked(released_server.client, "/queries/evidence-about", one.digest, thing=HOSTILE).status_code
        for one in (released.first, released.second)
    ]
    assert statuses == [400, 200]
    part = asked(released_server.client, "/queries/claims-of-section", released.first.digest, limit="2")
    assert len(rows(part)) == 2
    assert released.first.digest in part.links["next"]["url"]


def test_of_a_release_that_is_not_kept_it_is_told_what_changed_since(serve, released: Released, tmp_path) -> None:
    dataset = str(released.project.dataset)
    with serve("--dataset", dataset, checkout=released.project.root, releases=str(tmp_path)) as server:
        answer = asked(server.client, QUESTION, released.first.digest[:12])
        assert answer.status_code == 410
        problem = answer.json()
        assert (problem["version"], problem["date"]) == ("0.1.0", "2026-12-01")
        assert problem["served"] == released.second.digest
        assert problem["changes"] == answer.links["version-history"]["url"] == "/changes?since=0.1.0"
        assert server.client.get(problem["changes"]).json()["releases"][0]["version"] == "0.2.0"
        page = server.client.get(answer.url.copy_remove_param("format"), headers={"Accept": "text/html"})
        assert page.status_code == 410
        assert '<a href="/changes?since=0.1.0">' in page.text
        unknown = asked(server.client, QUESTION, "c" * 64)
        assert unknown.status_code == 410
        assert "version" not in unknown.json()


def keep(folder: Path, content: bytes, name: str | None = None) -> str:
    """Put a dataset into a folder of releases; its hash."""
    digest = hashlib.sha256(content).hexdigest()
    folder.mkdir(exist_ok=True)
    (folder / f"entente-{(name or digest)[:12]}.nq.gz").write_bytes(gzip.compress(content))
    return digest


def one_quad(number: int) -> bytes:
    return f'<urn:s> <urn:p> "{number}" .\n'.encode()


def test_a_file_that_is_not_what_its_name_says_answers_nothing(serve, small_file: Path, tmp_path: Path) -> None:
    false, broken, nonsense = "d" * 64, "e" * 64, "f" * 64
    keep(tmp_path, one_quad(1), false)
    keep(tmp_path, b"no RDF at all", nonsense)
    whole = gzip.compress(small_file.read_bytes())
    (tmp_path / f"entente-{broken[:12]}.nq.gz").write_bytes(whole[: len(whole) // 2])
    good = keep(tmp_path, one_quad(2))
    with serve("--dataset", str(small_file), releases=str(tmp_path)) as server:
        for digest in (false, broken, nonsense, false):
            answer = asked(server.client, QUESTION, digest)
            assert answer.status_code == 410
            assert "The file that is kept of it cannot be loaded." in answer.json()["detail"]
        other = good[:12] + "0" * 52  # begins as the name of the file does, but goes on otherwise
        assert asked(server.client, QUESTION, other).status_code == 410
        assert rows(asked(server.client, QUESTION, good)) == []
        figures = server.client.get("/metrics").text
        assert 'entente_release_loads_total{outcome="failed"} 3.0' in figures
        assert 'entente_release_loads_total{outcome="loaded"} 1.0' in figures
        assert "entente_loaded_releases 1.0" in figures


def test_old_datasets_cannot_be_named_in_turn_without_end(serve, small_file: Path, tmp_path: Path) -> None:
    digests = [keep(tmp_path, one_quad(number)) for number in range(4)]
    with serve("--dataset", str(small_file), releases=str(tmp_path)) as server:
        assert [asked(server.client, QUESTION, digest).status_code for digest in digests[:2]] == [200, 200]
        for digest in digests[2:] * 5:
            refused = asked(server.client, QUESTION, digest)
            assert (refused.status_code, refused.json()["title"]) == (503, "Release not loaded")
            assert int(refused.headers["retry-after"]) > 0
        assert [asked(server.client, QUESTION, digest).status_code for digest in digests[:2]] == [200, 200]
        assert server.query("ASK {}").status_code == 200
        assert 'entente_release_loads_total{outcome="loaded"} 2.0' in server.client.get("/metrics").text


def test_many_who_name_old_datasets_at_once_hold_nobody_up(serve, small_file: Path, tmp_path: Path) -> None:
    big = b"".join(b'<urn:s%d> <urn:p> "%d" .\n' % (number, number) for number in range(400_000))
    digests = [keep(tmp_path, big), *(keep(tmp_path, one_quad(number)) for number in range(3))]
    loaded = 'entente_release_loads_total{outcome="loaded"} 2.0'
    with serve("--dataset", str(small_file), releases=str(tmp_path)) as server:
        seen, waited = Counter[int](), list[float]()

        def ask(digest: str) -> Callable[[threading.Event], None]:
            def ask_on(stop: threading.Event) -> None:
                with httpx.Client(base_url=server.url, timeout=60) as client:
                    while not stop.is_set():
                        seen[asked(client, QUESTION, digest).status_code] += 1

            return ask_on

        with at_once([ask(digest) for digest in (digests[0], *digests)]):
            deadline = time.monotonic() + 30
            while loaded not in server.client.get("/metrics").text or len(waited) < 100:
                assert time.monotonic() < deadline
                began = time.monotonic()
                assert server.query("SELECT ?p { ?s ?p ?o } LIMIT 1").status_code == 200
                waited.append(time.monotonic() - began)
        assert set(seen) <= {200, 503}
        assert seen[200]
        assert sorted(waited)[len(waited) // 2] < 0.5
        assert loaded in server.client.get("/metrics").text  # each of two once, and no third in their place


def test_one_that_is_lost_is_loaded_again(serve, small_file: Path, tmp_path: Path) -> None:
    digest = keep(tmp_path, one_quad(1))
    with serve("--dataset", str(small_file), releases=str(tmp_path)) as server:
        before = set(children(server.process.pid))
        assert asked(server.client, QUESTION, digest).status_code == 200
        (new,) = set(children(server.process.pid)) - before
        os.kill(new, signal.SIGKILL)
        deadline = time.monotonic() + 20
        while 'entente_release_loads_total{outcome="loaded"} 2.0' not in server.client.get("/metrics").text:
            assert time.monotonic() < deadline
            assert asked(server.client, QUESTION, digest).status_code in (200, 503)
            time.sleep(0.05)
        assert asked(server.client, QUESTION, digest).status_code == 200
        assert server.query("ASK {}").status_code == 200


def test_a_release_that_is_made_later_is_found(serve, small_file: Path, released: Released, tmp_path: Path) -> None:
    with serve("--dataset", str(small_file), releases=str(tmp_path / "later")) as server:
        assert asked(server.client, BARRIERS, released.first.digest).status_code == 410
        (tmp_path / "later").mkdir()
        shutil.copy(released.kept / released.first.file_name, tmp_path / "later")
        assert len(rows(asked(server.client, BARRIERS, released.first.digest))) == 2

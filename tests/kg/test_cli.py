"""The command: exit codes, one-line errors, formats, and quiet ends."""

import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli import run

LIFE = "life-cycle-of-instrument"


@pytest.fixture
def ask(small_file: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Return a function that runs `kg` on the small dataset: exit code, output, error output."""
    monkeypatch.delenv("ENTENTE_TEXT", raising=False)

    def _ask(*arguments: str, dataset: bool = True) -> tuple[int, str, str]:
        code = run([*arguments, "--dataset", str(small_file)] if dataset else list(arguments))
        out, err = capfd.readouterr()
        return code, out, err

    return _ask


def test_without_arguments_it_says_what_it_does(ask) -> None:
    code, out, err = ask(dataset=False)
    assert (code, err) == (0, "")
    assert all(verb in out for verb in ("read", "build", "check", "query", "sparql", "serve"))


def test_without_a_name_the_questions_are_listed(ask) -> None:
    code, out, _ = ask("query", dataset=False)
    assert code == 0
    assert f"{LIFE} [instrument=…]" in out
    code, out, _ = ask("query", "--json", dataset=False)
    assert {question["name"] for question in json.loads(out)} >= {LIFE, "background"}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["frob"], "No such command"),
        (["query", "--frob"], "No such option"),
        (["query", "life"], "there is no question 'life'"),
        (["query", LIFE, "pact"], "'pact' is no parameter"),
        (["query", LIFE, "x=pact"], "has no parameter 'x'. It takes instrument."),
        (["query", LIFE, "instrument=pakt"], "Did you mean agreement:pact"),
        (["query", "evidence-about"], "needs the parameter thing"),
        (["query", LIFE, "--format", "pdf"], "--format pdf is unknown"),
        (["query", LIFE, "--format", "xml", "--evidence"], "--format xml is unknown with --evidence"),
        (["query", LIFE, "--evidence", "--text", "nowhere.txt"], "nowhere.txt: is not there"),
        (["sparql", "nowhere.rq"], "neither a query nor a file"),
        (["sparql", "SELECT ?s { ?s ?p"], "does not parse; reading stopped at line 1, column 18"),
        (["sparql", "SELECT ?s { ?s ?p ?o }", "--format", "pdf"], "--format pdf is unknown"),
        (["sparql", "SELECT ?s { ?s ?p ?o }", "--format", "ttl"], "rows cannot be written as ttl"),
        (["sparql", "ASK { SERVICE <http://a/> { ?s ?p ?o } }"], "SERVICE is refused"),
        (["sparql", "ASK { FILTER(1 " + "< 2 && 1 " * 6_000 + ") SERVICE <http://a/> {} }"], "cannot be read safely"),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], "read-only"),
        (["sparql", "DROP ALL"], "read-only"),
        (["sparql", ""], "the query is empty"),
        (["sparql", f"ASK {'{' * 20_000}{'}' * 20_000}"], "nested too deeply"),
        (["sparql", "ASK { ?s ?p '\udcff' }"], "is not UTF-8"),
        (["query", LIFE, "instrument=\udcff"], "is not UTF-8"),
        (["query", "\udcff", "--json"], "is not UTF-8"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_2(ask, arguments: list[str], complaint: str) -> None:
    code, out, err = ask(*arguments)
    assert (code, "" if "--json" in arguments else out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("kg: ")
    assert complaint in err


def test_an_error_is_json_too_where_json_is_asked(ask) -> None:
    code, out, err = ask("query", "life", "--json")
    assert (code, json.loads(out)["error"]) == (2, err.removeprefix("kg: ").strip())


@pytest.mark.parametrize(("name", "complaint"), [("no.nq", "no such file"), ("no.csv", "not a format of datasets")])
def test_a_dataset_that_cannot_be_opened(ask, name: str, complaint: str) -> None:
    code, _, err = ask("query", LIFE, "--dataset", name, dataset=False)
    assert code == 2
    assert complaint in err
    assert err.count("\n") == 1


def test_a_table_for_people(ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    code, out, err = ask("query", LIFE, "instrument=PACT")
    assert code == 0
    assert "Pact on intelligence" in out
    assert "claim:pact-aborted" in out
    assert err == "1 row; without a value: rank, event\n"


def test_csv_and_json_are_the_standard_ones(ask) -> None:
    _, out, _ = ask("query", LIFE, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["stageLabel"] for row in rows] == ["not materialised", "signing aborted", "signed"]
    _, out, _ = ask("query", LIFE, "--json")
    assert len(json.loads(out)["results"]["bindings"]) == 3


def test_evidence_with_sentences_in_every_form(ask, small_text: Path) -> None:
    arguments = ["query", LIFE, "instrument=pact", "--evidence", "--text", str(small_text)]
    _, out, _ = ask(*arguments)
    assert "Part 5, section 3, paragraph 1, sentence 1 (page 130)" in out
    assert "“The footnote is cut in halves.”" in out
    _, out, _ = ask(*arguments, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["evidence"].startswith("claim:pact-aborted: Part 5, section 3, paragraph 1, sentence 1")
    _, out, _ = ask(*arguments, "--json")
    (claim,) = json.loads(out)["evidence"].values()
    assert claim["passages"][0]["sentence"] == "The signing was called off later."


def test_a_default_text_of_another_article_is_passed_over(
    ask, small_text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTENTE_TEXT", str(Path(__file__)))
    code, out, err = ask("query", LIFE, "instrument=pact", "--evidence")
    assert code == 0
    assert "No sentences are shown" in err
    assert "Footnote 2, sentence 1 (page 115)" in out
    monkeypatch.setenv("ENTENTE_TEXT", str(small_text))
    assert "“The footnote is cut in halves.”" in ask("query", LIFE, "instrument=pact", "--evidence")[1]


def test_a_union_is_said(ask) -> None:
    code, _, err = ask("query", LIFE, "--dataset", str(Path(__file__).parent / "small.trig"), dataset=False)
    assert code == 0
    assert "union of the named graphs" in err


def test_sparql_takes_text_and_file_and_from(ask, tmp_path: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/entente/graph/background> { ?s ?p ?o }"
    path = tmp_path / "count.rq"
    path.write_text(query, encoding="utf-8")
    assert ask("sparql", query, "--format", "csv")[1] == ask("sparql", str(path), "--format", "csv")[1] == "n\r\n5\r\n"
    assert json.loads(ask("sparql", "ASK {}", "--json")[1])["boolean"] is True
    assert "@prefix ent:" in ask("sparql", "CONSTRUCT WHERE { ?s ?p ?o }")[1]


def test_serve_says_at_once_what_is_in_the_way(ask, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, out, err = ask("serve", "--port", port)
    assert (code, out) == (2, "")
    assert err.startswith(f"kg: cannot listen on 127.0.0.1:{port}: Address already in use.")
    assert ask("serve", "--dataset", "nowhere.nq", dataset=False)[0] == 2
    code, _, err = ask("serve", "--text", "nowhere.txt")
    assert (code, err.split(" Name")[0]) == (2, "kg: nowhere.txt: is not there.")
    monkeypatch.setenv("ENTENTE_PORT", "eight")
    code, _, err = ask("serve")
    assert (code, err) == (2, "kg: ENTENTE_PORT is 'eight'. Set it to a number from 1 to 65535.\n")


COMMAND = [sys.executable, "-m", "kg.cli"]


def test_a_reader_that_leaves_hears_nothing(small_file: Path) -> None:
    query = "SELECT ?a ?b { ?a ?p ?o . ?b ?q ?r }"
    arguments = [*COMMAND, "sparql", query, "--format", "csv", "--dataset", str(small_file)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == 141


def processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to see that the query is running")
def test_an_interrupt_ends_a_long_query_at_once_and_quietly(small_file: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    arguments = [*COMMAND, "sparql", query, "--dataset", str(small_file)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while processor_seconds(process.pid) < 3:  # more than starting takes, so the query is running
            time.sleep(0.05)
        started = time.monotonic()
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert time.monotonic() - started < 2
    assert (out, err) == (b"", b"")
    assert process.returncode in (130, -signal.SIGINT)


def test_a_query_without_braces_and_a_file_with_a_byte_order_mark_are_queries_too(ask, tmp_path: Path) -> None:
    assert "@prefix ent:" in ask("sparql", "DESCRIBE <https://w3id.org/entente/id/agreement/pact>")[1]
    path = tmp_path / "describe me.rq"
    path.write_text("ASK {}", encoding="utf-8-sig")
    assert json.loads(ask("sparql", str(path), "--json")[1])["boolean"] is True


def test_a_dataset_without_a_statement_is_said(ask, tmp_path: Path) -> None:
    (tmp_path / "empty.nq").touch()
    code, _, err = ask("query", LIFE, "--dataset", str(tmp_path / "empty.nq"), dataset=False)
    assert code == 0
    assert "no statement" in err


@pytest.mark.parametrize("arguments", [["query"], ["query", LIFE], ["sparql", "ASK {}", "--json"]])
def test_an_output_that_takes_nothing_more_is_one_line_and_2(small_file: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [*COMMAND, *arguments, "--dataset", str(small_file)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ended.returncode == 2
    assert ended.stderr.decode().splitlines()[-1].startswith("kg: the output: cannot be")
    assert b"Traceback" not in ended.stderr


def test_an_output_of_another_encoding_or_none_does_no_harm(small_file: Path) -> None:
    command = [*COMMAND, "query", "--dataset", str(small_file)]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = subprocess.run(command, env=ascii_only, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert LIFE.encode() + b" [instrument=\\u2026]" in ended.stdout
    closed = subprocess.run(["sh", "-c", '"$@" >&- 2>&-', "sh", *command], capture_output=True, check=False)
    assert (closed.returncode, closed.stdout, closed.stderr) == (0, b"", b"")

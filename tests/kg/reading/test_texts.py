import hashlib
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.normalisation import sentence_hash
from kg.reading.passages import Passage
from kg.reading.texts import find_text, load_text, sentence_of

TEXT = "One is\r\nso. Kōno went\non.\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "aaa.bin").write_bytes(b"\xff\xfe")
    (tmp_path / "any name").write_bytes(TEXT.encode())
    (tmp_path / "inner").mkdir()
    return tmp_path


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_text_is_recognised_by_its_hash_whatever_its_name(texts: Path) -> None:
    assert find_text(texts / "any name", sha256(TEXT.encode())) == TEXT
    assert find_text(texts, sha256(TEXT.encode())) == TEXT


def test_no_location_means_no_text() -> None:
    assert find_text(None, sha256(b"")) is None


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none", "none: is not there. Name the article's text or the folder"),
        ("inner", "inner: holds no text with the SHA-256 e3b0"),
        ("any name", "any name: is not the article's text. See what differs with `kg check --text FILE`"),
    ],
)
def test_a_location_without_the_text_is_refused_with_the_reason(texts: Path, name: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        find_text(texts / name, sha256(b""))


def test_a_text_that_is_no_utf_8_is_refused(texts: Path) -> None:
    for read in (load_text, lambda path: find_text(path, sha256(b"\xff\xfe"))):
        with pytest.raises(InputError, match="is not UTF-8: byte 1 fits no character"):
            read(texts / "aaa.bin")


def test_any_text_is_loaded_as_given(texts: Path) -> None:
    assert load_text(texts / "any name") == TEXT
    with pytest.raises(InputError, match="is a folder"):
        load_text(texts)
    with pytest.raises(InputError, match="cannot be read"):
        load_text(texts / "none")


def test_the_sentence_of_a_passage_is_verified() -> None:
    passage = Passage("0-0-1-2", 0, 0, 1, 1, 2, "sentence", ((12, 16), (17, 25)), sentence_hash("Kōno went on."))
    assert sentence_of(passage, TEXT) == "Kōno went on."
    for damaged in (TEXT.replace("went", "came"), "x" + TEXT, ""):
        with pytest.raises(InputError, match=r"does not hold passage 0-0-1-2 at its place\. See what differs"):
            sentence_of(passage, damaged)


@pytest.mark.text
def test_every_locked_passage_stands_in_the_article(locked: list[Passage], article_text: str) -> None:
    assert locked
    for passage in locked:
        assert sentence_of(passage, article_text)

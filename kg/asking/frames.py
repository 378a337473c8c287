"""What the server and an evaluator say to each other, in as values; length-prefixed frames of bytes out, and back.

A question is its number and bytes that whoever answers can read. An answer begins with its number and one byte that
says what follows; the result itself is bytes already and is parsed nowhere on its way. Before it evaluates, an
evaluator marks the number in its spool, where nobody has to be woken to read it: of an evaluator that has ended, one
can still tell whether it had begun.
"""

import json
import socket
import struct
from dataclasses import asdict, dataclass
from typing import Protocol

FRAGMENT = "fragment"
"""The form of a report that is its HTML alone, with links that hold on our pages."""
GZIP = b"\x1f\x8b"
"""How a gzip file begins. Source: RFC 1952, section 2.3.1."""
LENGTH = struct.Struct(">I")
MARK = struct.Struct(">I")
"""The number of the question begun last, at the start of the spool; a spooled result begins behind it."""
_ANSWER = struct.Struct(">Ic")
_SIZE = struct.Struct(">Q")


class Asked(Protocol):
    """Anything that can be asked of a process: it can be written as bytes."""

    def to_bytes(self) -> bytes:
        """What goes over the socket."""


@dataclass(frozen=True)
class Question:
    """One query with the dataset the request names (absolute IRIs; both empty: the store's own) and its result type.

    `gzip`: whoever asks takes a result of some size compressed; one that is begins as a gzip file does, and no result
    format begins so. `graph`: where it is not empty, the triples of a CONSTRUCT are sent as the graph of that name.
    """

    query: str
    media_type: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    gzip: bool = False
    graph: str = ""

    def to_bytes(self) -> bytes:
        """The question as JSON."""
        return json.dumps(
            (self.query, self.media_type, self.default_graphs, self.named_graphs, self.gzip, self.graph)
        ).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Question":
        """The question that was written so."""
        query, media_type, default_graphs, named_graphs, gzip, graph = json.loads(content)
        return cls(query, media_type, tuple(default_graphs), tuple(named_graphs), gzip, graph)


@dataclass(frozen=True)
class Submission:
    """RDF to validate: its bytes, the media type of their syntax (empty: to be recognised), what the file is called.

    `form` is the name of the report's format, or `FRAGMENT`.
    """

    content: bytes
    media_type: str
    name: str
    form: str

    def to_bytes(self) -> bytes:
        """A line of JSON, then the bytes as they are."""
        return json.dumps((self.media_type, self.name, self.form)).encode() + b"\n" + self.content

    @classmethod
    def from_bytes(cls, content: bytes) -> "Submission":
        """The submission that was written so."""
        head, _, rest = content.partition(b"\n")
        media_type, name, form = json.loads(head)
        return cls(rest, media_type, name, form)


@dataclass(frozen=True)
class Failure:
    """Why there is no answer.

    `kind` is one of `syntax` (with line and column), `graph` (a dataset parameter that is no IRI), `unsupported` (the
    engine lacks what is asked, or no shape looks at anything), `size` (of the result) and `memory`; `what` is a plain
    sentence.
    """

    kind: str
    what: str
    line: int | None = None
    column: int | None = None


Answer = bytes | int | Failure
"""The serialised result, or the size in bytes of the one that lies in the spool, or why there is none."""


def frame(content: bytes) -> bytes:
    """The content with its length before it."""
    return LENGTH.pack(len(content)) + content


def encode_question(number: int, question: Asked) -> bytes:
    """The frame that asks `question` as request `number`."""
    return frame(MARK.pack(number) + question.to_bytes())


def decode_question(content: bytes) -> tuple[int, bytes]:
    """The number and the bytes of the question of a frame's content."""
    return MARK.unpack_from(content)[0], content[MARK.size :]


def encode_answer(number: int, answer: Answer) -> bytes:
    """The frame that answers request `number`."""
    if isinstance(answer, Failure):
        return frame(_ANSWER.pack(number, b"F") + json.dumps(asdict(answer)).encode())
    if isinstance(answer, int):
        return frame(_ANSWER.pack(number, b"S") + _SIZE.pack(answer))
    return frame(_ANSWER.pack(number, b"R") + answer)


def decode_answer(content: bytes) -> tuple[int, Answer]:
    """The number and the answer of a frame's content."""
    number, kind = _ANSWER.unpack_from(content)
    rest = content[_ANSWER.size :]
    if kind == b"F":
        return number, Failure(**json.loads(rest))
    if kind == b"S":
        return number, int(_SIZE.unpack(rest)[0])
    return number, rest


def receive_frame(connection: socket.socket) -> bytes | None:
    """The content of the next frame of a blocking socket, or None when the other side has closed it."""
    head = _receive(connection, LENGTH.size)
    return None if head is None else _receive(connection, LENGTH.unpack(head)[0])


def _receive(connection: socket.socket, size: int) -> bytes | None:
    content = bytearray()
    while len(content) < size:
        part = connection.recv(size - len(content))
        if not part:
            return None
        content += part
    return bytes(content)

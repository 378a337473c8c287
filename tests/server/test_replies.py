"""Replies as ASGI messages: what goes out, and that nobody keeps a result by not taking it."""

import asyncio
import tempfile

import pytest

from server.replies import Message, Reply, Spooled, send_reply


def test_who_takes_nothing_is_let_go() -> None:
    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    spool = tempfile.TemporaryFile()  # noqa: SIM115 -- it is for the reply to close
    spool.write(b"x" * 1000)
    with pytest.raises(TimeoutError):
        asyncio.run(send_reply(send, Reply(200, {}, Spooled(spool, 1000)), with_body=True, take=0.05))
    assert spool.closed


def test_a_spooled_result_that_is_shared_is_read_by_each_from_its_beginning() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(b"----" + bytes(range(256)) * 2000)
        file.flush()
        whole = Spooled(file, 512_000, 4)
        others = [whole.shared(), whole.shared()]
        assert next(others[0].pieces())[:4] == b"\x00\x01\x02\x03" == others[1].beginning()[:4]
        file.close()
        assert [other.read() for other in others] == [bytes(range(256)) * 2000] * 2

"""Replies as ASGI messages: what goes out, and that nobody keeps a result by not taking it."""

import asyncio
import io

import pytest

from server.replies import Message, Reply, Spooled, send_reply


def test_who_takes_nothing_is_let_go() -> None:
    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    spool = io.BytesIO(b"x" * 1000)
    with pytest.raises(TimeoutError):
        asyncio.run(send_reply(send, Reply(200, {}, Spooled(spool, 1000)), with_body=True, take=0.05))
    assert spool.closed

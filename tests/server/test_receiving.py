"""Who waits for a client's message may give up, and the next who waits has it."""

import asyncio
import contextlib

import pytest

from server.receiving import Receiving


def test_a_message_that_one_gave_up_waiting_for_goes_to_the_next() -> None:
    """As Granian would have it: a call that is cancelled counts as answered."""
    asked = 0

    async def receive() -> dict[str, object]:
        nonlocal asked
        asked += 1
        if asked > 1:
            return {"type": "http.disconnect"}
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def told() -> list[object]:
        receiving = Receiving(receive)
        for _ in range(3):
            waiting = asyncio.ensure_future(receiving())
            await asyncio.sleep(0)
            waiting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await waiting
        return [(await receiving())["type"], (await receiving())["type"]]

    assert asyncio.run(told()) == ["http.request", "http.disconnect"]


def test_nothing_is_left_waiting_when_the_request_is_over() -> None:
    async def never() -> dict[str, object]:
        await asyncio.Event().wait()
        return {}

    async def over() -> None:
        receiving = Receiving(never)
        waiting = asyncio.ensure_future(receiving())
        await asyncio.sleep(0)
        receiving.close()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []

    asyncio.run(over())

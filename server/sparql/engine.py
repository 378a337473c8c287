"""What the endpoint asks its questions of: evaluators of our own, or a store elsewhere that speaks SPARQL."""

from collections.abc import Awaitable
from typing import Protocol

from kg.asking.frames import Failure, Question
from server.replies import Spooled
from server.sparql.parent import Description

Answered = bytes | Spooled | Failure
"""A whole result, in memory or in a file, or what is wrong with the question."""


class Engine(Protocol):
    """Something that answers queries on one dataset.

    `description` tells of the dataset; None while there is none. Its `hash` is empty where nobody can tell whether the
    dataset is still the same: then no answer is kept and none has a tag.
    """

    @property
    def description(self) -> Description | None:
        """The dataset as it is served now."""

    async def start(self) -> None:
        """Get ready; raises InputError where that cannot be."""

    async def close(self) -> None:
        """Let go of everything; who still waits is told."""

    def ask(self, question: Question, client: str, timeout: float) -> Awaitable[Answered]:
        """The answer to a client's question, complete; awaited, it raises Stopped where there is none.

        `client` is the address whose turn is used up, `timeout` the seconds that evaluation may take. Cancelling what
        is awaited stops the evaluation.
        """

"""A world and mutants go in; their verdicts come out, reckoned by several processes."""

from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection

from .judging import Verdict, World, judge
from .mutation import Mutant


def judge_all(world: World, mutants: Sequence[Mutant], processes: int) -> list[Verdict]:
    """The verdict on each mutant, in their order; the processes take turns in the list."""
    context = get_context("fork")  # the world is too large to be sent
    pipes, running = [], []
    for number in range(processes):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_judge, args=(world, mutants[number::processes], theirs))
        process.start()
        theirs.close()
        pipes.append(ours)
        running.append(process)
    shares = [pipe.recv() for pipe in pipes]
    for process in running:
        process.join()
    return [shares[number % processes][number // processes] for number in range(len(mutants))]


def _judge(world: World, mutants: Sequence[Mutant], pipe: Connection) -> None:
    pipe.send([judge(world, mutant) for mutant in mutants])
    pipe.close()

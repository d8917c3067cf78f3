"""The child process of `solver`: reads one task from standard input, writes its answer."""

from __future__ import annotations

import pickle
import resource
import sys
from array import array

from solidarity.matching.program import ProgramTask, Reply, ScoreAnswer, ScoreTask, Task


def answer(task: Task) -> Reply | None:
    """Solve a task with the library made for it."""
    if isinstance(task, ProgramTask):
        from solidarity.matching.solver_highs import optimise

        return optimise(task.program, task.seconds)
    return _scored(task)


def _scored(task: ScoreTask) -> ScoreAnswer:
    import numpy as np

    from solidarity.matching.solver_exact import best
    from solidarity.matching.solver_transport import Ints, transport

    def numbers(given: array[int]) -> Ints:
        return np.frombuffer(given, dtype=np.int64).copy()

    sizes, room = numbers(task.sizes), numbers(task.room)
    scores = numbers(task.scores).reshape(len(sizes), len(room))
    found = (best if task.is_exact else transport)(sizes, room, scores, task.seed)
    return ScoreAnswer(
        array("q", found.homes.astype(np.int64).tobytes()),
        tuple(int(price) for price in found.prices),
        {"numpy": np.__version__},
    )


def main() -> None:
    """Limit the memory, load the libraries while the parent reads, answer once."""
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    import numpy as np  # noqa: F401 - loaded while the parent reads

    task: Task = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - both ends are this program
    sys.stdout.buffer.write(pickle.dumps(answer(task), protocol=5))


if __name__ == "__main__":
    main()

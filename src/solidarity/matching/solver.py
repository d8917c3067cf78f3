"""
The door to the solver libraries: a child process with one thread and limits of time and memory.

Nothing else in this package starts a solver. The child is started before the files are read, so
that the libraries load meanwhile.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from types import TracebackType
from typing import Final, Self

from solidarity.errors import NoSolution
from solidarity.matching.program import Answer, ProgramTask, Reply, ScoreAnswer, ScoreTask, Task

MEMORY_MAX: Final = 6 * 1024**3
SECONDS_MAX: Final = 600.0
GRACE: Final = 15.0
_ONE_THREAD: Final = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)


class Solver:
    """A child process that answers one task; use it in a `with` statement."""

    def __init__(self, seconds: float = SECONDS_MAX, memory: int = MEMORY_MAX) -> None:
        """
        Start the child.

        Args:
            seconds: The longest it may take for an answer.
            memory: The most memory it may take, in bytes.
        """
        self._seconds = seconds
        self._child = subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable, "-P", "-m", "solidarity.matching.solver_child", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={
                **os.environ,
                **_ONE_THREAD,
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._child.kill()
        self._child.communicate()

    def scores(self, task: ScoreTask) -> ScoreAnswer:
        """
        Solve the form with scores.

        Raises:
            NoSolution: If the limits of time or memory are reached.
        """
        reply = self._ask(task)
        assert isinstance(reply, ScoreAnswer)  # noqa: S101 - what the child answers to this task
        return reply

    def program(self, task: ProgramTask) -> Answer | None:
        """
        Solve a program; None if its conditions contradict each other.

        Raises:
            NoSolution: If the limits of time or memory are reached.
        """
        reply = self._ask(task)
        assert reply is None or isinstance(reply, Answer)  # noqa: S101 - as above
        return reply

    def _ask(self, task: Task) -> Reply | None:
        request = pickle.dumps(task, protocol=5)
        try:
            out, said = self._child.communicate(request, timeout=self._seconds)
        except subprocess.TimeoutExpired:
            raise NoSolution([f"the solver did not end within {self._seconds:g} seconds"]) from None
        if self._child.returncode:
            last = (said.decode("utf-8", "replace").strip().splitlines() or ["it was stopped"])[-1]
            raise NoSolution([f"the solver ended early ({last}): is there enough memory?"])
        reply: Reply | None = pickle.loads(out)  # noqa: S301 - both ends are this program
        return reply

"""The admission gate before work that costs much memory or time."""

from threading import BoundedSemaphore
from types import TracebackType

from wizard.errors import Busy


class Gate:
    """Let a few run, let a few wait, and refuse the rest at once with Busy.

    Refusing keeps the rest of the process quick: a queue without an end would
    take every thread while a flood lasts. Use as `with gate:`; any thread may.
    Each node has its own: what is scarce is the memory and time of its machine.
    """

    def __init__(self, running: int = 1, waiting: int = 2, retry_after: int = 3) -> None:
        self._places = BoundedSemaphore(running + waiting)
        self._running = BoundedSemaphore(running)
        self._retry_after = retry_after
        self.refused = 0
        """How many were, for monitoring: in a rush two at the same moment may count as one."""

    def __enter__(self) -> None:
        if not self._places.acquire(blocking=False):
            self.refused += 1
            raise Busy(self._retry_after)
        self._running.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._running.release()
        self._places.release()

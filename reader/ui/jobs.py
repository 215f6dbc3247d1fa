"""Background work: everything that touches a file, searches or lays out text runs here, off the event loop."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from time import monotonic, sleep

from reader.core.errors import ReaderError
from reader.ui.messages import Answer, Crash, told

Work = Callable[[Callable[[], bool]], object]
"""Work gets a function that tells whether it is no longer wanted; what it returns is posted, None is not.

Of an iterator, every value is posted as it comes.
"""


_STEP = 0.01  # seconds between looks whether work that pauses is still wanted


def pause(seconds: float, is_stale: Callable[[], bool]) -> None:
    """Wait within work, as long as it is wanted."""
    end = monotonic() + seconds
    while not is_stale() and (left := end - monotonic()) > 0:
        sleep(min(left, _STEP))


class Jobs:
    """Runs each kind of work in a thread of its own, in the order asked for, and posts the answers."""

    def __init__(self, post: Callable[[Answer], object]) -> None:
        self._post = post
        self._tickets: Counter[str] = Counter()
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._running: dict[Future[None], str] = {}

    def latest(self, kind: str, work: Work) -> None:
        """Run `work` unless a later call of its kind comes before it starts; drop its answer if one comes after."""
        self._tickets[kind] += 1
        ticket = (kind, self._tickets[kind])
        self._submit(ticket, work, lambda: self._tickets[kind] != ticket[1])

    def queue(self, kind: str, work: Work) -> None:
        """Run `work` after all work of its kind asked for before; none is dropped."""
        self._submit((kind, 0), work, lambda: False)

    def tell(self, value: object) -> None:
        """Post something from within running work, without waiting for it to be taken in."""
        self._post(told(value))

    def is_current(self, answer: Answer) -> bool:
        """Whether no later work of the answer's kind was asked for."""
        kind, number = answer.ticket
        return number in (0, self._tickets[kind])

    def is_busy(self, kind: str) -> bool:
        """Whether work of this kind is running or waiting."""
        return kind in tuple(self._running.values())

    def cancel(self, kind: str) -> None:
        """Let running and waiting work of this kind know that it is no longer wanted, and drop its answers."""
        self._tickets[kind] += 1

    async def settled(self) -> None:
        """Wait until nothing is running or waiting."""
        while self._running:
            await asyncio.to_thread(wait, set(self._running))
            await asyncio.sleep(0)

    def close(self) -> None:
        """Drop what is no longer wanted, finish what was queued, end the threads."""
        for kind in self._tickets:
            self._tickets[kind] += 1
        for pool in self._pools.values():
            pool.shutdown()

    def _submit(self, ticket: tuple[str, int], work: Work, is_stale: Callable[[], bool]) -> None:
        pool = self._pools.get(ticket[0])
        if pool is None:
            pool = self._pools[ticket[0]] = ThreadPoolExecutor(1, thread_name_prefix=f"reader-{ticket[0]}")
        future = pool.submit(self._run, ticket, work, is_stale)
        self._running[future] = ticket[0]
        future.add_done_callback(lambda done: self._running.pop(done, None))

    def _run(self, ticket: tuple[str, int], work: Work, is_stale: Callable[[], bool]) -> None:
        if is_stale():
            return
        for value in _values(work, is_stale):
            if is_stale():
                return
            if value is not None:
                self._post(Answer(ticket, value))


def _values(work: Work, is_stale: Callable[[], bool]) -> Iterator[object]:
    """Yield what work returns, or each value of the iterator that it returns, or what went wrong."""
    try:
        value = work(is_stale)
        if isinstance(value, Iterator):
            yield from value
        else:
            yield value
    except ReaderError as error:
        yield error
    except Exception as error:  # noqa: BLE001 - the outermost handler of a thread; the app raises it again
        yield Crash(error)

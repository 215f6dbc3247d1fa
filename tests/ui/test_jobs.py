"""Background work: the latest answer wins, nothing queued is lost, trouble is told."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator

import pytest

from reader.core.errors import Refused
from reader.ui.jobs import Jobs
from reader.ui.messages import Answer, Crash


@pytest.fixture
async def posted() -> list[Answer]:
    return []


@pytest.fixture
async def jobs(posted: list[Answer]) -> AsyncIterator[Jobs]:
    jobs = Jobs(posted.append)
    yield jobs
    jobs.close()


async def test_an_answer_that_is_no_longer_wanted_is_dropped(jobs: Jobs, posted: list[Answer]) -> None:
    started, go_on = threading.Event(), threading.Event()

    def slow(_: object) -> str:
        started.set()
        go_on.wait(5)
        return "text of A"

    jobs.latest("page", slow)
    await asyncio.to_thread(started.wait, 5)
    jobs.latest("page", lambda _: "text of B")
    go_on.set()
    await jobs.settled()
    assert [answer.value for answer in posted] == ["text of B"]


async def test_an_answer_posted_just_before_a_newer_question_is_recognised(jobs: Jobs, posted: list[Answer]) -> None:
    jobs.latest("page", lambda _: "text of A")
    await jobs.settled()
    assert jobs.is_current(posted[0])
    jobs.latest("page", lambda _: "text of B")
    assert not jobs.is_current(posted[0])


async def test_each_value_of_an_iterator_is_posted_until_it_is_no_longer_wanted(
    jobs: Jobs, posted: list[Answer]
) -> None:
    shown, go_on = threading.Event(), threading.Event()

    def growing() -> Iterator[str]:
        yield "a"
        yield "ab"
        shown.set()
        go_on.wait(5)
        yield "abc"
        raise AssertionError("nobody wants more")

    jobs.latest("view", lambda _: growing())
    await asyncio.to_thread(shown.wait, 5)
    jobs.cancel("view")
    go_on.set()
    await jobs.settled()
    assert [answer.value for answer in posted] == ["a", "ab"]


async def test_a_burst_runs_the_first_and_the_last(jobs: Jobs, posted: list[Answer]) -> None:
    runs: list[int] = []
    go_on = threading.Event()
    jobs.latest("view", lambda _: go_on.wait(5) and None)
    for number in range(100):
        jobs.latest("view", lambda _, number=number: runs.append(number))
    go_on.set()
    await jobs.settled()
    assert runs == [99]
    assert posted == []


async def test_running_work_learns_that_it_is_no_longer_wanted(jobs: Jobs) -> None:
    started, seen = threading.Event(), threading.Event()

    def slow(cancelled: object) -> None:
        started.set()
        while not cancelled():  # type: ignore[operator]
            pass
        seen.set()

    jobs.latest("view", slow)
    await asyncio.to_thread(started.wait, 5)
    jobs.cancel("view")
    await jobs.settled()
    assert seen.is_set()


async def test_queued_work_is_done_in_order_and_none_is_dropped(jobs: Jobs, posted: list[Answer]) -> None:
    for number in range(50):
        jobs.queue("write", lambda _, number=number: number)
    await jobs.settled()
    assert [answer.value for answer in posted] == list(range(50))


async def test_closing_finishes_what_was_queued(posted: list[Answer]) -> None:
    jobs = Jobs(posted.append)
    for number in range(20):
        jobs.queue("write", lambda _, number=number: number)
    jobs.close()
    assert [answer.value for answer in posted] == list(range(20))


async def test_errors_for_the_reader_are_answers_and_faults_are_crashes(jobs: Jobs, posted: list[Answer]) -> None:
    def refused(_: object) -> None:
        raise Refused("the disk is full", "make room")

    jobs.queue("write", refused)
    jobs.queue("write", lambda _: 1 // 0)
    await jobs.settled()
    assert isinstance(posted[0].value, Refused)
    assert isinstance(posted[1].value, Crash)
    assert isinstance(posted[1].value.error, ZeroDivisionError)

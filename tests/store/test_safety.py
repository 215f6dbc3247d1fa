"""A little of `python -m tests.bench safety`: real kills, power cuts where that can be done, and processes at once."""

from pathlib import Path

from tests.bench.safety import cuts, kills, processes


def test_kills_lose_nothing_and_leave_nothing(tmp_path: Path) -> None:
    lost = kills.run(tmp_path, articles=200, kills=12)
    assert lost.nothing, str(lost)
    assert lost.ends == 12
    assert lost.acknowledged


def test_power_cuts_lose_nothing_where_a_disk_can_be_shut_down(tmp_path: Path) -> None:
    lost = cuts.run(tmp_path, articles=60, cuts=4)
    assert isinstance(lost, str) or lost.nothing, str(lost)


def test_four_processes_at_once_lose_nothing_and_see_no_error(tmp_path: Path) -> None:
    together = processes.run(tmp_path, changes=8)
    assert (together.lost, together.errors) == (0, [])

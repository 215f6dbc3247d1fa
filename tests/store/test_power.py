"""A power cut at any moment, whatever it leaves of what was not synced: nothing that was acknowledged is lost."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from reader.core.changes import Field, set_flag
from reader.core.state import ReadingState
from reader.library import Library
from reader.store import Store
from reader.store.doctor import check, repair
from tests.store.crash import Disk
from tests.store.samples import ADDED, body, id_of, stored

CUTS = 2
"""Power cuts tried after each call that changes a file."""


@dataclass
class Acknowledged:
    """What must be there: the states an article may have, by its number; more than one while a change is under way."""

    states: dict[int, list[ReadingState]] = field(default_factory=dict)
    going: set[int] = field(default_factory=set)
    """Articles that may be there or not."""


class World:
    """A library that is changed on a disk, and is looked at after every power cut on the way."""

    def __init__(self, root: Path, copies: Path, seed: int) -> None:
        self.disk = Disk(root)
        self.known = Acknowledged()
        self.looked = 0
        self._copies = copies
        self._chance = Random(seed)
        self._is_looking = False
        self.disk.on_step = self._cut

    def _cut(self) -> None:
        if self._is_looking:
            return
        self._is_looking = True
        for _ in range(CUTS):
            folder = self._copies / str(self.looked)
            self.looked += 1
            for path, data in self.disk.after_cut(self._chance).items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
            self._look(folder)
        self._is_looking = False

    def _look(self, folder: Path) -> None:
        with Store.open(folder) as store:
            rows = {row.id: row for row in store.rows()}
            for number, states in self.known.states.items():
                id = id_of(number)
                if number in self.known.going and id not in rows:
                    continue
                assert rows[id].state in states
                assert store.body(id).blocks[-1].text in (f"正文 {number}", "别的正文")
                assert store.original(id) == f"原文 {number}".encode()
            assert rows.keys() <= set(map(id_of, self.known.states))
            store.put([stored(99)])
        with Store.open(folder) as store:
            assert rows.keys() | {id_of(99)} == {row.id for row in store.rows()}
        if self.looked % 10 == 0:
            repair(folder, dry_run=False)
            assert not list(folder.rglob("*.tmp"))
            assert [finding for finding in check(folder) if finding.severity == "problem"] == []


@pytest.mark.parametrize("seed", range(2))
def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "library"
    root.mkdir()
    world = World(root, tmp_path / "copies", seed)
    known = world.known
    with world.disk.recording():
        with Store.open(root) as store:
            for numbers in (range(2), range(2, 6)):
                known.states |= {number: [ReadingState()] for number in numbers}
                known.going = set(numbers)
                store.put(stored(number) for number in numbers)
                known.going = set()
            store.relabel(id_of(3), stored(3).article, body("别的正文"))
        with Library.open(root) as library:
            for number, flag in ((1, ADDED), (4, ADDED), (1, None)):
                known.states[number].append(ReadingState(bookmarked=flag))
                library.apply(set_flag(Field.BOOKMARKED, [library.catalog.find(id_of(number))], flag))
                del known.states[number][0]
            known.states[1].append(ReadingState(bookmarked=ADDED))
            library.history.undo()
            del known.states[1][0]
        with Store.open(root) as store:
            known.going = {2}
            store.removing.begin([id_of(2)])
            del known.states[2]
            for _ in store.removing.finish(lambda _: None):
                assert known.states
    assert world.looked > 100

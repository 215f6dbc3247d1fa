"""Large arrays in a file are the arrays that were put there."""

import os
from pathlib import Path

import numpy as np
import pytest

from reader.search import spill

ARRAYS: list[spill.Array] = [
    np.arange(100, dtype=np.int32),
    np.array([], np.uint8),
    np.array([7], np.uint64),
    np.arange(99.0)[::3],
]


def test_small_ones_stay_where_they_are() -> None:
    assert spill.spilled(ARRAYS) is ARRAYS


def test_large_ones_are_the_same_read_only_and_leave_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spill, "LEAST", 1)
    monkeypatch.setattr(spill, "FOLDER", str(tmp_path))
    before = os.listdir(tmp_path)
    kept = spill.spilled(ARRAYS)
    assert os.listdir(tmp_path) == before
    for array, copy in zip(ARRAYS, kept, strict=True):
        assert copy.dtype == array.dtype
        assert not copy.flags.writeable
        assert np.array_equal(copy, array)


def test_where_there_is_no_room_for_a_file_they_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spill, "LEAST", 1)
    monkeypatch.setattr(spill, "FOLDER", str(tmp_path / "missing"))
    assert spill.spilled(ARRAYS) is ARRAYS

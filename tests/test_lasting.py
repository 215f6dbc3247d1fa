"""What is made inside `lasting` is kept off the collector, which is at work again afterwards."""

import gc
from collections.abc import Iterator

import pytest

from reader.lasting import lasting


@pytest.fixture(autouse=True)
def unfrozen() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_nothing_is_collected_inside_and_nothing_of_it_afterwards() -> None:
    before = gc.get_freeze_count()
    with lasting():
        assert not gc.isenabled()
        made = [[number] for number in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(made)


def test_the_collector_is_back_after_an_error() -> None:
    with pytest.raises(OSError, match="disk"), lasting():
        raise OSError("disk")
    assert gc.isenabled()

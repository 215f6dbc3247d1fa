"""The library that every test here starts with."""

from collections.abc import Iterator

import pytest

from reader import adding
from reader.library import Library
from tests.history.samples import opened, pages


@pytest.fixture
def library() -> Iterator[Library]:
    """A library of three articles, without a history."""
    with opened() as library:
        list(library.take(adding.drafts(pages("1", "2", "3")), undoable=False))
        yield library

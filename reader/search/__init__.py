"""Fuzzy search over titles. `plain` is light and answers at once; `TitleIndex` loads numpy when it is first named."""

from typing import TYPE_CHECKING

from reader.search.plain import plain

if TYPE_CHECKING:
    from reader.search.index import TitleIndex

__all__ = ["TitleIndex", "plain"]


def __getattr__(name: str) -> object:
    if name == "TitleIndex":
        from reader.search.index import TitleIndex

        return TitleIndex
    raise AttributeError(name)

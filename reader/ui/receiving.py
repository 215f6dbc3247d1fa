"""Where answers from background work arrive: each module registers what the screen does with its own kinds."""

from functools import singledispatch
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen


@singledispatch
def receive(value: object, screen: "MainScreen") -> None:
    """Take in the value of an Answer; TypeError for one that nothing is written for."""
    raise TypeError(f"no one waits for {type(value).__name__}")

"""Keys that come in a burst, as over a slow line: each is to find what the keys before it have done.

Textual gives characters to the input that has the focus, which takes them in its own time, and performs commands at
once: without waiting, Tab would complete what is not typed yet, and what follows Enter would become part of the answer.
"""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.ui.moving import is_turning

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen

PATIENCE = 0.5
"""Seconds that a key waits at most: an input may be taken away, and what is to be opened be long in coming."""

_LOOK = 0.002  # seconds between looks whether it has come


async def taken(screen: "MainScreen", box: Widget) -> None:
    """Wait until an input, and all around it, have done what they were told by now, and the article asked for is there.

    Twice, as the first time one may tell the next, or itself: an answer is given by the input, then by who asked.
    """
    around = [node for node in box.ancestors_with_self if isinstance(node, Widget)]
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            for widget in (*around, *around):
                done = asyncio.Event()
                if widget.call_later(done.set):
                    await done.wait()
            while screen.opens_found or is_turning(screen):
                await asyncio.sleep(_LOOK)

"""Cutting Chinese into words, in a process of its own.

The dictionary (jieba's, as rjieba has it) takes 0.1 s to load, during which a process does nothing else, and 33 MB,
which are given back when the process ends. Cutting takes 0.1 ms for 1,000 characters.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import MsgspecError, json

from reader.core.clusters import starts_cluster
from reader.segmentation.words import Cuts

_PATIENCE = 20.0
"""Seconds for a busy machine to load the dictionary."""

_CUTTER = str(Path(__file__).with_name("cutter.py"))


def cuts_of(texts: Sequence[str]) -> list[Cuts] | None:
    """Return where the words of each text end; None where they cannot be told. Takes long: not for the event loop.

    texts: in simplified characters, as the dictionary is.
    """
    try:
        done = subprocess.run(
            # -P: nothing of the folder it is started in is imported.
            [sys.executable, "-P", _CUTTER],
            input=json.encode(texts),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=True,
        )
        cuts = json.decode(done.stdout, type=list[list[int]])
    except (OSError, subprocess.SubprocessError, MsgspecError):
        return None
    return [[at for at in ends if starts_cluster(text, at)] for text, ends in zip(texts, cuts, strict=True)]

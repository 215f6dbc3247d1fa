"""Large arrays kept in a file without a name: what nobody looks at takes no memory, and can be dropped and read again.

The file has no name, so that no other process can cut it short, which would end a program that has it mapped.
"""

import os
from collections.abc import Sequence
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from typing import Any

import numpy as np
import numpy.typing as npt

LEAST = 16 << 20
"""Bytes below which arrays stay where they are."""

FOLDER = "/var/tmp"
"""Where large temporary files belong (FHS 3.0, 5.15): unlike /tmp, it is seldom held in memory."""

_ALIGNED = 64

Array = npt.NDArray[Any]


def spilled(arrays: Sequence[Array]) -> Sequence[Array]:
    """Return read-only copies of large one-dimensional arrays in a file; the arrays where there is no room for one."""
    starts, size = [], 0
    for array in arrays:
        starts.append(size)
        size += -(-array.nbytes // _ALIGNED) * _ALIGNED
    if size < LEAST:
        return arrays
    try:
        with TemporaryFile(dir=FOLDER, buffering=0) as file:
            for array, start in zip(arrays, starts, strict=True):
                os.pwrite(file.fileno(), np.ascontiguousarray(array).data, start)
            os.ftruncate(file.fileno(), size)
            mapped = mmap(file.fileno(), size, access=ACCESS_READ)
    except OSError:
        return arrays
    return [np.frombuffer(mapped, array.dtype, array.size, start) for array, start in zip(arrays, starts, strict=True)]

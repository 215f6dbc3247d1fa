"""Keeping the garbage collector off what lasts.

It looks for cycles among all objects there are and holds the interpreter: 150 ms for 100,000 articles, whichever
thread happened to make the object that set it off. Articles and indexes have no cycles and live as long as the library.

What making them needed besides is given back at once: the C library keeps it otherwise (100 MB of 270, at 100,000).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """Never look for cycles among what is made inside; what is no longer referred to is freed all the same."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        _give_back()


def _give_back() -> None:
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; others give back by themselves
    if trim is not None:
        trim(0)

"""The library on disk: TinyDB behind a storage of its own, so that nothing acknowledged is ever lost.

`reader.store.doctor` looks a library over and repairs it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.store.store import Store, StoredArticle

__all__ = ["Store", "StoredArticle"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - of the module (PEP 562)
    """Import the store when it is asked for: what shows a list before that does not need it."""
    if name not in __all__:
        raise AttributeError(name)
    from reader.store import store

    return getattr(store, name)

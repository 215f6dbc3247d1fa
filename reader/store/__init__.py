"""The library on disk: TinyDB behind a storage of its own, so that nothing acknowledged is ever lost.

`reader.store.doctor` looks a library over and repairs it.
"""

from reader.store.store import Store, StoredArticle

__all__ = ["Store", "StoredArticle"]

"""The library on disk: TinyDB behind a storage of its own, so that nothing acknowledged is ever lost."""

from reader.store.doctor import Finding, check, repair
from reader.store.store import Store, StoredArticle

__all__ = ["Finding", "Store", "StoredArticle", "check", "repair"]

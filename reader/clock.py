"""The time now, in one place, so that everything else can be given another clock."""

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache


def now() -> datetime:
    """Return the present time in the local zone, aware."""
    local = datetime.now(UTC).astimezone()
    return local.replace(tzinfo=_zone(local.utcoffset() or timedelta()))


@lru_cache(maxsize=4)
def _zone(offset: timedelta) -> timezone:
    """Return the same zone for the same offset: a hundred thousand articles need not keep one each."""
    return timezone(offset)

"""What can be shown of a library before it is open: the first rows of its list."""

from pathlib import Path

from reader.core.query import Query, Sort, View
from reader.store import front
from reader.wording import tr

OPENING = "opening the library"


def first_view(folder: Path, sort: Sort) -> View | None:
    """Return the first rows of all articles in an order, None where they cannot be known yet. Takes some 2 ms.

    It has no rows only where no library is. Its progress says that more comes, unless these are all; its total is 0
    where that is not known.
    """
    try:
        if not (folder / front.ARTICLES).exists():
            return View(query=Query(sort=sort))
    except OSError:  # opening it says why
        return None
    kept = front.read(front.path_of(folder, sort), folder / front.ARTICLES, sort)
    if kept is None or not kept.rows:
        return None
    progress = "" if len(kept.rows) == kept.total else tr(OPENING)
    return View(query=Query(sort=sort), rows=kept.rows, total=kept.total or 0, progress=progress)

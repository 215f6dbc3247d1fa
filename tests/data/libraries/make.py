"""Make the library in the folder named by the argument, by whatever version of the program Python finds.

Each library here was written once, by the version that was current, and is never written again:

    git archive COMMIT reader | tar -x -C OLD; PYTHONPATH=OLD python tests/data/libraries/make.py LIBRARY

    2-articles  7fb42d0  articles and their states
    3-sources   c79a3ae  and what was learned of sources, a rule, stubs of recommendations
    4-searches  499c706  and saved searches, the queries used
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from reader.core import changes
from reader.core.article import Label
from reader.core.changes import Field
from reader.core.state import Position
from reader.library import Library

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
TITLES = ("渡口结冰三十年第一回", "山里的邮差今天退休", "茶馆门口的跑道", "老桥头的早市")
PAGE = """关闭广告

{title}

长河晚报2026-03-0{number} 05:0{number}:07128人阅读

渡口的老船工说，这条河三十年没有结过冰了，今年却冻得能走人，这是第{number}天。

孩子们在冰面上画了一条跑道，从东岸一直画到西岸的茶馆门口，茶馆老板数了{number}遍。

本站所有信息收集于互联网，如有侵权请联系我们及时删除

猜你喜欢

桥头的早市又热闹起来
长河晚报 12阅读 2026-03-01

山里的邮差退休了
长河晚报 18阅读 2026-03-01
"""


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as pages, Library.open(folder, clock=lambda: NOON) as library:
        for number, title in enumerate(TITLES, 1):
            (Path(pages) / f"{number}.txt").write_text(PAGE.format(title=title, number=number), "utf-8")
        assert all(outcome.status == "new" for outcome in library.add([Path(pages)]))
        first, second, third, fourth = library.catalog.rows[:4]
        library.apply(changes.set_flag(Field.BOOKMARKED, [first, second], NOON))
        library.apply(changes.set_flag(Field.BOOKMARKED, [second], None))
        library.apply(changes.set_tags(first, ["诗", "河"]))
        library.apply(changes.set_flag(Field.READ, [second], NOON))
        library.apply(changes.move(second, Position(block=6, offset=4), 0.5))
        library.apply(changes.correct(third, Label.CONTENT, 0, 1))
        library.apply(changes.set_flag(Field.TRASHED, [fourth], NOON))
        if hasattr(library, "sources"):
            last = len(library.body(first.id).blocks) - 1
            flip = library.sources.flip(first, library.body(first.id), last - 1, last, Label.CONTENT)
            library.apply(flip)
        if hasattr(library, "searches"):
            from reader.core.changes import SearchChange
            from reader.core.searches import SavedSearch

            library.apply(SearchChange(slot=5, search=SavedSearch(name="冰", text="渡口 is:unread")))
            library.searches.remember("渡口")
    (folder / "lock").unlink(missing_ok=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

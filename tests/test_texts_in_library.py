"""Full text search of a library: beside other processes, and as the reader's rules show the texts."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.core.article import Body, Label, Section
from reader.core.query import Query
from reader.core.rules import Learned
from reader.core.sources import Source, Template
from reader.library import INDEX, Library
from reader.store import Store
from reader.texts import Texts
from tests.articles import body_of, id_of, put

FERRY, SNOW, MARKET = "渡口在冬天也开着，老船工说潮汐不等人。", "雪下了三天，山路封了。", "The night market opens late."


def found_in(library: Library, words: str) -> list[str]:
    return [row.article.title for row in library.view(Query(text=f"in:text {words}")).rows]


def test_a_library_finds_what_another_process_adds_and_removes(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    put(folder, {"ferry": FERRY, "snow": SNOW})
    with Library.open(folder) as library:
        assert found_in(library, "潮汐") == ["ferry"]
        put(folder, {"sea": "海上也有潮汐"}, day=5)
        library.refresh()
        assert found_in(library, "潮汐") == ["sea", "ferry"]
        assert found_in(library, "潮汐 before:2026-01-02") == ["ferry"]
        library._store.removing.begin([id_of("ferry")])
        with Library.open(folder) as other:
            assert found_in(other, "潮汐") == ["sea"]


SEARCH = """
import sys, time
from pathlib import Path
from reader import texts
from reader.core.query import Query
from reader.library import Library
texts._BATCH, texts.FEW = 20, 0
for view in Library.open(Path(sys.argv[1])).views(Query(text="in:text 潮汐")):
    print(len(view.rows), view.progress, flush=True)
    time.sleep(float(sys.argv[2]))
"""


def test_two_processes_make_the_index_together_and_one_may_be_killed(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    put(folder, {f"page {day}": f"第{day}天的潮汐" for day in range(150)})
    command = [sys.executable, "-c", SEARCH, str(folder)]
    with subprocess.Popen([*command, "0.05"], stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        while "of 150" not in (line := killed.stdout.readline()) or line.startswith("0 "):
            pass
        with subprocess.Popen([*command, "0"], stdout=subprocess.PIPE, text=True) as other:
            time.sleep(0.05)
            killed.send_signal(signal.SIGKILL)
            out, _ = other.communicate(timeout=60)
    assert out.splitlines()[-1].strip() == "150"


def test_doctor_has_nothing_to_say_about_the_index(tmp_path: Path) -> None:
    from reader.store import doctor

    put(tmp_path, {"ferry": FERRY})
    with Library.open(tmp_path) as library:
        assert found_in(library, "潮汐") == ["ferry"]
    (tmp_path / "index" / "00000007.part").write_bytes(b"half")
    assert doctor.check(tmp_path) == ()
    put(tmp_path, {"sea": "海上也有潮汐"}, day=5)
    with Library.open(tmp_path) as library:
        assert found_in(library, "潮汐") == ["sea", "ferry"]
    assert not list(tmp_path.rglob("*.part"))


def test_a_word_left_out_is_looked_for_in_the_text_and_not_in_the_title(tmp_path: Path) -> None:
    put(tmp_path, {"ferry": FERRY, "snow": SNOW, "market": MARKET})
    with Library.open(tmp_path) as library:
        assert found_in(library, "雪 -snow") == ["snow"]
        assert found_in(library, "-渡口") == ["market", "snow"]
        assert found_in(library, "-渡口 after:2026-01-03") == ["market"]


FOOT = "订阅我们的频道\n© 2026 Ferry News"


def test_the_rules_of_a_source_say_what_is_searched_as_they_come_and_go(tmp_path: Path) -> None:
    put(tmp_path, {"ferry": f"{FERRY}\n{FOOT}", "sea": f"海上\n{FOOT}", "snow": f"{SNOW}\n订阅我们的频道"})
    with Library.open(tmp_path) as library, Library.open(tmp_path) as other:
        assert found_in(library, "订阅") == found_in(other, "订阅") == ["snow", "sea", "ferry"]
        row = library.catalog.find(id_of("ferry"))
        library.apply(library.sources.flip(row, library.body(row.id), 1, 2, Label.OTHER))
        assert found_in(library, "订阅") == found_in(other, "订阅") == ["snow"]
        assert found_in(other, "海上") == ["sea"]
        library.history.undo()
        assert found_in(library, "订阅") == found_in(other, "订阅") == ["snow", "sea", "ferry"]


def test_what_a_rule_shows_is_found_though_the_page_seemed_to_have_no_text(tmp_path: Path) -> None:
    put(tmp_path, {"ferry": ""})
    with Library.open(tmp_path) as library:
        row = library.catalog.find(id_of("ferry"))
        folded_away = Section(label=Label.RELATED, start=0, stop=3)
        body = replace(body_of(f"{FERRY}\n{FOOT}"), sections=(folded_away,))
        library._store.relabel(row.id, row.article, body)
        assert found_in(library, "潮汐") == []
        library.apply(library.sources.flip(row, library.body(row.id), 0, 3, Label.CONTENT))
        assert found_in(library, "潮汐") == ["ferry"]


def test_only_the_texts_of_a_source_whose_rules_changed_are_read_again(tmp_path: Path) -> None:
    put(tmp_path, {"ferry": f"{FERRY}\n{FOOT}", "sea": f"海上\n{FOOT}", "snow": SNOW})
    with Library.open(tmp_path) as library:
        found_in(library, "订阅")
        row = library.catalog.find(id_of("ferry"))
        library.apply(library.sources.flip(row, library.body(row.id), 1, 2, Label.OTHER))
        asked: list[str] = []

        def read(ids: Sequence[str]) -> Iterator[tuple[str, Body]]:
            asked.extend(ids)
            return library._store.bodies(ids)

        for _ in range(2):
            texts = Texts(tmp_path / INDEX, read, library.sources)
            *_, last = texts.search(library.catalog, ["频道"], lambda _: True, lambda: False)
            assert last.matches == ()
        assert sorted(asked) == sorted(map(id_of, ("ferry", "sea")))


def test_a_page_that_is_labelled_again_is_read_again_though_it_is_as_long_as_before(tmp_path: Path) -> None:
    before, after = f"{FERRY}\n{FOOT}", f"{FERRY[::-1]}\n{FOOT}"
    put(tmp_path, {"ferry": before})
    with Library.open(tmp_path) as library, Store.open(tmp_path) as store:
        assert found_in(library, "潮汐") == ["ferry"]
        article = library.catalog.rows[0].article
        key = library.sources.key(article, store.body(article.id))
        store.relabel(article.id, article, body_of(after))
        learned = Learned(source=Source(key, "Ferry News"), template=Template(total=3, improved=3))
        with store.exclusive():
            store.sources.update({key: lambda _: learned})
        assert found_in(library, "汐潮") == ["ferry"]
        assert found_in(library, "潮汐") == []


@pytest.mark.parametrize("query", ["潮汐", "-潮汐", "。", "“", "x" * 500, "雪" * 500, "* ? [", "\u0301"])
def test_an_empty_library_answers_any_query(tmp_path: Path, query: str) -> None:
    with Library.open(tmp_path / "none", create=False) as library:
        assert found_in(library, query) == []
    assert not (tmp_path / "none" / INDEX).exists()

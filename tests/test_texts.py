"""Full text search finds what articles say, whatever becomes of them and of the index."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader import texts as module
from reader.core.article import Body, Label
from reader.core.catalog import Catalog
from reader.core.query import Place
from reader.core.state import Correction, ReadingState
from reader.search import text_files
from reader.search.folding import folded, is_searched
from reader.texts import FOUND_AT_MOST, Texts
from tests.articles import body_of, id_of, row

FERRY, SNOW, MARKET = "渡口在冬天也开着，老船工说潮汐不等人。", "雪下了三天，山路封了。", "The night market opens late."


class Shelf:
    """Texts by title as a store would give them, and which of them were asked for."""

    def __init__(self, **texts: str) -> None:
        self.bodies = {id_of(title): body_of(text, "关闭广告 close ad") for title, text in texts.items()}
        self.asked: list[str] = []
        self.rows = tuple(row(title, text, day) for day, (title, text) in enumerate(texts.items()))

    @property
    def catalog(self) -> Catalog:
        return Catalog(rows=self.rows)

    def read(self, ids: Sequence[str]) -> Iterator[tuple[str, Body]]:
        for id in ids:
            self.asked.append(id)
            if id in self.bodies:
                yield id, self.bodies[id]


def titles(texts: Texts, catalog: Catalog, *words: str, without: Sequence[str] = ()) -> list[str]:
    """Return the titles of what is found in the end, in order."""
    *_, last = texts.search(catalog, words, lambda _: True, lambda: False, without=without)
    assert last.progress == ""
    return [catalog.title_of(match.id) or "" for match in last.matches]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(ferry=FERRY, snow=SNOW, market=MARKET)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def texts(shelf: Shelf, index: Path) -> Texts:
    return Texts(index, shelf.read)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["潮汐"], ["ferry"]),
        (["开着"], ["ferry"]),
        (["開著"], []),  # 著 is not 着 in every sense
        (["開着"], ["ferry"]),
        (["雪"], ["snow"]),
        (["ＭＡＲＫＥＴ"], ["market"]),
        (["night market"], ["market"]),
        (["market night"], []),
        (["market", "night"], ["market"]),
        (["潮汐", "night"], []),
        (["了。"], ["snow"]),
        (["蘑菇"], []),
        (["\u0301"], []),
        ([], []),
    ],
)
def test_all_words_are_found_wherever_they_stand(
    texts: Texts, shelf: Shelf, words: list[str], expected: list[str]
) -> None:
    assert titles(texts, shelf.catalog, *words) == expected


def test_clutter_is_not_searched(texts: Texts, shelf: Shelf) -> None:
    assert titles(texts, shelf.catalog, "close ad") == []


@pytest.mark.parametrize(
    ("words", "without", "expected"),
    [
        (["了"], ["雪"], []),
        (["开着"], ["雪"], ["ferry"]),
        (["雪"], ["渡口", "market"], ["snow"]),
        (["雪"], ["\u0301"], ["snow"]),
        ([], ["ＭＡＲＫＥＴ"], ["snow", "ferry"]),
        ([], ["close ad"], ["market", "snow", "ferry"]),
        ([], ["渡口", "山路", "night market"], []),
        ([], ["\u0301"], []),
        (["\u0301"], ["雪"], []),
    ],
)
def test_texts_that_hold_a_word_are_left_out(
    texts: Texts, shelf: Shelf, words: list[str], without: list[str], expected: list[str]
) -> None:
    assert titles(texts, shelf.catalog, *words, without=without) == expected


def test_what_is_found_by_no_word_is_shown_from_its_beginning(texts: Texts, shelf: Shelf) -> None:
    *_, last = texts.search(shelf.catalog, [], lambda _: True, lambda: False, without=["渡口"])
    assert [(match.excerpt.text, match.excerpt.spans) for match in last.matches if match.excerpt] == [
        (MARKET, ()),
        (SNOW, ()),
    ]


def test_the_newest_come_first_and_are_filtered(texts: Texts) -> None:
    shelf = Shelf(**{f"page {day}": f"第{day}天的潮汐" for day in range(FOUND_AT_MOST + 50)})
    texts = Texts(texts._folder, shelf.read)
    found = titles(texts, shelf.catalog, "潮汐")
    assert found == [f"page {day}" for day in reversed(range(50, FOUND_AT_MOST + 50))]
    *_, last = texts.search(shelf.catalog, ["潮汐"], lambda row: row.article.title.endswith("7"), lambda: False)
    assert {shelf.catalog.title_of(match.id)[-1] for match in last.matches} == {"7"}  # type: ignore[index]


def test_results_grow_and_the_last_of_them_are_whole(texts: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PAUSE", 0)
    shelf = Shelf(**{f"page {day}": "潮汐" for day in range(100)})
    found = list(Texts(texts._folder, shelf.read).search(shelf.catalog, ["潮汐"], lambda _: True, lambda: False))
    sizes = [len(part.matches) for part in found]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1]) == (module.FIRST, 100)
    assert [bool(part.progress) for part in found] == [True] * (len(found) - 1) + [False]


def test_a_search_that_takes_long_and_finds_nothing_shows_that_it_goes_on(
    texts: Texts, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles(texts, shelf.catalog, "潮汐")
    monkeypatch.setattr(module, "_LONG", 0)
    parts = list(texts.search(shelf.catalog, [], lambda _: True, lambda: False, without=["。", "night"]))
    assert (parts[0].matches, parts[0].progress) == ((), "searching texts")
    assert (parts[-1].matches, parts[-1].progress) == ((), "")


def test_the_excerpt_shows_what_was_found(texts: Texts, shelf: Shelf) -> None:
    *_, last = texts.search(shelf.catalog, ["潮汐"], lambda _: True, lambda: False)
    excerpt = last.matches[0].excerpt
    assert excerpt is not None
    assert (excerpt.place, excerpt.text) == (Place.TEXT, FERRY)
    assert [excerpt.text[start:stop] for start, stop in excerpt.spans] == ["潮汐"]


def test_texts_are_read_once(texts: Texts, shelf: Shelf, index: Path) -> None:
    for words in ("潮汐", "雪", "market"):
        titles(texts, shelf.catalog, words)
    titles(Texts(index, shelf.read), shelf.catalog, "潮汐")
    assert sorted(shelf.asked) == sorted(shelf.bodies)


def test_what_is_added_relabelled_corrected_and_removed_is_followed(texts: Texts, shelf: Shelf) -> None:
    titles(texts, shelf.catalog, "潮汐")
    shelf.bodies[id_of("sea")] = body_of("海上也有潮汐")
    added = row("sea", "海上也有潮汐", 9)
    shelf.rows = (*shelf.rows, added)
    assert titles(texts, shelf.catalog, "潮汐") == ["sea", "ferry"]
    shelf.bodies[added.id] = body_of("海上什么也没有了")
    shelf.rows = (*shelf.rows[:-1], row("sea", "海上什么也没有了", 9))
    assert titles(texts, shelf.catalog, "潮汐") == ["ferry"]
    hidden = ReadingState(corrections=(Correction(label=Label.RELATED, start=0, stop=1),))
    shelf.rows = (replace(shelf.rows[0], state=hidden), *shelf.rows[1:])
    assert titles(texts, shelf.catalog, "潮汐") == []
    shelf.rows = shelf.rows[1:]
    assert titles(texts, shelf.catalog, "海上") == ["sea"]
    shelf.rows = shelf.rows[:-1]
    assert titles(texts, shelf.catalog, "海上") == []


def test_an_article_that_cannot_be_read_is_passed_over(texts: Texts, shelf: Shelf) -> None:
    del shelf.bodies[id_of("snow")]
    assert titles(texts, shelf.catalog, "潮汐") == ["ferry"]
    assert titles(texts, shelf.catalog, "雪") == []
    assert shelf.asked.count(id_of("snow")) == 1


def files(index: Path) -> list[Path]:
    return sorted(index.glob("*.texts"))


def delete(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 5)


def cut_short(path: Path) -> None:
    os.truncate(path, 100)


def garbage(path: Path) -> None:
    path.write_bytes(b"\xff" * path.stat().st_size)


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(0, len(data), 40):
        data[at] ^= 0x10
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [delete, empty, cut, cut_short, garbage, flipped])
@pytest.mark.parametrize("is_open", [True, False], ids=["while open", "before"])
def test_an_index_that_is_damaged_is_made_again(
    texts: Texts, shelf: Shelf, index: Path, harm: object, is_open: bool
) -> None:
    assert titles(texts, shelf.catalog, "潮汐") == ["ferry"]
    for path in files(index):
        harm(path)  # type: ignore[operator]
    texts = texts if is_open else Texts(index, shelf.read)
    assert titles(texts, shelf.catalog, "潮汐") == ["ferry"]
    assert titles(texts, shelf.catalog, "night", "market") == ["market"]


@pytest.mark.parametrize("harm", [empty, cut, garbage])
def test_a_damaged_file_that_cannot_be_removed_is_passed_over(
    shelf: Shelf, index: Path, harm: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(path)

    titles(Texts(index, shelf.read), shelf.catalog, "潮汐")
    [path] = files(index)
    harm(path)  # type: ignore[operator]
    monkeypatch.setattr(Path, "unlink", refuse)
    assert titles(Texts(index, shelf.read), shelf.catalog, "潮汐") == ["ferry"]
    assert files(index)[0] == path


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_flipped_bit_is_noticed_or_does_not_matter(data: st.DataObject) -> None:
    shelf = Shelf(ferry=FERRY, snow=SNOW)
    with TemporaryDirectory() as folder:
        index = Path(folder, "index")
        titles(Texts(index, shelf.read), shelf.catalog, "潮汐")
        [path] = files(index)
        harmed = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(harmed) - 1))
        harmed[at] ^= 1 << data.draw(st.integers(0, 7))
        path.write_bytes(harmed)
        assert titles(Texts(index, shelf.read), shelf.catalog, "潮汐") == ["ferry"]


def test_an_index_that_cannot_be_kept_is_made_for_this_run(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    texts = Texts(tmp_path / "file" / "index", shelf.read)
    assert titles(texts, shelf.catalog, "潮汐") == ["ferry"]
    assert titles(texts, shelf.catalog, "雪") == ["snow"]
    assert sorted(shelf.asked) == sorted(shelf.bodies)


def test_a_search_that_is_given_up_leaves_what_it_read(monkeypatch: pytest.MonkeyPatch, index: Path) -> None:
    monkeypatch.setattr(module, "FEW", 0)
    monkeypatch.setattr(module, "_BATCH", 10)
    shelf = Shelf(**{f"page {day}": f"第{day}天的潮汐" for day in range(50)})
    texts = Texts(index, shelf.read)
    parts = list(texts.search(shelf.catalog, ["潮汐"], lambda _: True, lambda: len(shelf.asked) >= 25))
    assert parts[-1].progress == "reading texts · 20 of 50"
    assert len(parts[-1].matches) == 20
    assert len(titles(texts, shelf.catalog, "潮汐")) == 50
    assert len(shelf.asked) == len(set(shelf.asked)) == 50


def test_adding_one_by_one_leaves_few_files(texts: Texts, shelf: Shelf, index: Path) -> None:
    for day in range(20):
        title = f"page {day}"
        shelf.bodies[id_of(title)] = body_of("潮汐")
        shelf.rows = (*shelf.rows, row(title, "潮汐", day))
        assert len(titles(texts, shelf.catalog, "潮汐")) == day + 2
    assert len(files(index)) <= 5


def test_many_and_long_texts_lie_in_several_files(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "FULL", 20)
    shelf = Shelf(**{f"page {day}": f"第{day}天的潮汐" for day in range(50)}, long="风起云落" * 20_000 + "渡口")
    texts = Texts(index, shelf.read)
    assert len(titles(texts, shelf.catalog, "潮汐")) == 50
    assert len(files(index)) >= 4
    assert titles(texts, shelf.catalog, "渡口", "云落") == ["long"]
    assert titles(texts, shelf.catalog, "第49天") == ["page 49"]


def test_what_is_gone_leaves_the_index_at_last(texts: Texts, index: Path) -> None:
    shelf = Shelf(**{f"page {day}": "潮汐" * 100 for day in range(60)})
    texts = Texts(index, shelf.read)
    titles(texts, shelf.catalog, "潮汐")
    before = sum(path.stat().st_size for path in files(index))
    shelf.rows = (*shelf.rows[:5], row("more", "风", 99))
    shelf.bodies[id_of("more")] = body_of("风")
    assert len(titles(texts, shelf.catalog, "潮汐")) == 5
    assert sum(path.stat().st_size for path in files(index)) < before / 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60) | st.sampled_from([FERRY, SNOW, MARKET]), min_size=1, max_size=4), st.data())
def test_every_piece_of_a_text_is_found(lines: list[str], data: st.DataObject) -> None:
    lines = [line.replace("\n", " ") for line in lines]
    block = data.draw(st.sampled_from(lines))
    start = data.draw(st.integers(0, len(block)))
    piece = block[start : data.draw(st.integers(start, len(block)))]
    if sum(map(is_searched, folded(piece))) < 2:
        return
    shelf = Shelf(ferry=FERRY, wild="\n".join(lines))
    with TemporaryDirectory() as folder:
        assert "wild" in titles(Texts(Path(folder), shelf.read), shelf.catalog, piece)

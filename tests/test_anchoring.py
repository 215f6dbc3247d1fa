"""Highlights survive an altered text, and go along to another copy of their page."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.anchoring import keys, nearest, placed
from reader.core.article import Body
from reader.core.changes import Change, Field, set_flag
from reader.core.clusters import starts_cluster
from reader.core.highlights import highlighted, located
from reader.core.passages import Passage, quoted
from reader.core.state import Highlight, Position
from reader.library import Library
from tests.articles import body_of

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
QUOTE = "三年前看板卸下的印刷所，这个月让机器又转了三天。"
AROUND = "岛上的人都记得那台机器的声音。" * 3


class TestLikeness:
    @pytest.mark.parametrize(
        "altered",
        [
            "三年前看板卸下的印刷所，本月让机器又转了三天。",
            "三年前看板卸下的印刷所，这个月让机器又转了三天半。",
            "三年前，看板卸下的印刷厂，这个月让机器又转了三天。",
        ],
    )
    def test_a_quote_that_was_edited_a_little_is_found(self, altered: str) -> None:
        place = nearest(QUOTE, AROUND + altered + AROUND)
        assert place is not None
        found = (AROUND + altered + AROUND)[slice(*place)]
        assert found[:6] in altered
        assert abs(len(found) - len(altered)) <= 3

    def test_another_sentence_is_not_taken_for_it(self) -> None:
        assert nearest(QUOTE, AROUND + "三年前开张的书店，这个月搬到了河对岸的新楼里去了。") is None

    def test_a_few_letters_are_like_nothing(self) -> None:
        assert nearest("潮水", "潮汐") is None

    def test_two_megabytes_take_no_second(self) -> None:
        text = "潮水每天涨落两次，老人每天都去看海。" * 110_000
        begun = perf_counter()
        assert nearest(QUOTE * 20, text) is None
        assert perf_counter() - begun < 1

    def test_a_long_quote_does_not_grow_to_a_letter_further_on(self) -> None:
        quote = "".join(f"第{number}天，{QUOTE}" for number in range(40))
        text = f"{AROUND}{quote.replace('第20天', '那一天')}还没有完，后来的事情谁也没有料到。"
        place = nearest(quote, text)
        assert place is not None
        assert text[slice(*place)].startswith("第0天，")
        assert text[place[1] :] == "还没有完，后来的事情谁也没有料到。"

    def test_a_whole_book_that_was_edited_here_and_there_is_found_by_its_ends(self) -> None:
        book = "".join(f"第{number}天，{QUOTE}" for number in range(4_000))
        edited = book.replace("第2000天", "那一天")
        begun = perf_counter()
        assert nearest(book, AROUND + edited + AROUND) == (len(AROUND), len(AROUND + edited))
        assert nearest(book, AROUND + edited[: len(edited) // 2] + edited[-2000:]) is None
        assert perf_counter() - begun < 1

    def test_a_passage_of_which_the_first_line_is_gone_begins_with_the_next(self) -> None:
        text = f"{AROUND}\n{QUOTE * 3}\n{AROUND}"
        for quote in (f"潮水\n{QUOTE * 3}", f"{QUOTE * 3}\n潮水"):
            assert nearest(quote, text) == (len(AROUND) + 1, len(text) - len(AROUND) - 1)

    @given(st.integers(0, len(QUOTE) - 1), st.sampled_from("岛e\u0301👩‍👧 "), st.text("海潮 e\u0301", max_size=30))
    @settings(max_examples=60, deadline=None)
    def test_after_one_edit_it_is_found_and_no_character_is_split(self, at: int, more: str, before: str) -> None:
        text = f"{before}\n{QUOTE[:at]}{more}{QUOTE[at + 1 :]}\n{AROUND}"
        place = nearest(QUOTE, text)
        assert place is not None
        assert all(starts_cluster(text, end) for end in place)


def highlight_in(body: Body, quote: str, note: str = "") -> tuple[Highlight, ...]:
    block = next(at for at, each in enumerate(body.blocks) if quote in each.text)
    start = body.blocks[block].text.index(quote)
    passage = Passage(start=Position(block=block, offset=start), stop=Position(block=block, offset=start + len(quote)))
    return highlighted((), body, passage, colour="green", note=note, now=NOON)


def test_a_page_that_is_now_read_in_other_blocks_keeps_its_highlights() -> None:
    (one,) = highlight_in(body_of(f"{AROUND}{QUOTE}"), QUOTE)
    body = body_of(f"{AROUND[:20]}\n{AROUND[20:]}{QUOTE[:12]}\n{QUOTE[12:]}")
    (known,) = placed([one], body)
    assert known.passage is not None
    assert quoted(body, known.passage).replace("\n", "") == QUOTE


HEAD = "老印刷所又开工三天\n\n长河晚报2026-03-05 05:06:07\n\n"
STORY = [f"第{day}天，老师傅把铅字一个一个地捡进盘里，学生们站在旁边看。" for day in range(1, 9)]


def page(name: str, *more: str, head: str = HEAD, story: list[str] = STORY) -> Path:
    path = Path(name)
    path.write_text(head + "\n\n".join([*story, *more]) + "\n", "utf-8")
    return path


@pytest.fixture
def library() -> Iterator[Library]:
    with Library.open(Path("library"), clock=lambda: NOON) as library:
        yield library


def add(library: Library, path: Path) -> str:
    (outcome,) = library.add([path])
    assert outcome.id is not None
    return outcome.id


def highlight(library: Library, id: str, quote: str, note: str = "") -> tuple[Highlight, ...]:
    highlights = highlight_in(library.body(id), quote, note)
    assert library.apply(Change(field=Field.HIGHLIGHTS, values=((id, highlights),)))
    return highlights


def of(library: Library, id: str) -> tuple[Highlight, ...]:
    return library.catalog.find(id).state.highlights


class TestAddedAgain:
    def test_the_same_bytes_are_the_same_article_also_when_it_is_in_the_trash(self, library: Library) -> None:
        id = add(library, page("1.txt"))
        highlights = highlight(library, id, STORY[3])
        library.apply(set_flag(Field.TRASHED, [library.catalog.find(id)], NOON))
        assert add(library, page("again.txt")) == id
        assert of(library, id) == highlights

    def test_another_copy_of_a_page_takes_its_highlights_over(self, library: Library) -> None:
        old = add(library, page("1.txt"))
        (one,) = highlight(library, old, STORY[3], "记下")
        new = add(library, page("2.txt", "编者按：这是后来补上的一段话，说明印刷所后来怎样了。"))
        assert new != old
        (taken,) = of(library, new)
        assert (taken.quote, taken.note, taken.colour, taken.made) == (one.quote, "记下", "green", one.made)
        assert quoted(library.body(new), located([taken], library.body(new))[0].passage) == STORY[3]  # type: ignore[arg-type]
        assert of(library, old) == (one,)

    def test_undo_takes_the_copy_out_and_redo_brings_it_back_as_it_was(self, library: Library) -> None:
        old = add(library, page("1.txt"))
        highlights = highlight(library, old, STORY[3])
        new = add(library, page("2.txt", "后来补上的一段话，说明印刷所后来怎样了，写得不长。"))
        library.history.undo()
        assert library.catalog.find(new).state.trashed is not None
        assert of(library, old) == highlights
        library.history.redo()
        assert library.catalog.find(new).state.trashed is None
        assert [one.quote for one in of(library, new)] == [STORY[3]]

    def test_what_the_copy_does_not_say_any_more_stays_with_the_old_one(self, library: Library) -> None:
        old = add(library, page("1.txt"))
        highlight(library, old, STORY[3])
        others = [f"今天的潮水比昨天高了{day}寸，码头的石阶全淹了。" for day in range(2, 9)]
        new = add(library, page("2.txt", story=others))
        assert of(library, new) == ()
        assert len(of(library, old)) == 1

    def test_another_page_of_the_source_takes_nothing_over(self, library: Library) -> None:
        old = add(library, page("1.txt"))
        highlight(library, old, STORY[3])
        new = add(library, page("2.txt", head=HEAD.replace("三天", "四天")))
        assert of(library, new) == ()

    def test_a_third_copy_has_each_highlight_once(self, library: Library) -> None:
        highlight(library, add(library, page("1.txt")), STORY[3])
        add(library, page("2.txt", "第二份多出来的一段话，讲后来的事情，写得不长。"))
        third = add(library, page("3.txt", "第三份又多出来的一段话，讲更后来的事情。"))
        assert [one.quote for one in of(library, third)] == [STORY[3]]


def test_copies_share_an_address_or_title_source_and_time(library: Library) -> None:
    id = add(library, page("1.txt"))
    article = library.catalog.find(id).article
    assert len(list(keys(article))) == 1
    assert len(list(keys(replace(article, url="https://example.org/1")))) == 2
    assert not list(keys(replace(article, published=None)))
    assert not list(keys(replace(article, source=None, authors=())))
    assert len(list(keys(replace(article, source=None, authors=("林未央",))))) == 1
    later = replace(article, published=NOON + timedelta(days=1))
    assert not set(keys(article)) & set(keys(later))

"""Which source a page is of, and what its pages have in common."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Block
from reader.core.naming import source_of
from reader.core.sources import LEAST, WINDOW, SeenPage, Source, Template, digest, line_key

LINES = st.lists(st.text(min_size=1, max_size=30), max_size=12)


def source(*lines: str, url: str | None = None, publisher: str | None = None) -> Source | None:
    return source_of([Block(text=line) for line in lines], url, publisher)


class TestNaming:
    def test_the_foot_says_whose_site_it_is_in_many_ways(self) -> None:
        assert source("© 2019 Fen Press, Inc. All Rights Reserved.") == Source("© fen press", "Fen Press")
        assert source("Copyright 2012-2015 by The Fen Press. Imprint") == Source("© fen press", "Fen Press")
        assert source("Copyright Fen Press 2015") == Source("© fen press", "Fen Press")
        assert source("江风网版权所有 About us | 联系方法") == Source("© 江风网", "江风网")
        assert source("版权所有 © 1998 - 2026 江风网") == Source("© 江风网", "江风网")

    def test_a_filing_number_is_the_site_and_the_owner_its_name(self) -> None:
        foot = ("Copyright © 2026 江风网 版权所有", "苏ICP备00000017号-3 苏公网安备 00000000000000号")
        assert source(*foot) == Source("苏ICP备00000017", "江风网")
        assert source("蘇ICP備00000017號") == Source("蘇ICP备00000017", "蘇ICP备00000017号")

    def test_a_notice_that_names_nobody_is_none(self) -> None:
        for line in (
            "All rights reserved.",
            "© 2026",
            "版权所有 不得转载",
            "Copyright policy",
            "© 2026 All Rights Reserved",
        ):
            assert source(line) is None, line

    def test_the_foot_comes_before_the_address_and_that_before_the_publisher(self) -> None:
        url = "https://www.fenpress.example/a?b=1"
        assert source("© 2026 Fen Press", url=url, publisher="Ledger") == Source("© fen press", "Fen Press")
        assert source("text", url=url, publisher="Ledger") == Source("fenpress.example", "Ledger")
        assert source("text", publisher="Ｌedger ") == Source("ledger", "Ｌedger")
        assert source("text") is None
        assert source("text", url="http://[", publisher="") is None

    def test_a_notice_inside_the_article_is_not_the_foot(self) -> None:
        assert source("图片 © 2026 Fen Press", *["一行正文。"] * 30) is None

    @given(LINES, st.none() | st.text(max_size=30), st.none() | st.text(max_size=30))
    @settings(max_examples=60, deadline=None)
    def test_any_page_has_one_source_or_none(self, lines: list[str], url: str | None, publisher: str | None) -> None:
        found = source(*lines, url=url, publisher=publisher)
        assert found is None or (found.key and found.name)


class TestLines:
    def test_numbers_beside_letters_are_one_shape(self) -> None:
        assert line_key("阅读 (1,234)") == line_key("阅读　(98)")
        assert line_key("12 Comments") == line_key("3 comments")
        assert line_key("2026-03-01 发布") == line_key("2025-11-30 发布")

    def test_numbers_alone_stay_what_they_are(self) -> None:
        assert line_key("12:30") != line_key("12:31")
        assert line_key("3.") != line_key("4.")

    @given(st.text(st.characters(max_codepoint=0x7F), max_size=40))
    @settings(max_examples=80, deadline=None)
    def test_a_key_is_its_own_key(self, text: str) -> None:
        assert line_key(line_key(text)) == line_key(text)


class TestTemplate:
    def taught(self, *pages: tuple[str, ...]) -> Template:
        template = Template()
        for number, lines in enumerate(pages):
            page = SeenPage.of(
                f"{number}", f"title {'abcdefghijklmnopqrstuvwxyz'[number % 26] * (1 + number // 26)}", lines
            )
            template = template.with_page(page, ())
        return template

    def test_two_other_pages_must_have_a_line(self) -> None:
        template = self.taught(("menu", "one"), ("menu", "two"))
        assert template.hints(["menu"], besides="1") is None
        hints = template.hints(["menu", "one", "two"])
        assert hints is not None
        assert [hint.seen for hint in hints] == [1.0, 0.0, 0.0]

    def test_a_page_does_not_speak_for_itself(self) -> None:
        template = self.taught(("own", "menu"), ("menu",), ("menu", "own"))
        assert template.counts(["own", "menu"], besides="0") == [1, 2]

    def test_the_window_forgets_what_a_site_no_longer_shows(self) -> None:
        template = self.taught(*[("old",)] * 5, *[("new",)] * WINDOW)
        assert len(template.pages) == WINDOW
        assert template.total == WINDOW + 5
        assert template.counts(["old", "new"]) == [0, WINDOW]

    def test_pages_are_worth_labelling_again_at_three_and_each_doubling(self) -> None:
        template, wanted = Template(), []
        for number in range(1, 70):
            page = SeenPage(f"{number}", number, frozenset([digest("menu")]))
            template = template.with_page(page, ())
            if template.wants_improving:
                wanted.append(number)
                template = Template(template.pages, template.total, min(template.total, WINDOW))
        assert wanted == [3, 6, 12, 24]

    def test_the_same_page_again_counts_once(self) -> None:
        template = self.taught(("menu",))
        assert template.with_page(template.pages[0], ()).total == 1

    @given(st.lists(LINES, min_size=1, max_size=6), LINES)
    @settings(max_examples=50, deadline=None)
    def test_hints_are_shares_of_what_enough_pages_have(self, pages: list[list[str]], lines: list[str]) -> None:
        template = self.taught(*map(tuple, pages))
        for line, hint in zip(lines, template.hints(lines) or [], strict=False):
            count = sum(digest(line) in page.lines for page in template.pages)
            assert hint.seen == (count / len(template.pages) if count >= LEAST else 0.0)

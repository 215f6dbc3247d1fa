"""x in the app: it says why, then makes a rule for the source, which u takes back."""

from textual.pilot import Pilot

from reader.layout.page import Role
from reader.ui.draw import press
from tests.learning.pages import ARTICLES, PROMO, SITE, page
from tests.ui.conftest import Running, app_over
from tests.ui.samples import said, screen_of

TWO = [(f"{number}.txt", page(number)) for number in range(2)]


def is_drawn(pilot: Pilot[None], text: str = PROMO[:10]) -> bool:
    return any(text in line.text for line in screen_of(pilot).article.lines)


async def to_line(pilot: Pilot[None], text: str) -> None:
    """Put the cursor on a line of the open article."""
    article = screen_of(pilot).article
    article.go(next(row for row, line in enumerate(article.lines) if text in line.text))
    await press(pilot)


async def test_x_twice_hides_a_paragraph_on_all_pages_of_the_source_and_u_undoes(running: Running) -> None:
    async with running(app_over(TWO)) as pilot:
        await press(pilot, "enter")
        await to_line(pilot, PROMO[:10])
        await press(pilot, "x")
        assert said(screen_of(pilot)).startswith("x again hides this paragraph")
        assert is_drawn(pilot)
        await press(pilot, "x")
        assert said(screen_of(pilot)) == f"Hidden on 2 pages of {SITE} · u undoes"
        assert not is_drawn(pilot)
        await press(pilot, "J")
        assert is_drawn(pilot, ARTICLES[0][1][:8])
        assert not is_drawn(pilot)
        await press(pilot, "u")
        assert said(screen_of(pilot)) == f"Undone: hidden on 2 pages of {SITE}"
        assert is_drawn(pilot)
        assert is_drawn(pilot, ARTICLES[1][1][:8]), "undoing goes back to the page it was done on"


async def test_x_on_what_a_rule_hid_names_the_rule_and_takes_it_back(running: Running) -> None:
    async with running(app_over(TWO)) as pilot:
        await press(pilot, "enter")
        await to_line(pilot, PROMO[:10])
        await press(pilot, "x", "x")
        article = screen_of(pilot).article
        folds = [row for row, line in enumerate(article.lines) if line.role is Role.FOLD and "other" in line.text]
        article.go(folds[-1])
        await press(pilot, "x")
        assert f"your rule of 2026-11-01 for {SITE}" in said(screen_of(pilot))
        await press(pilot, "x")
        assert said(screen_of(pilot)) == f"Shown again on 2 pages of {SITE} · u undoes"
        assert is_drawn(pilot)


async def test_x_tells_on_how_many_other_pages_a_section_stands(running: Running) -> None:
    async with running(app_over([(f"{number}.txt", page(number)) for number in range(4)])) as pilot:
        await press(pilot, "enter", "G", "x")
        assert said(screen_of(pilot)).endswith(f"seen on 3 other pages of {SITE}")


async def test_where_no_source_is_known_x_marks_this_page_alone_and_says_so(running: Running) -> None:
    text = "\n\n".join((ARTICLES[0][0], ARTICLES[0][1], PROMO))
    async with running(app_over([("a.txt", text)])) as pilot:
        await press(pilot, "enter")
        await to_line(pilot, PROMO[:10])
        await press(pilot, "x", "x")
        assert said(screen_of(pilot)) == "Section marked the other way, on this page only · u undoes"
        assert not is_drawn(pilot)

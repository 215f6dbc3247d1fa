"""What is learned of a source without asking: how soon it repairs a mistake, and what it never does."""

import io
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from reader import adding
from reader.core import changes
from reader.core.article import Label
from reader.core.state import Position
from reader.library import Library
from reader.store import Store
from reader.store.doctor import check
from tests.learning.pages import ARTICLES, EN_ARTICLES, EN_PROMO, PROMO, SITE, added, en_page, opened, page, shows


@pytest.fixture
def library() -> Iterator[Library]:
    with opened() as library:
        yield library


@pytest.mark.parametrize(("make", "promo"), [(page, PROMO), (en_page, EN_PROMO)], ids=["zh", "en"])
def test_three_articles_repair_a_mistake_of_the_model(library: Library, make, promo: str) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    shown = []
    ids: list[str] = []
    for number in range(3):
        ids += added(library, make(number))
        shown.append([shows(library.body(id), promo) for id in ids])
    assert shown == [[True], [True, True], [False, False, False]]


def test_articles_added_at_once_are_repaired_as_well_and_keep_their_text(library: Library) -> None:
    ids = added(library, *(page(number) for number in range(5)))
    for id, (title, text) in zip(ids, ARTICLES, strict=True):
        body = library.body(id)
        assert not shows(body, PROMO)
        assert shows(body, text)
        article = library.catalog.find(id).article
        assert article.title == title
        assert article.length == adding.content_length(body)


def test_what_the_reader_did_survives_the_improvement(library: Library) -> None:
    ids = added(library, page(0), page(1))
    row = library.catalog.find(ids[0])
    library.apply(changes.move(row, Position(block=6, offset=3), 0.5))
    library.apply(changes.set_tags(row, ["江"]))
    added(library, page(2))
    state = library.catalog.find(ids[0]).state
    assert (state.position, state.tags) == (Position(block=6, offset=3), ("江",))
    with opened() as again:
        assert again.catalog.rows == library.catalog.rows
        assert not shows(again.body(ids[0]), PROMO)


def test_an_improvement_that_was_broken_off_is_made_up_for(library: Library) -> None:
    ids = added(library, page(0), page(1))
    outcomes = library.take(adding.drafts_of(io.BytesIO(page(2).encode()), "-"))
    next(outcomes)
    outcomes.close()  # as Escape does while adding
    assert shows(library.body(ids[0]), PROMO)
    added(library, page(3))
    assert not shows(library.body(ids[0]), PROMO)


def test_captures_of_one_article_are_no_template(library: Library) -> None:
    text = page(0)
    ids = added(library, text, text.replace("登录", "退出"), text + "返回顶部\n", "\n" + text, text.replace("|", "·"))
    assert all(shows(library.body(id), ARTICLES[0][1]) for id in ids)
    (learned,) = library.sources.all()
    assert learned.template.total == 1


def test_pages_that_name_no_source_teach_nothing(library: Library) -> None:
    added(library, *(f"{title}\n\n{text}\n\n{text}\n" for title, text in ARTICLES))
    assert library.sources.all() == []
    assert not (library.folder / "sources.json").exists()


def test_a_portal_is_one_source_whatever_papers_it_reprints(library: Library) -> None:
    papers = ("江南时报", "长河日报", "北岸晨报")
    ids = added(library, *(page(number, name=name) for number, name in enumerate(papers)))
    (learned,) = library.sources.all()
    assert (learned.source.name, learned.template.total) == (SITE, 3)
    assert not any(shows(library.body(id), PROMO) for id in ids)


def test_a_dry_run_learns_nothing_for_good(library: Library) -> None:
    files = [io.BytesIO(page(number).encode()) for number in range(3)]
    drafts = [draft for file in files for draft in adding.drafts_of(file, "-")]
    assert len(list(library.take(drafts, dry_run=True))) == 3
    assert library.sources.all() == []


def test_articles_from_before_there_were_sources_are_learned_with_the_next(library: Library) -> None:
    ids = added(library, page(0), page(1))
    (library.folder / "sources.json").unlink()
    added(library, page(2))
    assert not any(shows(library.body(id), PROMO) for id in ids)


def test_a_damaged_file_of_sources_stops_neither_reading_nor_adding(library: Library) -> None:
    ids = added(library, page(0), page(1))
    (library.folder / "sources.json").write_bytes(b"\0" * 500)
    with opened() as again:
        assert shows(again.body(ids[0]), PROMO)
        assert len(added(again, page(2))) == 1
    assert [finding.repairable for finding in check(library.folder) if "sources" in finding.where] == [True]


def test_reading_an_article_again_changes_no_more_than_its_sections_and_length(library: Library) -> None:
    before: dict[str, object] = {}
    for number in range(3):
        added(library, page(number))
        for row in library.catalog.rows:
            before.setdefault(row.id, replace(row.article, length=0))
    assert {row.id: replace(row.article, length=0) for row in library.catalog.rows} == before
    with Store.open(library.folder) as store:
        labels = {part.label for row in store.rows() for part in store.body(row.id).sections}
    assert {Label.TITLE, Label.BYLINE, Label.CONTENT} <= labels


def test_the_english_site_is_named_by_its_foot(library: Library) -> None:
    added(library, *(en_page(number) for number in range(len(EN_ARTICLES))))
    (learned,) = library.sources.all()
    assert learned.source.name == "Fenland Ledger"
    assert EN_PROMO in [text for _, text in library.sources.template_lines(learned)]

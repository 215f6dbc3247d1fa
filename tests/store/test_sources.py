"""sources.json: what was learned comes back, beside other processes and after kill -9, and stays in bounds."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.core.article import Label
from reader.core.rules import Learned, Rule
from reader.core.sources import SeenPage, Source, Template
from reader.store import Store, sources
from reader.store.doctor import check
from tests.store.test_processes import killed, start

SITE = Source("© 江风网", "江风网")
RULE = Rule(source=SITE, label=Label.OTHER, lines=("订阅我们",), made=datetime(2026, 2, 24, tzinfo=UTC))
LEARN = """
    from tests.store.test_sources import SITE, page, learn
    for number in range(int(sys.argv[2]), int(sys.argv[2]) + 12):
        learn(store, SITE, number)
        say(str(number))
"""


def page(number: int) -> SeenPage:
    return SeenPage.of(f"{number:016x}", f"title of {chr(97 + number % 26) * (1 + number // 26)}", ["menu", "foot"])


def learn(store: Store, source: Source, number: int) -> None:
    def taught(learned: Learned | None) -> Learned:
        learned = learned or Learned(source=source)
        template = learned.template.with_page(page(number), ())
        return Learned(source=source, template=template, rules=learned.rules)

    with store.exclusive():
        store.sources.update({source.key: taught})


def test_what_was_learned_comes_back_and_is_a_tinydb_file(tmp_path: Path) -> None:
    learned = Learned(source=SITE, template=Template((page(1), page(2)), 7, 3), rules=(RULE,))
    with Store.open(tmp_path) as store, store.exclusive():
        assert store.sources.get(SITE.key) is None
        store.sources.update({SITE.key: lambda _: learned})
        assert store.sources.get(SITE.key) == learned
    with Store.open(tmp_path) as store:
        assert store.sources.all() == [learned]
    (document,) = TinyDB(tmp_path / "sources.json").all()
    assert (document["name"], document["rules"][0]["lines"]) == ("江风网", ["订阅我们"])
    assert check(tmp_path) == ()


def test_two_processes_that_learn_at_once_lose_no_page(tmp_path: Path) -> None:
    started = [start(LEARN, tmp_path, 0), start(LEARN, tmp_path, 12)]
    assert [process.wait(30) for process in started] == [0, 0]
    with Store.open(tmp_path) as store:
        (learned,) = store.sources.all()
        assert learned.template.total == 24
        assert {seen.id for seen in learned.template.pages} == {page(number).id for number in range(24)}


def test_what_another_process_learned_is_seen_at_once(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, Store.open(tmp_path) as other:
        assert other.sources.all() == []
        learn(store, SITE, 1)
        known = other.sources.get(SITE.key)
        assert known is not None
        assert known.template.total == 1


def test_kill_9_leaves_the_file_readable_with_all_that_was_acknowledged(tmp_path: Path) -> None:
    for turn in range(4):
        told = killed(start(LEARN, tmp_path, 100 * turn), turn)
        with Store.open(tmp_path) as store:
            (learned,) = store.sources.all()
            assert {page(int(number)).id for number in told} <= {seen.id for seen in learned.template.pages}


def test_the_number_of_sources_is_bounded_and_rules_are_never_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MOST", 20)
    with Store.open(tmp_path) as store:
        with store.exclusive():
            store.sources.update({SITE.key: lambda _: Learned(source=SITE, rules=(RULE,))})
        for number in range(60):
            learn(store, Source(f"site {number}", f"site {number}"), number)
        kept = [learned.source.key for learned in store.sources.all()]
    assert len(kept) <= 20
    assert kept[0] == SITE.key
    assert kept[-1] == "site 59"


def test_a_page_takes_little_room_whatever_its_length(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        seen = SeenPage.of(
            "0" * 16, "long", [f"line {chr(97 + index % 26) * (index // 26 + 1)}" for index in range(5000)]
        )
        with store.exclusive():
            store.sources.update({SITE.key: lambda _: Learned(source=SITE, template=Template((seen,), 1))})
    assert (tmp_path / "sources.json").stat().st_size < 3000


@pytest.mark.parametrize("name", ["total", "improved"])
def test_a_number_that_is_none_is_passed_over(tmp_path: Path, name: str) -> None:
    with TinyDB(tmp_path / "sources.json") as db:
        db.insert(sources.document_of(Learned(source=SITE, rules=(RULE,))) | {name: float("inf")})
    with Store.open(tmp_path) as store:
        assert store.sources.all() == []
        assert SITE.key not in store.sources.rulings() or name == "total"

"""A learner knows what it was just taught, and holds no more in memory than the sources met lately."""

from datetime import UTC, datetime

from reader.core.article import Article, Block, Body, Label, Section
from reader.core.learner import Learner
from reader.core.naming import source_of
from reader.core.rules import Learned


def body(site: int) -> Body:
    blocks = (Block(text="潮水退了。"), Block(text=f"© 2026 江风网{site}"))
    return Body(blocks=blocks, sections=(Section(label=Label.CONTENT, start=0, stop=2),))


def learned(learner: Learner, site: int) -> None:
    article = Article(id=f"{site:016x}", title=f"第{site}篇", added=datetime(2026, 3, 1, tzinfo=UTC))
    learner.learn(article, body(site))


def test_each_lesson_is_given_once_and_sources_met_long_ago_are_asked_for_again() -> None:
    asked: list[str] = []

    def known(key: str) -> Learned | None:
        asked.append(key)
        return None

    learner = Learner(known)
    for site in range(300):
        learned(learner, site)
    assert len(asked) == 300
    assert len(learner.lessons()) == 300
    assert learner.lessons() == []
    for site, count in ((299, 300), (0, 301)):
        source = source_of(body(site).blocks, None, None)
        assert source is not None
        learner.hints(source, ["潮水退了。"])
        assert len(asked) == count

"""What the library knows of its sources: templates learned from their pages, and the rules of the reader.

reader.adding, and what names sources, are imported where they are used, as in reader.library.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.core.article import Article, Body, Label
from reader.core.catalog import Catalog, Row
from reader.core.changes import Change, RuleChange, correct
from reader.core.errors import LibraryError, NewerSchema, NotFound, Unreadable
from reader.core.rules import Learned, Rule, Ruling, keys_of, rule_for, ruled
from reader.core.sources import LEAST, WINDOW, Source, Template, digest
from reader.store import Store
from reader.wording import tr

if TYPE_CHECKING:
    from reader.core.learner import Learner, Lesson

_FIRST = 200
"""Articles of a library from before there were sources, the latest, that are learned when it is next added to."""


class Sources:
    """The sources of a library. Learning is a help: where it fails, pages are read and added as if without it."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> list[Learned]:
        """Return all that is known. Unreadable, NewerSchema."""
        return self._store.sources.all()

    def of(self, article: Article, body: Body) -> Learned | None:
        """Return what is known of the source of a page; None when it names none."""
        source = _source_of(article, body)
        return None if source is None else self._known(source.key) or Learned(source=source)

    def key(self, article: Article, body: Body) -> str:
        """Return the key of the source of a page; empty when it names none."""
        source = _source_of(article, body)
        return source.key if source else ""

    def rulings(self) -> Mapping[str, Ruling]:
        """Return what decides how pages are shown, by the key of their source; a source that is missing has none."""
        with suppress(Unreadable, NewerSchema):
            return self._store.sources.rulings()
        return {}

    def ruled(self, article: Article, body: Body) -> Body:
        """Return the text of an article as the rules of its source have it."""
        learned = self.of(article, body)
        return ruled(body, learned.rules) if learned and learned.rules else body

    def why(self, article: Article, body: Body, start: int, stop: int) -> str:
        """Return "seen on 5 other pages of 某某网" when most of blocks start..stop is; empty when it is not."""
        learned = self.of(article, body)
        texts = [block.text for block in body.blocks[start:stop] if block.text.strip()]
        if learned is None or not texts:
            return ""
        counts = learned.template.counts(texts, besides=article.id)
        seen = [(len(text), count) for text, count in zip(texts, counts, strict=True) if count >= LEAST]
        if 2 * sum(length for length, _ in seen) < sum(map(len, texts)):
            return ""
        return tr("seen on {count} other pages of {source}", count=max(seen)[1], source=learned.source.name)

    def flip(self, row: Row, body: Body, start: int, stop: int, label: Label) -> Change | RuleChange:
        """Return the change that gives blocks start..stop of an article another label.

        That is a rule for its source; taking a rule back where one hid them; and a correction of this article alone
        where it names no source, or was corrected there before. body: the text as `Library.body` returns it.
        """
        corrections = row.state.corrections
        was_corrected = any(old.start < stop and start < old.stop for old in corrections)
        learned = None if was_corrected else self.of(row.article, body)
        if learned is None or not any(block.text.strip() for block in body.blocks[start:stop]):
            return correct(row, label, start, stop)
        rule = rule_for(learned.source, body, start, stop, label, self._clock())
        pages = [text for id, text in self._texts(learned.template) if id != row.id]
        among = len(pages) + 1 if learned.template.total > WINDOW else 0
        hidden = self._hiding(learned, body, start) if not label.is_clutter else None
        told = hidden or rule
        count = 1 + sum(ruled(text, [told]) != text for text in pages)
        change = RuleChange(added=(told,), at=row.id, pages=count, among=among)
        return change.inverse if hidden else change

    def adopt(self, others: Iterable[Learned]) -> None:
        """Take over, durably, what another library learned of sources that this one has no pages of; but no rules.

        Raises Refused, Unreadable, NewerSchema.
        """
        with self._store.exclusive():
            self._store.sources.update({other.source.key: partial(_adopted, other=other) for other in others})

    def narrowed(self, change: RuleChange) -> RuleChange:
        """Return the change without the rules that are there, or gone, already. Unreadable, NewerSchema."""
        keys = {rule.source.key for rule in (*change.added, *change.removed)}
        found = (self._store.sources.get(key) for key in keys)
        known = {rule.id for learned in found if learned for rule in learned.rules}
        added = tuple(rule for rule in change.added if rule.id not in known)
        removed = tuple(rule for rule in change.removed if rule.id in known)
        return replace(change, added=added, removed=removed)

    def perform(self, change: RuleChange) -> None:
        """Change rules durably. Raises LibraryError."""

        def altering(source: Source) -> Callable[[Learned | None], Learned]:
            return lambda learned: (learned or Learned(source=source)).with_rules(change.added, change.removed)

        sources = {rule.source for rule in (*change.added, *change.removed)}
        with self._store.exclusive():
            self._store.sources.update({source.key: altering(source) for source in sources})

    def template_lines(self, learned: Learned) -> list[tuple[int, str]]:
        """Return the lines of a source's template as its latest pages have them, and on how many pages each stands."""
        counts = learned.template.recurring()
        found: dict[int, str] = {}
        for _, body in self._texts(learned.template):
            for block in body.blocks:
                if (line := digest(block.text)) in counts:
                    found.setdefault(line, block.text.strip())
        return sorted(((counts[line], text) for line, text in found.items()), key=lambda pair: -pair[0])

    def learner(self, rows: Sequence[Row]) -> "Learner":
        """Return what pages that are being added learn from, and teach. rows: what the library holds already."""
        from reader.core.learner import Learner

        learner = Learner(self._known)
        with suppress(LibraryError):
            for row in rows[-_FIRST:] if self._store.sources.is_empty else ():
                with suppress(NotFound, Unreadable):
                    learner.learn(row.article, self._store.body(row.id))
        return learner

    def keep(self, learner: "Learner") -> list[Learned]:
        """Keep what was learned since the last call, and return what is known of the sources it is about."""
        lessons: dict[str, list[Lesson]] = {}
        for lesson in learner.lessons():
            lessons.setdefault(lesson.source.key, []).append(lesson)
        taught: list[Learned] = []

        def teaching(learned: Learned | None, own: Sequence["Lesson"]) -> Learned:
            taught.append(_taught(learned, own))
            return taught[-1]

        with suppress(LibraryError), self._store.exclusive():
            self._store.sources.update({key: partial(teaching, own=own) for key, own in lessons.items()})
            return taught
        return []

    def improved(self, taught: Iterable[Learned], catalog: Catalog) -> Iterator[Article]:
        """Label the pages of sources again of which much more is known by now; yield the articles that it changed.

        A page's body changes, and its length with it; title and byline stay as they were read when it was added.
        Bounded: a source's window is labelled again at three pages, six, twelve and twenty-four, never later.
        """
        with suppress(LibraryError):
            for learned in taught:
                if not learned.template.wants_improving:
                    continue
                for page in learned.template.pages:
                    row = catalog.get(page.id)
                    with suppress(NotFound, Unreadable):
                        if row and (article := self._relabelled(row.article, learned)):
                            yield article
                with self._store.exclusive():
                    self._store.sources.update({learned.source.key: partial(_improved, known=learned)})

    def _relabelled(self, article: Article, learned: Learned) -> Article | None:
        """Label an article again, durably; return it when that changed its text."""
        from reader import adding
        from reader.core.learner import Besides

        old = self._store.body(article.id)
        draft = adding.draft_again(self._store.original(article.id), old)
        if draft is None:
            return None
        memory = Besides(learned, article.id)
        body = adding.page_of(draft, article.captured or article.added, memory).labelled.body
        if body == old:
            return None
        article = replace(article, length=adding.content_length(body))
        self._store.relabel(article.id, article, body)
        return article

    def _hiding(self, learned: Learned, body: Body, block: int) -> Rule | None:
        """Return the latest rule that hides a block; None when none does."""
        key = keys_of(body)[block]
        rules = (rule for rule in reversed(learned.rules) if rule.label.is_clutter and key in rule.keys)
        return next(rules, None)

    def _texts(self, template: Template) -> Iterator[tuple[str, Body]]:
        """Yield ids and texts of the pages of a template, as labelled, the latest first."""
        for page in reversed(template.pages):
            with suppress(NotFound, Unreadable):
                yield page.id, self._store.body(page.id)

    def _known(self, key: str) -> Learned | None:
        """Return what is known of a source; None when the file cannot be read: then nothing is."""
        with suppress(Unreadable, NewerSchema):
            return self._store.sources.get(key)
        return None


def _source_of(article: Article, body: Body) -> Source | None:
    from reader.core.naming import source_of

    return None if article.is_stub else source_of(body.blocks, article.url, article.source)


def _taught(learned: Learned | None, lessons: Sequence["Lesson"]) -> Learned:
    for lesson in lessons:
        learned = lesson.taught(learned)
    return learned or Learned(source=lessons[0].source)


def _adopted(learned: Learned | None, *, other: Learned) -> Learned:
    if learned is None:
        return replace(other, rules=())
    return learned if learned.template.pages else replace(learned, template=other.template)


def _improved(learned: Learned | None, *, known: Learned) -> Learned:
    """Return what is known by now, with the note that the pages of `known` were labelled again."""
    learned = learned or known
    return replace(learned, template=replace(learned.template, improved=min(known.template.total, WINDOW)))

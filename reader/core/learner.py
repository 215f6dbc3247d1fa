"""Learning sources while pages are read: each page profits from those before it, also from those of its own batch."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reader.core.article import Article, Body, Label
from reader.core.naming import source_of
from reader.core.rules import Learned
from reader.core.sources import Hint, SeenPage, Source


class Lesson(Struct, frozen=True):
    """What one page teaches of its source. article: those of its lines that are the article."""

    source: Source
    page: SeenPage
    article: tuple[str, ...]

    @classmethod
    def of(cls, article: Article, body: Body) -> "Lesson | None":
        """Return what a labelled page teaches; None for one that names no source, and for a stub."""
        source = None if article.is_stub else source_of(body.blocks, article.url, article.source)
        if source is None:
            return None
        texts = [block.text for block in body.blocks]
        parts = (texts[part.start : part.stop] for part in body.sections if part.label is Label.CONTENT)
        own = tuple(text for part in parts for text in part if text.strip())
        return cls(source, SeenPage.of(article.id, article.title, texts), own)

    def taught(self, learned: Learned | None) -> Learned:
        """Return what is known of the source with this lesson."""
        learned = learned or Learned(source=self.source)
        return replace(learned, template=learned.template.with_page(self.page, self.article))


_SOURCES = 100
"""Sources of which what is known is held in memory, the latest: 32 pages each, some 100 KB."""


class Learner:
    """What is known of sources, growing with each page read. A `Memory` for the clutter package."""

    def __init__(self, known: Callable[[str], Learned | None]) -> None:
        """known: what the library keeps of the source with a key."""
        self._lessons: list[Lesson] = []
        self._known = known
        self._learned: dict[str, Learned | None] = {}

    def hints(self, source: Source, texts: Sequence[str]) -> list[Hint] | None:
        """Return a hint per line of a page of `source` that was not learned yet; None when nothing is known."""
        learned = self._of(source.key)
        return None if learned is None else learned.template.hints(texts)

    def learn(self, article: Article, body: Body) -> None:
        """Take a page in."""
        lesson = Lesson.of(article, body)
        if lesson is not None:
            key = lesson.source.key
            self._learned[key] = lesson.taught(self._of(key))
            self._lessons.append(lesson)

    def lessons(self) -> list[Lesson]:
        """Return what was learned since the last call; of sources not met lately, whoever keeps it is asked again."""
        lessons, self._lessons = self._lessons, []
        for key in tuple(self._learned)[:-_SOURCES]:
            del self._learned[key]
        return lessons

    def _of(self, key: str) -> Learned | None:
        learned = self._learned.pop(key) if key in self._learned else self._known(key)
        self._learned[key] = learned  # as the latest
        return learned


class Besides(Struct, frozen=True):
    """A `Memory` for a page that was learned already: what the other pages of its source say.

    id: the page's article.
    """

    learned: Learned
    id: str

    def hints(self, source: Source, texts: Sequence[str]) -> list[Hint] | None:
        """Return a hint per line; None when the page turns out to be of another source."""
        return self.learned.template.hints(texts, self.id) if source.key == self.learned.source.key else None

"""What is known of an article, named as programs name it: for front matter, for the head of a page, for a book."""

from collections.abc import Iterable, Iterator

from reader.core.addresses import web_address
from reader.core.article import Article, Precision
from reader.core.text import one_line
from reader.formats.elements import Document, clean, title_of
from reader.layout.facts import full_date

_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10, Precision.MINUTE: 16}
"""Characters of an ISO 8601 time that say no more than is known."""

Fact = str | list[str]


def published(document: Document) -> str | None:
    """Return when an article appeared as ISO 8601 writes it, as exactly as its page says."""
    when, precision = document.article.published, document.article.precision
    if when is None:
        return None
    length = _LENGTHS.get(precision) if precision else None
    return when.isoformat(timespec="seconds")[:length]


def facts(document: Document) -> Iterator[tuple[str, Fact]]:
    """Yield what is known of an article, by name; nothing that is not known."""
    article = document.article
    known: dict[str, Fact | None] = {
        "title": title_of(document),
        "source": article.source,
        "authors": list(article.authors),
        "published": published(document),
        "url": web_address(article.url) or article.url,
        "captured": article.captured.isoformat(timespec="seconds") if article.captured else None,
        "language": article.language if article.language != "und" else None,
        "tags": list(document.tags),
        "id": article.id,
    }
    for name, fact in known.items():
        if isinstance(fact, list):
            if named := _named(fact):
                yield name, named
        elif fact and (line := clean_line(fact)):
            yield name, line


def byline(article: Article) -> list[str]:
    """Return source, authors and date; those that are not known are left out."""
    date = full_date(article.published, article.precision) if article.published else ""
    return _named([article.source or "", ", ".join(_named(article.authors)), date])


def clean_line(text: str) -> str:
    """Return a text of an article that may stand in any file, in one line, without blanks around it."""
    return clean(one_line(text)).strip()


def _named(facts: Iterable[str]) -> list[str]:
    return [line for line in map(clean_line, facts) if line]

"""A passage as it is quoted elsewhere: between quotation marks, with its source."""

from reader.core.addresses import web_address
from reader.core.article import Article
from reader.core.text import one_line, visible
from reader.layout.facts import full_date


def quote_text(article: Article, quote: str) -> str:
    """Return a quote of an article with title, source, date and address, as its language quotes.

    Chinese by GB/T 15834 (“…”——《标题》), in traditional characters and Japanese with corner brackets.
    """
    date = full_date(article.published, article.precision) if article.published else ""
    known = (article.source, date, web_address(article.url) or article.url)
    facts = [one_line(fact) for fact in known if fact]
    title, text = one_line(article.title.strip()), visible(quote.strip())
    language, *subtags = article.language.lower().split("-")
    if language == "ja":
        return f"「{text}」（{'、'.join([*_around('『', title, '』'), *facts])}）"
    if language == "zh":
        is_traditional = not {"hant", "tw", "hk", "mo"}.isdisjoint(subtags)
        quoted = f"「{text}」" if is_traditional else f"“{text}”"
        source = "，".join([*_around("《", title, "》"), *facts])
        return f"{quoted}——{source}" if source else quoted
    source = ", ".join(filter(None, [title, *facts]))
    return f"“{text}” — {source}" if source else f"“{text}”"


def _around(opening: str, title: str, closing: str) -> list[str]:
    return [f"{opening}{title}{closing}"] if title else []

"""What each verb of the command line does. None of them imports textual; each returns an exit code."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from reader.clock import now
from reader.core.article import Body, Draft, Problem
from reader.core.catalog import Row
from reader.core.errors import NotFound, UsageError
from reader.core.exports import Found, Record
from reader.core.outcomes import Status, summary
from reader.core.query import Match, Query, Shelf, Sort
from reader.core.query_language import parse
from reader.core.text import visible
from reader.exits import DONE, PROBLEMS
from reader.front import first_view
from reader.lasting import lasting
from reader.library import Library
from reader.output import (
    article_shape,
    blocks_shape,
    complain,
    finding_shape,
    highlights_shape,
    match_shape,
    outcome_shape,
    print_json,
    print_text,
    row_line,
    row_shape,
    told,
    with_hint,
)
from reader.recommending import items_of
from reader.wording import retold, tr

if TYPE_CHECKING:
    from reader.adding import Outcome

Options = argparse.Namespace


def add(options: Options) -> int:
    """Take files, folders and standard input in; report one outcome per document and a summary."""
    from reader.backups import keep_today

    counts: Counter[Status] = Counter()
    with Library.open(options.library, create=not options.dry_run) as library:
        for outcome in library.take(_drafts(options.paths), dry_run=options.dry_run):
            counts[outcome.status] += 1
            _report(outcome, options.json, counts.total())
        if counts["new"] and not options.dry_run:
            keep_today(library, complain)
            library.close(front=Sort.NEWEST)
    shape = "{summary} would be added" if options.dry_run else "{summary} in all"
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    sys.stderr.write(f"{tr(shape, summary=summary(counts))}\n")
    return PROBLEMS if counts["problem"] else DONE


def list_articles(options: Options) -> int:
    """Print the articles of a shelf."""
    query = Query(text=_typed(options.query), shelf=Shelf(options.shelf), sort=Sort(options.sort))
    if query.text:
        _complain_of(query.text)
    line_of = row_line
    if options.plain:
        from reader.formats.spoken import spoken_row as line_of
    for row in islice(_listed(options.library, query), options.limit):
        print_json(row_shape(row)) if options.json else print_text(line_of(row))
    return DONE


def _listed(folder: Path, query: Query) -> Iterator[Row]:
    """Yield the rows of a list; the first ones before the rest is read, where they are known (`| head`)."""
    first: Sequence[Row] = ()
    if query == Query(sort=query.sort) and (view := first_view(folder, query.sort)) is not None:
        first = view.rows
        yield from first
        sys.stdout.flush()
    shown = {row.id for row in first}
    with Library.open(folder, create=False) as library:
        for notice in library.notices:
            complain(retold(notice))
        if query.text:
            library.prepare_search()
        yield from (row for row in library.view(query).rows if row.id not in shown)


def show(options: Options) -> int:
    """Print one article."""
    from reader.layout.plain import plain_text

    with Library.open(options.library, create=False) as library:
        row = library.catalog.find(options.id)
        if options.original:
            _print_original(library.original(row.id))
            return DONE
        body = library.body(row.id)
    if options.json:
        blocks = blocks_shape(body, items_of(row.article, body))
        print_json(row_shape(row) | {"highlighted": highlights_shape(row.state.highlights), "blocks": blocks})
    elif options.plain:
        from reader.anchoring import placed
        from reader.formats.elements import Document
        from reader.formats.spoken import spoken

        highlights = placed(row.state.highlights, body)
        document = Document(article=row.article, body=body, tags=row.state.tags, highlights=highlights)
        print_text(spoken(document, clutter=options.clutter).removesuffix("\n"))
    else:
        print_text(plain_text(row.article, body, clutter=options.clutter))
    return DONE


def search(options: Options) -> int:
    """Search titles: one query from the command line, or one a line from standard input."""
    if options.stdin == bool(options.query):
        raise UsageError("give a query, or --stdin with a query a line", "reader search --help")
    answer = _title_search(options) if options.titles else _library_search(options)
    if options.query and not options.titles:
        _complain_of(_typed(options.query))
    for query in _queries() if options.stdin else (_typed(options.query),):
        start = perf_counter()
        hits = answer(query)
        milliseconds = 1000 * (perf_counter() - start)
        if options.json:
            shapes = [match_shape(match, title) for match, title in hits]
            print_json({"query": query, "hits": shapes, "ms": round(milliseconds, 3)})
        else:
            for match, title in hits:
                print_text(f"{match.id}  {title}")
                if match.excerpt is not None:
                    place = tr(match.excerpt.place.value)
                    print_text(f"{'':18}{tr('{place}: {text}', place=place, text=match.excerpt.text)}")
        sys.stdout.flush()
    return DONE


def extract(options: Options) -> int:
    """Label pages without a library."""
    from reader import adding
    from reader.layout.plain import plain_text

    problems = 0
    for draft in _pages(_drafts(options.paths)):
        if isinstance(draft, Problem):
            problems += 1
            complain(told(draft))
            continue
        page = adding.page_of(draft, now())
        article = adding.article_of(page, now())
        body = page.labelled.body
        if options.json:
            known = {"path": draft.name, "title": article.title} | article_shape(article)
            print_json(known | {"blocks": blocks_shape(body, items_of(article, body))})
        else:
            print_text(plain_text(article, body, clutter=options.clutter) + "\n")
    return PROBLEMS if problems else DONE


def doctor(options: Options) -> int:
    """Look the library over, and repair what can be repaired when told to."""
    from reader.store import doctor as store_doctor

    if options.repair:
        findings = store_doctor.repair(options.library, dry_run=options.dry_run, read=_text_again)
    else:
        findings = store_doctor.check(options.library, read=_text_again)
    for finding in findings:
        if options.json:
            print_json(finding_shape(finding))
        else:
            shape = "problem: {what} ({where})" if finding.severity == "problem" else "note: {what} ({where})"
            print_text(with_hint(tr(shape, what=retold(finding.what), where=finding.where), finding.hint))
    if not findings and not options.json:
        print_text(tr("{folder}: sound", folder=options.library))
    return PROBLEMS if any(finding.severity == "problem" for finding in findings) and not options.repair else DONE


def _text_again(original: bytes) -> Body | None:
    from reader import adding

    return adding.text_of(original, now())


def _print_original(original: bytes) -> None:
    """Print the bytes of an article as they came; on a terminal, which would obey them, as visible text."""
    if sys.stdout.isatty():
        print_text(original.decode("utf-8", "replace"))
    else:
        sys.stdout.buffer.write(original)


def _report(outcome: "Outcome", as_json: bool, count: int) -> None:
    from reader.layout.cells import pad

    if as_json:
        print_json(outcome_shape(outcome))
        return
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    if outcome.problem is not None:
        complain(told(outcome.problem))
    else:
        print_text(f"{pad(tr(outcome.status), 9)} {outcome.id}  {outcome.title}")
    if sys.stderr.isatty():
        sys.stderr.write(tr("{count:,} files…", count=count))
        sys.stderr.flush()


def _drafts(paths: list[Path]) -> Iterator[Found]:
    from reader import adding

    for is_stdin, group in groupby(paths, key=lambda path: str(path) == "-"):
        if is_stdin:
            yield from adding.drafts_of(sys.stdin.buffer, "-")
        else:
            yield from adding.drafts(group)


def _pages(found: Iterable[Found]) -> Iterator[Draft | Problem]:
    """Yield what is to be labelled; a problem for each export of a library."""
    exported = ""
    for item in found:
        if not isinstance(item, Record):
            yield item
        elif item.name != exported:
            exported = item.name
            yield item.problem("is the export of a library", "`reader add` takes it in")


def _typed(words: list[str]) -> str:
    """Return a query as the command line gave it; bytes that are no text, which Python hands on, become marks."""
    return visible(" ".join(words))


def _complain_of(query: str) -> None:
    """Say what of a query was not understood."""
    for hint in parse(query, now().date()).hints:
        complain(hint)


def _queries() -> Iterator[str]:
    """Yield the lines of standard input, which is UTF-8 whatever the locale says, as they come."""
    for line in sys.stdin.buffer:
        yield visible(line.decode("utf-8", "replace").rstrip("\r\n"))


def _library_search(options: Options) -> Callable[[str], list[tuple[Match, str]]]:
    with lasting():
        library = Library.open(options.library, create=False)
        library.prepare_search()

    def answer(text: str) -> list[tuple[Match, str]]:
        view = library.view(Query(text=text))
        rows = view.rows[: options.limit]
        return [(view.matches.get(row.id, Match(id=row.id)), row.article.title) for row in rows]

    return answer


def _title_search(options: Options) -> Callable[[str], list[tuple[Match, str]]]:
    from reader.search import TitleIndex

    try:
        with options.titles.open(encoding="utf-8-sig", errors="replace") as file:
            titles = [visible(line.rstrip("\n")) for line in file]
    except OSError as error:
        raise NotFound(f"{options.titles}: {error.strerror}", "give a file with a title a line") from error
    with lasting():
        index = TitleIndex.build((str(number), titles[number]) for number in reversed(range(len(titles))))

    def answer(text: str) -> list[tuple[Match, str]]:
        return [(match, titles[int(match.id)]) for match in index.search(text, limit=options.limit)]

    return answer

"""The arguments of the command line: verbs and their options."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from reader import __version__, config
from reader.core.query import Shelf, Sort
from reader.core.text import one_line
from reader.exits import MEANINGS

Perform = Callable[[argparse.Namespace], int]
"""What performs a verb: it takes what was parsed and returns an exit code."""

_DESCRIPTION = """\
Read archived articles in the terminal: the clutter of a page folded away, any title
found from a few keys (Chinese by characters, pinyin or initials), your place kept.

  reader                      open the app on your library
  reader demo                 open it on a sample library; nothing of yours is touched
  reader add page.txt dump/   take page texts in: files, folders, or - for standard input
  reader list | search | show what the library holds, for people or (--json) for programs
  reader mark ID --bookmark   bookmark, tag, archive, trash: one article, or all ids on standard input (-)
  reader undo | redo          take the latest changes back, or do them again
  reader extract page.txt     what is article and what is clutter on a page
  reader export --all         all of it as JSON Lines, which any program reads and `add` takes in
  reader sources              what was learned of each source, and your rules
  reader settings | keys      what can be set, what is set, and what clashes
  reader trash | backups      what is kept until you empty it, and in case it is lost
  reader doctor               look the library over, and repair it
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, which may be names of files that others chose."""
        super().error(one_line(message))


class _MainParser(_Parser):
    def format_help(self) -> str:
        """Say where things are, which is looked up only now."""
        self.epilog = _epilog()
        return super().format_help()


def parser_for(arguments: list[str], open_app: Perform) -> argparse.ArgumentParser:
    """Return the parser; it need not know the verbs, which takes a while, where none is given.

    Parsing sets `perform`, which takes what was parsed. open_app: what is performed without a verb; `sample` tells
    whether on the sample library.
    """
    parser = _MainParser(
        prog="reader",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"archive-reader {__version__}")
    parser.add_argument("--library", type=Path, metavar="FOLDER", help="another library than your own")
    parser.set_defaults(perform=open_app, sample=False)
    if not arguments or (arguments[0] == "--library" and len(arguments) == 2):
        return parser
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", parser_class=_Parser)
    _add_app_verbs(verbs, open_app)
    _add_taking_verbs(verbs)
    _add_showing_verbs(verbs)
    _add_marking_verbs(verbs)
    _add_source_verb(verbs)
    _add_export_verb(verbs)
    _add_keeping_verbs(verbs)
    _add_settings_verbs(verbs)
    return parser


def _add_app_verbs(verbs: Any, open_app: Perform) -> None:  # noqa: ANN401 - argparse keeps the type to itself
    demo = verbs.add_parser("demo", help="open the app on the sample library")
    demo.set_defaults(perform=open_app, sample=True)


def _add_taking_verbs(verbs: Any) -> None:  # noqa: ANN401
    add = verbs.add_parser("add", help="take files, folders or standard input (-) in")
    add.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file, folder, or - for standard input")
    add.add_argument("--dry-run", action="store_true", help="tell what would happen, change nothing")
    _can_print_json(add, "add")

    doctor = verbs.add_parser("doctor", help="look the library over, and repair it")
    doctor.add_argument("--repair", action="store_true", help="repair what can be repaired; copies are kept")
    doctor.add_argument("--dry-run", action="store_true", help="with --repair: tell what would be done")
    _can_print_json(doctor, "doctor")


def _add_showing_verbs(verbs: Any) -> None:  # noqa: ANN401
    listing = verbs.add_parser("list", help="print the articles")
    listing.add_argument("query", nargs="*", metavar="QUERY", help="as in the app's search box")
    listing.add_argument("--shelf", choices=list(map(str, Shelf)), default="all")
    listing.add_argument("--sort", choices=list(map(str, Sort)), default="newest")
    listing.add_argument("--limit", type=_count, metavar="N", help="at most N articles")
    listing.add_argument("--plain", action="store_true", help="to be heard or felt: states in words, no marks")
    _can_print_json(listing, "list_articles")

    search = verbs.add_parser("search", help="find titles, or texts with in:text")
    search.add_argument("query", nargs="*", metavar="QUERY", help="characters, pinyin, initials, with or without typos")
    search.add_argument("--stdin", action="store_true", help="read a query a line, answer each in a line")
    search.add_argument(
        "--titles",
        type=Path,
        metavar="FILE",
        help="search a list of titles, one a line, instead; of equals the upper one comes first",
    )
    search.add_argument("--limit", type=_count, default=10, metavar="N", help="at most N hits (10)")
    _can_print_json(search, "search")

    show = verbs.add_parser("show", help="print one article")
    show.add_argument("id", metavar="ID", help="as `reader list` prints it; its first characters will do")
    show.add_argument("--clutter", action="store_true", help="with everything that is hidden")
    show.add_argument("--original", action="store_true", help="the bytes as they came")
    show.add_argument(
        "--plain", action="store_true", help="to be heard or felt: structure in words, a line a paragraph"
    )
    _can_print_json(show, "show")

    extract = verbs.add_parser("extract", help="label a page without a library")
    extract.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="file, folder, or - for standard input")
    extract.add_argument("--clutter", action="store_true", help="with everything that is hidden")
    _can_print_json(extract, "extract")


def _add_marking_verbs(verbs: Any) -> None:  # noqa: ANN401
    mark = verbs.add_parser("mark", help="bookmark, tag, archive or trash articles, mark them read")
    mark.add_argument("ids", nargs="+", metavar="ID", help="its first characters will do; - reads an id a line")
    mark.add_argument("--read", action="store_true", default=None, help="mark as read")
    mark.add_argument("--unread", action="store_false", dest="read", help="mark as unread")
    flags = (("bookmark", "bookmarked"), ("archive", "archived"), ("trash", "trashed"))
    for option, field in flags:
        switch = argparse.BooleanOptionalAction
        mark.add_argument(f"--{option}", dest=field, action=switch, help=f"make it {field}, or not")
    mark.add_argument("--tag", action="append", default=[], metavar="NAME", help="give it a tag; may be repeated")
    mark.add_argument("--untag", action="append", default=[], metavar="NAME", help="take a tag away")
    _can_print_json(mark, "mark")
    mark.set_defaults(perform=_marking, step="mark")

    for step, told in (("undo", "take the latest changes back"), ("redo", "do again what was undone last")):
        verb = verbs.add_parser(step, help=told)
        verb.add_argument("count", nargs="?", type=_count, default=1, metavar="N", help="how many changes (1)")
        _can_print_json(verb, step)
        verb.set_defaults(perform=_marking, step=step)


def _marking(options: argparse.Namespace) -> int:
    from reader import marking

    code: int = getattr(marking, options.step)(options)
    return code


def _add_source_verb(verbs: Any) -> None:  # noqa: ANN401
    sources = verbs.add_parser("sources", help="what was learned of each source, and your rules")
    sources.add_argument("name", nargs="*", metavar="NAME", help="one source: its rules and its template")
    sources.add_argument(
        "--export", type=Path, metavar="FILE", help="write all rules, one JSON object a line; - prints"
    )
    sources.add_argument(
        "--import", type=Path, metavar="FILE", dest="take", help="take rules in; - reads standard input"
    )
    sources.add_argument("--undo", metavar="RULE", help="take a rule back, by its id")
    _can_print_json(sources, "sources")
    sources.set_defaults(perform=_sources)


def _add_export_verb(verbs: Any) -> None:  # noqa: ANN401
    export = verbs.add_parser("export", help="write articles, or the whole library, to files")
    export.add_argument("ids", nargs="*", metavar="ID", help="as `reader list` prints it; - reads them, a line each")
    export.add_argument(
        "--all", action="store_true", help="everything that the library keeps; `reader add` takes it in as JSON Lines"
    )
    export.add_argument(
        "--query", action="append", default=[], metavar="QUERY", help="what a query finds; may be repeated"
    )
    export.add_argument(
        "--format",
        choices=("jsonl", "markdown", "html", "text", "epub", "notes"),
        help="the one that FILE ends like (.md, .html, .txt, .epub), else jsonl, of which nothing is lost; notes are "
        "your highlights",
    )
    export.add_argument("--clutter", action="store_true", help="with everything that is hidden; jsonl always has it")
    export.add_argument(
        "--output",
        metavar="FILE|FOLDER/",
        default="-",
        help="gzipped if it ends with .gz; a folder gets a file of each article; - is standard output",
    )
    export.add_argument("--force", action="store_true", help="write over a file that is there")
    export.add_argument("--library", type=Path, metavar="FOLDER", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    export.set_defaults(perform=_export)


def _export(options: argparse.Namespace) -> int:
    from reader.exporting import export

    return export(options)


def _add_keeping_verbs(verbs: Any) -> None:  # noqa: ANN401
    trash = verbs.add_parser("trash", help="what is in the trash; --empty removes it for good")
    trash.add_argument("--empty", action="store_true", help="remove all of it for good; asks first")
    trash.add_argument("--yes", action="store_true", help="with --empty: do not ask")
    trash.add_argument("--dry-run", action="store_true", help="with --empty: tell what would happen, change nothing")
    _can_print_json(trash, "trash")
    trash.set_defaults(perform=_trash)

    backups = verbs.add_parser("backups", help="the backups of reading states, rules and searches; brings one back")
    backups.add_argument("--restore", metavar="DATE|FILE", help="give articles the states they had then")
    backups.add_argument("--dry-run", action="store_true", help="with --restore: only tell what would change")
    _can_print_json(backups, "backups")
    backups.set_defaults(perform=_backups)


def _add_settings_verbs(verbs: Any) -> None:  # noqa: ANN401
    for name, told in (
        ("settings", "check the settings file, and print one that says what is in force"),
        ("keys", "every command and its keys, and what is wrong with yours"),
    ):
        verb = verbs.add_parser(name, help=told)
        _can_print_json(verb, name)
        verb.set_defaults(perform=_settings, step=name)


def _settings(options: argparse.Namespace) -> int:
    from reader import settings

    code: int = getattr(settings, options.step)(options)
    return code


def _trash(options: argparse.Namespace) -> int:
    from reader.keeping import trash

    return trash(options)


def _backups(options: argparse.Namespace) -> int:
    from reader.keeping import backups

    return backups(options)


def _sources(options: argparse.Namespace) -> int:
    from reader.sources import sources

    return sources(options)


def _can_print_json(verb: argparse.ArgumentParser, name: str) -> None:
    verb.add_argument("--json", action="store_true", help="one JSON object a line")
    verb.add_argument("--library", type=Path, metavar="FOLDER", default=argparse.SUPPRESS, help=argparse.SUPPRESS)

    def perform(options: argparse.Namespace) -> int:
        from reader import verbs

        code: int = getattr(verbs, name)(options)
        return code

    verb.set_defaults(perform=perform)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 on")
    return int(text)


def _epilog() -> str:
    places = config.Places.of(os.environ)
    codes = "\n".join(f"  {code:>3}  {meaning}" for code, meaning in MEANINGS.items())
    return (
        f"library:   {places.library}   (--library, READER_HOME)\n"
        f"settings:  {places.settings}\n\nexit codes:\n{codes}\n\n`reader VERB --help` tells more."
    )

"""Faults of line breaking per 100 breaks: ours, w3m's, newsboat's and Textual's, on the same pages in one run.

A break is the end of a line inside a paragraph; `tests.layout.faults` says what is wrong with one. All get the same
paragraphs, runs of spaces in them made one, and are judged by the lines that they print. Programs that are not
installed are left out; a paragraph that one does not print whole is left out for it, and counted.
"""

import argparse
import html
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from textual.content import Content

from reader.core.article import Draft
from reader.importers import read
from reader.layout.breaking import breaks
from tests.bench.terminal import Terminal
from tests.layout.faults import Fault, Paragraph, located

Wrap = Callable[[Sequence[str], int], list[list[str]]]

_STEP = 10  # cells between the widths at which all are compared; ours is measured at every width
_AHEAD = 5  # blocks of a program's output that are looked through for a paragraph
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_LANGUAGES = {"HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh", "LATIN": "en"}


@dataclass
class Tally:
    """What was found: breaks and faults, each by language, and the paragraphs left out."""

    breaks: Counter[str] = field(default_factory=Counter)
    faults: Counter[tuple[str, Fault]] = field(default_factory=Counter)
    left_out: int = 0

    def per_hundred(self, *, language: str = "", kind: Fault | None = None) -> str:
        """Return the faults per 100 breaks, of one language or kind if asked; a dash where there are no breaks."""
        count = self.breaks[language] if language else self.breaks.total()
        faults = sum(
            found for (own, what), found in self.faults.items() if language in ("", own) and kind in (None, what)
        )
        return f"{100 * faults / count:.2f}" if count else "–"


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench breaking")
    parser.add_argument("pages", nargs="+", type=Path, metavar="PAGES", help=".txt files, or folders of them")
    parser.add_argument("--widths", default="20-120", metavar="FIRST-LAST", help="cells of a line")
    options = parser.parse_args(arguments)
    first, _, last = options.widths.partition("-")
    widths = range(int(first), int(last or first) + 1)
    paragraphs = [
        (language, Paragraph(text)) for page in files_of(options.pages) for language, text in paragraphs_of(page)
    ]
    print(
        f"{len(paragraphs):,} paragraphs, faults per 100 breaks; all at widths {widths[0]} to {widths[-1]} by {_STEP}"
    )
    print(heading())
    with tempfile.TemporaryDirectory() as folder:
        for name, wrap in contenders(Path(folder)).items():
            if wrap is None:
                print(f"{name:22} is not installed")
            else:
                print(row(name, tallied(paragraphs, wrap, widths[::_STEP])))
        print(row("reader, every width", tallied(paragraphs, reader_lines, widths)))


def files_of(pages: Sequence[Path]) -> list[Path]:
    """Return the text files that are named or in a folder that is."""
    return sorted(file for page in pages for file in (page.rglob("*.txt") if page.is_dir() else [page]))


def paragraphs_of(page: Path) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of a page as the reader has them, each with the page's language."""
    blocks = [block.text for draft in read(page) if isinstance(draft, Draft) for block in draft.blocks]
    language = language_of("".join(blocks))
    for text in blocks:
        if words := text.split():
            yield language, " ".join(words)


def language_of(text: str) -> str:
    """Return the language that a text's letters look most like; a twentieth of kana is Japanese."""
    scripts = Counter(
        _LANGUAGES.get(unicodedata.name(character, "").partition(" ")[0], "")
        for character in text[:20_000]
        if character.isalpha()
    )
    if 20 * scripts["ja"] > scripts.total():
        return "ja"
    return max(scripts, key=lambda script: scripts[script], default="") or "other"


def contenders(folder: Path) -> dict[str, Wrap | None]:
    """Return who is compared, None for a program that is not installed. folder: for their files."""
    w3m, newsboat = shutil.which("w3m"), shutil.which("newsboat")
    return {
        "reader": reader_lines,
        "w3m": (lambda texts, cells: w3m_lines(texts, cells, w3m, folder)) if w3m else None,
        "newsboat": (lambda texts, cells: newsboat_lines(texts, cells, newsboat, folder)) if newsboat else None,
        "Textual": textual_lines,
    }


def tallied(paragraphs: Sequence[tuple[str, Paragraph]], wrap: Wrap, widths: Sequence[int]) -> Tally:
    """Return what is found in all paragraphs at all widths."""
    tally = Tally()
    texts = [paragraph.text for _, paragraph in paragraphs]
    for cells in widths:
        for (language, paragraph), lines in zip(paragraphs, wrap(texts, cells), strict=True):
            spans = located(paragraph.text, lines)
            if spans is None:
                tally.left_out += 1
                continue
            tally.breaks[language] += len(spans) - 1
            tally.faults.update((language, fault) for fault in paragraph.faults(spans, cells))
    return tally


def heading() -> str:
    """Return the first line of the table."""
    kinds = "".join(f"{kind:>7}" for kind in Fault)
    languages = "".join(f"{language:>7}" for language in ("zh", "ja", "ko", "en", "other"))
    return f"{'':22}{'breaks':>11}{'faults':>9}{'all':>7} |{kinds} |{languages} | paragraphs left out"


def row(name: str, tally: Tally) -> str:
    """Return one line of the table."""
    kinds = "".join(f"{tally.per_hundred(kind=kind):>7}" for kind in Fault)
    languages = "".join(f"{tally.per_hundred(language=own):>7}" for own in ("zh", "ja", "ko", "en", "other"))
    counts = f"{tally.breaks.total():>11,}{tally.faults.total():>9,}{tally.per_hundred():>7}"
    return f"{name:22}{counts} |{kinds} |{languages} | {tally.left_out:,}"


def reader_lines(texts: Sequence[str], cells: int) -> list[list[str]]:
    """Return the lines of each paragraph as this project breaks them."""
    return [[text[start:stop] for start, stop in breaks(text, cells)] for text in texts]


def textual_lines(texts: Sequence[str], cells: int) -> list[list[str]]:
    """Return the lines of each paragraph as Textual wraps them in any widget."""
    return [[line.plain for line in Content(text).wrap(cells)] for text in texts]


def w3m_lines(texts: Sequence[str], cells: int, program: str, folder: Path) -> list[list[str]]:
    """Return the lines of each paragraph of a page as w3m prints them."""
    page = folder / "page.html"
    page.write_text(f"<html><body>{in_html(texts)}</body></html>", "utf-8")
    charset = ("-I", "UTF-8", "-O", "UTF-8")
    command = [program, "-dump", "-cols", str(cells), "-T", "text/html", *charset, os.fspath(page)]
    environment = {**os.environ, "HOME": os.fspath(folder)}
    printed = subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    return aligned(texts, printed.decode("utf-8", "replace"))


def newsboat_lines(texts: Sequence[str], cells: int, program: str, folder: Path) -> list[list[str]]:
    """Return the lines of each paragraph of an article as newsboat gives them to a pager, from a feed in a file.

    Its article view and its pager break lines alike, at the setting text-width.
    """
    feed, urls, settings, printed = (folder / name for name in ("feed.xml", "urls", "config", "printed"))
    item = f"<item><title>t</title><guid>1</guid><description>{html.escape(in_html(texts))}</description></item>"
    feed.write_text(f'<?xml version="1.0"?><rss version="2.0"><channel><title>f</title>{item}</channel></rss>', "utf-8")
    urls.write_text(f"{feed.as_uri()}\n")
    copy = f'pager "{shutil.which("cp")} %f {printed}"'
    settings.write_text(f"text-width {cells}\n{copy}\nrun-on-startup open; open; quit; quit; quit\n")
    command = [program, "-u", os.fspath(urls), "-c", os.fspath(folder / "cache.db"), "-C", os.fspath(settings)]
    environment = {**os.environ, "HOME": os.fspath(folder), "LANG": "C.UTF-8"}
    subprocess.run([*command, "-x", "reload"], capture_output=True, check=True, env=environment)
    with Terminal.start(*command, home=folder) as terminal:
        terminal.process.wait(120)
    _, _, body = printed.read_text("utf-8", "replace").partition("\n \n")  # behind feed, title and date
    return aligned(texts, body)


def in_html(texts: Sequence[str]) -> str:
    """Return paragraphs as HTML."""
    return "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in texts)


def aligned(texts: Sequence[str], printed: str) -> list[list[str]]:
    """Return the lines of each paragraph in what a program printed with blank lines between; none for one not found."""
    blocks = [block for block in _PARAGRAPH_END.split(printed.strip("\n")) if block.strip()]
    found = []
    done = 0
    for text in texts:
        characters = "".join(text.split())
        ahead = enumerate(islice(blocks, done, done + _AHEAD), done)
        place = next((place for place, block in ahead if "".join(block.split()) == characters), None)
        found.append([] if place is None else blocks[place].splitlines())
        done = done + 1 if place is None and len(blocks) == len(texts) else done if place is None else place + 1
    return found

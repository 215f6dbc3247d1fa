"""How fast pages are taken in, by the whole program: reading, labelling, writing durably, telling."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.pages import page_text

COUNT = 1000


def main(arguments: list[str]) -> None:
    """Print articles per second. arguments: how many pages (1000)."""
    count = int(arguments[0]) if arguments else COUNT
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder, "pages")
        pages.mkdir()
        for number in range(count):
            (pages / f"{number}.txt").write_text(page_text(number), "utf-8")
        for what in ("new", "duplicate"):
            seconds = timed("--library", os.path.join(folder, "library"), "add", "--json", os.fspath(pages))
            print(f"{count:,} {what} pages: {count / seconds:,.0f} a second, {1000 * seconds / count:.2f} ms each")


def timed(*arguments: str) -> float:
    """Return the seconds that the program took."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "reader", *arguments], check=True, capture_output=True)
    return time.perf_counter() - start

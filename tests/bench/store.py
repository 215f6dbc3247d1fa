"""The costs of a large library, as the ratios that they are to be held to."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.bench import adding
from tests.bench.scale import changing, keys, listing, memory, opening, starting
from tests.bench.scale.figures import Figure, print_table
from tests.bench.scale.libraries import Libraries

COUNTS = (1_000, 10_000, 100_000)

SECTIONS: dict[str, Callable[[Libraries], Iterator[Figure]]] = {
    "start": starting.measure,
    "memory": memory.measure,
    "bookmark": changing.measure,
    "open": opening.measure,
    "keys": keys.measure,
    "list": listing.measure,
    "add": lambda libraries: adding.compare(libraries.count, libraries.home.parent),
}


def main(arguments: list[str]) -> None:
    """Print the table. arguments: as `--help` says."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.folder or temporary).absolute()
        figures = list(_measured(folder, options.counts or COUNTS, options.only))
    print_table(figures)


def _measured(folder: Path, counts: Iterable[int], names: Iterable[str]) -> Iterator[Figure]:
    for count in counts:
        libraries = Libraries(folder, count)
        _tell(f"{count:,} articles: making libraries")
        _ = libraries.rows, libraries.used
        for name in names:
            _tell(f"{count:,} articles: {name} (load {os.getloadavg()[0]:.1f})")
            for figure in SECTIONS[name](libraries):
                print(f"  {figure.measure}: {figure.value:.2f} {figure.unit} {figure.verdict}", flush=True)
                yield figure


def _tell(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench store", description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, metavar="COUNT", help="articles (1000 10000 100000)")
    parser.add_argument("--folder", type=Path, help="keep the libraries here, on the disk to measure")
    parser.add_argument("--only", type=_sections, default=list(SECTIONS), help=f"some of {','.join(SECTIONS)}")
    return parser


def _sections(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(SECTIONS):
        raise argparse.ArgumentTypeError(f"no measure: {', '.join(unknown)}")
    return names

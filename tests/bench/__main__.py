"""`python -m tests.bench NAME`: run one measurement; without a name, list them."""

import sys
from collections.abc import Callable

from tests.bench import adding, breaking, labelling, layout, reading, safety, searching, start, store, texts, typing

BENCHES: dict[str, tuple[Callable[[list[str]], None], str]] = {
    "start": (start.main, "[RUNS]       first paint with 0, 1,000 and 10,000 articles against an empty Textual app"),
    "store": (store.main, "[COUNT…]     the costs of a large library, as ratios; --only, --folder"),
    "safety": (safety.main, "[KILLS [CUTS [CHANGES]]]  what is lost by kill -9, power cuts, four processes at once"),
    "add": (adding.main, "[COUNT]      articles per second of `reader add`, labelling included"),
    "typing": (typing.main, "[COUNT]      stalls and keys to frames in a large library that another process adds to"),
    "layout": (layout.main, "             milliseconds to lay out pages of 2 KB, 100 KB and 2 MB, in part and whole"),
    "reading": (reading.main, "[RUNS]     first paint, frames and stalls of 2 MB articles against short ones"),
    "texts": (texts.main, "[COUNT]      seconds to index texts, milliseconds to find words in them"),
    "search": (searching.main, "--titles FILE  title search: index, a keystroke by length, the same through fzf"),
    "breaking": (breaking.main, "PAGES… [--widths 20-120]  faults of line breaking: ours, w3m, newsboat, Textual"),
    "clutter": (labelling.main, "--cases DIR  milliseconds to label each .txt page of a folder"),
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in BENCHES:
        for name, (_, what) in BENCHES.items():
            print(f"python -m tests.bench {name:8} {what}")
        return 2 if arguments else 0
    BENCHES[arguments[0]][0](arguments[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

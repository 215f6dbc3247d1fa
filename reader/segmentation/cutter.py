"""The program that `chinese` runs: reads a JSON list of texts, writes for each a list of where its words end."""

import json
import sys
from itertools import accumulate


def main() -> None:
    """Answer what stands on standard input."""
    import rjieba

    texts = json.load(sys.stdin.buffer)
    json.dump([list(accumulate(map(len, rjieba.cut(text)))) for text in texts], sys.stdout)


if __name__ == "__main__":
    main()

"""`python -m reader`, and the `reader` command."""

import sys

from reader.exits import INTERRUPTED


def main() -> int:
    """Run the command line; return its exit code."""
    try:
        from reader.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules were still being loaded
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())

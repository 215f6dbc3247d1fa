"""`python -m reader`, and the `reader` command."""

import sys


def main() -> int:
    """Run the command line; return its exit code."""
    from reader.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

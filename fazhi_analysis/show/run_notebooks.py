"""Run committed notebooks in place and keep their outputs: ``python -m ... notebooks``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import nbformat

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.show import html, notebooks

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run every notebook below the folder, or those named by ``--only``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="folder of notebooks")
    parser.add_argument(
        "--only", action="append", metavar="NN", help="only notebooks that begin so"
    )
    arguments = parser.parse_args(argv)
    try:
        for path in notebooks.select(notebooks.find(arguments.folder), arguments.only):
            print(path.name, file=sys.stderr)
            notebook = notebooks.execute(notebooks.read(path), path.name, path.parent)
            html.write(path, nbformat.writes(notebooks.tidy(notebook)) + "\n")
    except FazhiError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

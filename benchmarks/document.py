"""A document that a command prints: ``--write`` renews it, ``--check`` fails where it is stale."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(path: str, text: Callable[[], str]) -> None:
    """Print `text`, write it to `path`, or compare the two, as the command line asks."""
    parser = argparse.ArgumentParser(description=f"Print {path}.")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--write", action="store_true", help=f"renew {path}")
    choice.add_argument("--check", action="store_true", help=f"fail where {path} is stale")
    arguments = parser.parse_args()
    fresh, file = text(), ROOT / path
    if arguments.write:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(fresh, encoding="utf-8")
    elif arguments.check:
        stale = file.read_text(encoding="utf-8") if file.exists() else ""
        if stale != fresh:
            lines = difflib.unified_diff(stale.splitlines(), fresh.splitlines(), "kept", "now")
            print("\n".join(list(lines)[:40]))
            sys.exit(f"{path} is stale: run `make docs`, read what changed, and commit it.")
        print(f"{path} is up to date")
    else:
        print(fresh, end="")

"""Progress on standard error."""

from __future__ import annotations

import sys

from fazhi_analysis.terminal import plain

__all__ = ["Line", "say"]


def say(text: str) -> None:
    """Write one line."""
    print(plain(text), file=sys.stderr, flush=True)


class Line:
    """A line that counts in a terminal; elsewhere it says once what is going on."""

    def __init__(self, name: str) -> None:
        self.name, self.live = name, sys.stderr.isatty()
        if not self.live:
            say(f"{name} …")

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the work is."""
        if self.live:
            text = f"\r{plain(self.name)}: {done} of {total} "
            print(text, end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Close the line."""
        if self.live:
            print(file=sys.stderr)

"""What a report folder holds, and what each page was made from: only what changed is redone."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.show import html

__all__ = ["Manifest", "fingerprint", "package_hash"]

_NAME = ".fazhi-report.json"


@cache
def package_hash() -> str:
    """Return a hash of the package's sources: other code may give other pages."""
    digest = hashlib.sha256()
    root = Path(__file__).resolve().parents[1]
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def fingerprint(*parts: str | bytes) -> str:
    """Return a hash of the parts and of where one ends and the next begins."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


class Manifest:
    """The pages of a report folder: what each was made from, and what its bytes are."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.pages = self._read()
        self._before = set(self.pages)
        self._kept: set[str] = set()

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            found: Any = json.loads((self.out / _NAME).read_text(encoding="utf-8"))["pages"]
            return {str(k): dict(v) for k, v in found.items() if _inside(str(k))}
        except (OSError, ValueError, AttributeError, TypeError, KeyError):
            return {}

    def stands(self, name: str, mark: str) -> bool:
        """Whether the page is there, whole, and made from the same."""
        self._kept.add(name)
        known, path = self.pages.get(name), self.out / name
        return (
            known is not None
            and known.get("from") == mark
            and path.is_file()
            and known.get("is") == hashlib.sha256(path.read_bytes()).hexdigest()
        )

    def put(self, name: str, mark: str, content: str | bytes) -> None:
        """Write a page, whole or not at all."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        try:
            html.write(self.out / name, data)
        except OSError as error:
            raise FazhiError(f"{self.out / name} cannot be written ({error.strerror}).") from error
        self._kept.add(name)
        self.pages[name] = {"from": mark, "is": hashlib.sha256(data).hexdigest()}

    def keep(self, name: str) -> None:
        """Keep a page that this run did not look at."""
        self._kept.add(name)

    def remove_others(self) -> None:
        """Remove pages of earlier runs that this one does not have; nothing else is touched."""
        for name in sorted(self._before - self._kept):
            (self.out / name).unlink(missing_ok=True)
            self.pages.pop(name, None)

    def save(self) -> None:
        """Write down what the folder holds."""
        if self.out.is_dir():
            text = json.dumps({"pages": dict(sorted(self.pages.items()))}, indent=1)
            html.write(self.out / _NAME, text + "\n")


def _inside(name: str) -> bool:
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts

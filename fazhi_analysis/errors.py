"""The exceptions of the package; each says which file or argument, what is wrong, what to do."""

from __future__ import annotations

from typing import Literal

__all__ = [
    "FazhiError",
    "MissingExtraError",
    "ReadError",
    "ReportRunError",
    "ResourceError",
    "SchemaError",
]

RefusalStatus = Literal["empty", "unreadable", "unsupported", "not_a_report"]


class FazhiError(Exception):
    """Base of all errors that the package raises on purpose."""


class ReadError(FazhiError):
    """A file that cannot become a report.

    Parameters
    ----------
    path : str
        The file, as it is named in the ``intake`` frame.
    status : {'empty', 'unreadable', 'unsupported', 'not_a_report'}
        The ``intake`` status that the file gets.
    message : str
        One sentence: what is wrong, and what to do about it.
    """

    def __init__(self, path: str, status: RefusalStatus, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.status = status
        self.message = message

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, RefusalStatus, str]]:
        # Workers send errors to the parent process; the default would lose two arguments.
        return (type(self), (self.path, self.status, self.message))


class MissingExtraError(FazhiError):
    """An optional library is not installed; the message names the extra that brings it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the extra {extra!r}: install it with "
            f"pip install 'fazhi_analysis[{extra}]'."
        )
        self.what = what
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return (type(self), (self.what, self.extra))


class ResourceError(FazhiError):
    """A word list, codebook or list of divisions (the package's or a user's) is not well formed."""


class SchemaError(FazhiError):
    """A frame does not hold what the schema promises."""


class ReportRunError(FazhiError):
    """A notebook did not run through; the message names the notebook and the cell."""

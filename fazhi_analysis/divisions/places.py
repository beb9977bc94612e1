"""A user's own table of places: which file is whose, where the file itself cannot tell."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_analysis.divisions.names import scan
from fazhi_analysis.errors import ResourceError

if TYPE_CHECKING:
    from fazhi_analysis.divisions import Resolution

__all__ = ["load_places", "parse_places"]

_COLUMNS = ("file", "place")


def load_places(path: str | Path, *, year: int | None = None) -> dict[str, Resolution]:
    """Read ``places.csv``: one row a file, with the place that it is of.

    Parameters
    ----------
    path : str or Path
        A CSV file in UTF-8 with the columns ``file`` (path below the raw folder, with or
        without its ending, ``/`` between folders) and ``place`` (the full path, as
        浙江省/宁波市/海曙区/横街镇, or any name that one division alone bears).
    year : int, optional
        Names are taken as of that year; default: today's.

    Returns
    -------
    dict
        From the file, as written, to its `Resolution`.

    Raises
    ------
    ResourceError
        If the table cannot be read, a column is missing, a file stands twice, or a place is
        unknown or may be several; the message names the row and the candidates.
    """
    path = Path(path)
    try:
        source = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ResourceError(
            f"{path.name}: cannot be read ({error.strerror}); check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise ResourceError(f"{path.name}: is not UTF-8; save it as CSV UTF-8.") from error
    return parse_places(source, path.name, year=year)


def parse_places(
    source: str, name: str = "places.csv", *, year: int | None = None
) -> dict[str, Resolution]:
    """Return the places of a CSV text; see `load_places`."""
    reader = csv.DictReader(io.StringIO(source))
    for column in _COLUMNS:
        if column not in (reader.fieldnames or ()):
            raise ResourceError(f"{name}: column {column!r} is missing; the header is file,place.")
    places: dict[str, Resolution] = {}
    try:
        rows = list(reader)
    except csv.Error as error:
        raise ResourceError(f"{name}: is no readable CSV ({error}); check the quotes.") from error
    for number, row in enumerate(rows, start=2):
        file = (row["file"] or "").strip().replace("\\", "/").removeprefix("./")
        place = (row["place"] or "").strip()
        where = f"{name}, row {number}"
        if not file or not place:
            empty = "file" if not file else "place"
            raise ResourceError(f"{where}: {empty} is empty; fill it in or delete the row.")
        if file in places:
            raise ResourceError(f"{where}: {file} stands twice; keep one row.")
        places[file] = _place(place, where, year)
    return places


def _place(place: str, where: str, year: int | None) -> Resolution:
    from fazhi_analysis.divisions import resolve_region

    text = "".join(part.strip() for part in place.replace("／", "/").split("/"))
    found = resolve_region(text, year=year)
    if found.candidates:
        shown = ", ".join(found.candidates[:5]) + (", …" if len(found.candidates) > 5 else "")
        count = len(found.candidates)
        raise ResourceError(
            f"{where}: {place} may be {count} places ({shown}); write the full path."
        )
    rest = text
    for name in scan(text):
        rest = rest.replace(name.form, "", 1)
    known = found.province is not None and (not rest or found.level == "zone")
    if not known:
        raise ResourceError(f"{where}: {place} is not in the list of divisions; check its name.")
    return found

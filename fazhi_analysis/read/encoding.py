"""From bytes to text: byte order marks, UTF-8, UTF-16, GB18030, Big5, and wrongly declared text."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from fazhi_analysis.read.script import commonness

__all__ = ["Decoded", "declared_encoding", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}([A-Za-z0-9_\-]{3,20})""", re.I
)
# The share of characters that may be lost (a file cut in the middle of a character, a stray byte).
_LOSS = 0.005
_SAMPLE = 60_000


class Decoded(NamedTuple):
    """Text, the encoding that gave it, and how many bytes could not be read."""

    text: str
    encoding: str
    lost: int


def decode(data: bytes) -> Decoded | None:
    r"""Return the text in `data`, or None where the bytes are no text.

    A byte order mark decides; then UTF-8; then whichever of GB18030, Big5 and UTF-16 gives common
    Chinese characters. A declaration inside the file is never trusted over its bytes.

    Examples
    --------
    >>> decode("法治政府建设".encode("gb18030"))
    Decoded(text='法治政府建设', encoding='gb18030', lost=0)
    >>> decode("推進法治政府建設，依法行政".encode("big5")).encoding
    'big5'
    >>> decode("依法行政".encode("utf-16-be")).encoding
    'utf-16'
    >>> decode(bytes(range(256))) is None
    True
    """
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            skip = len(mark) if codec == "gb18030" else 0
            return _lenient(data[skip:], codec, name)
    wide = _utf16(data)
    if wide is not None:
        return wide
    if _has_binary_bytes(data):
        return None
    strict = _strict(data, "utf-8")
    if strict is not None:
        return Decoded(_mend_mojibake(strict), "utf-8", 0)
    if _looks_like_utf8(data):
        return _lenient(data, "utf-8", "utf-8")
    return _double_byte(data)


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that the head of an HTML or XML file declares, in lower case."""
    match = _DECLARED.search(data[:4096])
    return match.group(1).decode("ascii").lower() if match else None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None


def _lenient(data: bytes, codec: str, name: str) -> Decoded | None:
    text = data.decode(codec, errors="replace")
    lost = text.count("�")
    if lost > max(3, _LOSS * len(text)):
        return None
    return Decoded(text.replace("�", ""), name, lost)


def _looks_like_utf8(data: bytes) -> bool:
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    return text.count("�") <= max(3, _LOSS * len(text))


def _has_binary_bytes(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    control = sum(sample.count(bytes([code])) for code in (*range(0x07), 0x0E, 0x0F))
    return sample.count(b"\0") > 4 + len(sample) // 500 or control > 8 + len(sample) // 100


def _utf16(data: bytes) -> Decoded | None:
    """Return UTF-16 without a mark: Chinese text with line ends or ASCII gives it away."""
    if len(data) < 4 or len(data) % 2:
        data = data[: len(data) // 2 * 2]
        if len(data) < 4:
            return None
    if _strict(data[:_SAMPLE], "utf-8") is not None and b"\0" not in data[:_SAMPLE]:
        return None
    best: tuple[float, Decoded] | None = None
    for codec in ("utf-16-le", "utf-16-be"):
        text = data.decode(codec, errors="replace")
        sample = text[:_SAMPLE]
        odd = sum(
            not (
                "\u3000" <= c <= "\u9fff"
                or "\uff00" <= c <= "\uffef"
                or c < "\u0100"
                or c in "“”‘’—…·•"
            )
            for c in sample
        )
        nulls = sample.count("\0")
        share = commonness(sample)
        if odd + nulls <= 0.02 * len(sample) and share > 0.9:
            decoded = Decoded(text.replace("�", ""), "utf-16", text.count("�"))
            if best is None or share > best[0]:
                best = (share, decoded)
    return best[1] if best else None


def _double_byte(data: bytes) -> Decoded | None:
    found: list[tuple[float, int, Decoded]] = []
    for order, (codec, name) in enumerate((("gb18030", "gb18030"), ("cp950", "big5"))):
        decoded = _lenient(data, codec, name)
        if decoded is None:
            continue
        sample = decoded.text[:_SAMPLE]
        # Big5 read as GB18030 gives rare characters and kana; so the odd ones count against it.
        odd = sum("\u3040" <= c <= "\u312f" or "\u0370" <= c <= "\u04ff" for c in sample)
        score = commonness(sample, traditional=True) - 3 * odd / max(1, len(sample))
        found.append((score, -order, decoded))
    if not found:
        return None
    score, _, decoded = max(found, key=lambda item: (item[0], item[1]))
    if score < 0.6:
        return None
    return decoded


_MOJIBAKE = re.compile("[锛銆鐨鍦鏄浜涓鍒鏀瀹璁鍏棰绗娉鎶鍙]")
_LATIN = re.compile(
    "[\u00a0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


def _mend_mojibake(text: str) -> str:
    """Undo a wrong decoding that was saved as UTF-8, where nothing is lost by undoing it."""
    sample = text[:_SAMPLE]
    attempts: list[tuple[str, str]] = []
    if len(_LATIN.findall(sample)) > 0.3 * len(sample):
        attempts = [(w, r) for w in ("cp1252", "latin-1") for r in ("utf-8", "gb18030")]
    elif len(_MOJIBAKE.findall(sample)) > 0.05 * len(sample):
        attempts = [("gb18030", "utf-8")]
    for written, meant in attempts:
        mended = _reread(text, written, meant)
        if mended is not None and commonness(mended, traditional=True) > 0.95:
            return mended
    return text


def _reread(text: str, written: str, meant: str) -> str | None:
    try:
        if written == "cp1252":
            data = b"".join(_cp1252(character) for character in text)
        else:
            data = text.encode(written)
    except UnicodeEncodeError:
        return None
    mended = data.decode(meant, errors="replace")
    lost = mended.count("�")
    # Bytes with no character in the wrong encoding are gone for good: a text that lost many of
    # them would have holes, and holes in numbers are worse than no text.
    return mended.replace("�", "") if lost <= _LOSS * len(mended) else None


def _cp1252(character: str) -> bytes:
    # Windows leaves five codes undefined; browsers pass them through as control characters.
    code = ord(character)
    return bytes([code]) if 0x80 <= code <= 0x9F else character.encode("cp1252")

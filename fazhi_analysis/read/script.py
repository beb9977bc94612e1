"""The script of a text: traditional characters, pinyin in brackets, shifted bytes."""

from __future__ import annotations

import math
import re
from functools import cache
from importlib import resources

from fazhi_analysis.errors import ResourceError

__all__ = ["commonness", "is_traditional", "mend_shifted", "simplify", "strip_pinyin"]

_HAN = re.compile("[㐀-鿿]")


@cache
def character_ranks() -> dict[str, float]:
    """Return the logarithm of the relative frequency of the common simplified characters."""
    path = resources.files("fazhi_analysis.resources") / "characters.csv"
    counts: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or line == "character,count":
            continue
        character, _, count = line.partition(",")
        if len(character) != 1 or not count.isdigit() or character in counts:
            raise ResourceError(f"characters.csv: the line {line!r} is no new character and count.")
        counts[character] = int(count)
    total = sum(counts.values())
    return {character: math.log(count / total) for character, count in counts.items()}


@cache
def _converter() -> object:
    import opencc

    return opencc.OpenCC("t2s")


def _convert(text: str) -> str:
    return _converter().convert(text)  # type: ignore[attr-defined]


# What opencc leaves: 著 where the mainland writes 着 (it is kept in 著名, 显著 and the like), and
# characters that sites take for others when they turn a simplified page into a traditional one.
_LEFT_OVER = (
    (re.compile("(?<![显昭卓土名专原编论巨遗译合所])著(?![名作述称者录书])"), "着"),
    (re.compile("批準"), "批准"),
    (re.compile("[衹祇](?=[有要是能会可])"), "只"),
    (re.compile("覆(?=[议查核印])|(?<=[恢反])覆"), "复"),
    (re.compile("複"), "复"),
    (re.compile("覈"), "核"),
    (re.compile("甚么"), "什么"),
)


def is_traditional(text: str) -> bool:
    """Return whether `text` is predominantly in traditional characters.

    A mainland page quotes a traditional name now and then; a page in that script has many more
    characters that only it uses than characters that only the simplified script uses.

    Examples
    --------
    >>> is_traditional("開發區深入貫徹落實法治建設")
    True
    >>> is_traditional("开发区深入贯彻落实法治建设，参观「萬國」建筑群")
    False
    """
    import opencc  # noqa: F401  (the converters below need it)

    sample = "".join(_HAN.findall(text)[:20_000])
    if not sample:
        return False
    plain = _convert(sample)
    if plain == sample:
        return False
    traditional = _differing(sample, plain)
    simplified = _differing(sample, _to_traditional(sample))
    return traditional >= 3 and traditional > 2 * simplified


@cache
def _to_traditional_converter() -> object:
    import opencc

    return opencc.OpenCC("s2t")


def _to_traditional(text: str) -> str:
    return _to_traditional_converter().convert(text)  # type: ignore[attr-defined]


def _differing(text: str, other: str) -> int:
    if len(text) != len(other):
        return abs(len(text) - len(other))
    return sum(a != b for a, b in zip(text, other, strict=True))


def simplify(text: str) -> str:
    """Return traditional `text` in simplified characters.

    Examples
    --------
    >>> simplify("為著力推進普法，顯著提升，著眼於乾部隊伍")
    '为着力推进普法，显著提升，着眼于干部队伍'
    """
    text = text.replace("乾部", "干部")
    text = _convert(text)
    for pattern, plain in _LEFT_OVER:
        text = pattern.sub(plain, text)
    return text


_TONES = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿăĕĭŏŭ"
_PINYIN = re.compile(rf"(?<=[㐀-鿿])[(（]([a-züɡɑ]{{0,6}}[{_TONES}][a-züɡɑ]{{0,4}})[)）]")
_PINYIN_PLAIN = re.compile(r"(?<=[㐀-鿿])[(（][a-z]{1,6}[)）]")


def strip_pinyin(text: str) -> str:
    """Remove pinyin in brackets after characters where `text` carries it throughout.

    Examples
    --------
    >>> strip_pinyin("名稱(chēng)經(jīng)濟(jì)開(kāi)發(fā)區")
    '名稱經濟開發區'
    >>> strip_pinyin("重(chóng)复")
    '重(chóng)复'
    """
    if len(_PINYIN.findall(text)) < 5:
        return text
    text = _PINYIN.sub("", text)
    # A mirror that adds readings also adds those that bear no tone mark.
    return _PINYIN_PLAIN.sub(lambda m: "" if m.group()[1:-1] in _TONELESS else m.group(), text)


_TONELESS = frozenset(["de", "le", "me", "ne", "ma", "ba", "la", "a", "men", "zi", "zhe", "ge"])


def commonness(text: str, *, traditional: bool = False) -> float:
    """Return the share of the Chinese characters in `text` that are common ones, 0 without any."""
    if traditional:
        text = _convert(text)
    han = _HAN.findall(text)
    if not han:
        return 0.0
    ranks = character_ranks()
    return sum(character in ranks for character in han) / len(han)


# A byte was lost where ``?`` stands; up to the next ASCII character all pairs of bytes are shifted.
# Pages that also made punctuation half-width have ``,`` or ``!`` for the shifted pair behind it.
_SHIFTED = re.compile(
    r"\?(?P<reading>[a-zü]{0,6}["
    + _TONES
    + r"][a-zü]{0,4}\))?(?P<run>[^\x00-\x7f,!;:]?[,!;:]?[^\x00-\x7f]{0,60})"
    r"(?P<tail>[@-~])?(?P<after>[(?][a-zü]{0,6}[" + _TONES + r"][a-zü]{0,4}\))?"
)
_FULL_WIDTH = str.maketrans(",!;:", "，！；：")
_PUNCTUATION = set("，。、；：？！“”‘’（）《》〈〉【】—…·％-0123456789[]()")
# What a mark of punctuation counts in the likelihood: as much as the commonest characters.
_MARK = -4.0
# Real pages have a few dozen such runs; a hostile one shall not take minutes.
_MOST_RUNS, _MOST_LENGTHS = 3000, 12


def mend_shifted(text: str) -> str:
    r"""Mend runs whose GBK bytes were shifted by one because the first byte was lost.

    A page that replaced bytes without regard to characters leaves ``?`` for the lost byte and then
    characters that make no sense until the byte is put back. A byte is put back only where the
    result is all common characters and the run was not.

    Examples
    --------
    >>> mend_shifted("使他們?cè)谄辗ㄐ麄鳌⒁婪ㄞk事、依法調處")
    '使他們在普法宣傳、依法辦事、依法調處'
    >>> mend_shifted("推進法治政府建設?,F(xiàn)將情況報告如下")
    '推進法治政府建設。現(xiàn)將情況報告如下'
    >>> mend_shifted("是否合法?请看说明")
    '是否合法?请看说明'
    """
    if "?" not in text:
        return text
    return _SHIFTED.sub(lambda m: _mend(text, m), text, count=_MOST_RUNS)


def _mend(text: str, match: re.Match[str]) -> str:
    reading, run = match["reading"], match["run"]
    tail, after = match["tail"] or "", match["after"] or ""
    if not run:
        return match.group()
    before = _trail_byte(text[match.start() - 1 : match.start()]) if reading else None
    for length in range(len(run), max(0, len(run) - _MOST_LENGTHS), -1):
        whole = length == len(run)
        end = tail if whole else ""
        # A reading, or a sign that stands in no Chinese sentence, shows that bytes were lost.
        sure = bool(reading) or bool(end and (after or end in "@\\^_`{|}~"))
        garbled = run[:length]
        if not sure and (length < 2 or commonness(garbled, traditional=True) > 0.7):
            continue
        cut = whole and not tail and after.startswith("?")
        mended = _put_back(garbled.translate(_FULL_WIDTH), end, before, cut=cut)
        if mended is not None:
            if cut:  # the last character lost its second byte too: the page shows ? for it
                return mended + "?"
            return mended + (after if end else run[length:] + tail + after)
    return match.group()


def _put_back(garbled: str, end: str, before: int | None, *, cut: bool = False) -> str | None:
    """Return the likeliest text that `garbled` and one lost byte before it give.

    With `cut` the last byte of `garbled` is the first of a character that lost its second.
    """
    try:
        # GB18030 has the private-use characters that shifted bytes often give; GBK has not.
        shifted = garbled.encode("gb18030")
    except UnicodeEncodeError:
        return None
    if len(shifted) != 2 * len(garbled):
        return None
    if cut:
        shifted = shifted[:-1]
    best: tuple[float, str] | None = None
    for lead in range(0x81, 0xFF):
        if before is not None and not _is_han(bytes([before, lead])):
            continue
        try:
            mended = (bytes([lead]) + shifted + end.encode("ascii")).decode("gbk")
        except UnicodeDecodeError:
            continue
        value = _likelihood(mended)
        if value is not None and (best is None or value > best[0]):
            best = (value, mended)
    return None if best is None else best[1]


def _trail_byte(character: str) -> int | None:
    try:
        return character.encode("gbk")[-1]
    except (UnicodeEncodeError, IndexError):
        return None


def _is_han(pair: bytes) -> bool:
    try:
        return bool(_HAN.fullmatch(pair.decode("gbk")))
    except UnicodeDecodeError:
        return False


def _likelihood(text: str) -> float | None:
    """Return the mean log frequency of the characters, None where one is not common."""
    ranks = character_ranks()
    total, count = 0.0, 0
    for character in _convert(text):
        if character in ranks:
            total += ranks[character]
        elif character in _PUNCTUATION:
            total += _MARK
        else:
            return None
        count += 1
    return total / count if count >= 2 else None

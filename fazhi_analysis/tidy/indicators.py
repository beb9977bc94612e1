"""Which indicator a number states: rules of the codebook, matched to the words around the number.

A rule matches where one of its head words stands beside the number and its other conditions hold.
Beside means, in this order: right after the unit (8次中心组专题学习), before the number in its own
clause (调解矛盾纠纷120起), or in an earlier clause of the sentence when the own clause says nothing
of its own (法律援助工作…,全年结案115件). The best match counts; rules of the code ``-`` compete too
and take numbers away that no indicator covers.
"""

from __future__ import annotations

from typing import NamedTuple

from fazhi_analysis.codebook import NOTHING, Rule
from fazhi_analysis.tidy.indicator_words import Token, Vocabulary
from fazhi_analysis.tidy.numbers import Number

__all__ = ["Clause", "Match", "accepts", "best_match", "cell_match", "paired_matches"]

_RIGHT_REACH = 16
_LEFT_REACH = 45
_THRESHOLD = 6.0
# What a rule earns when its conditions hold close by.
_ABOUT, _NEAR = 0.4, 0.3
_BONUS = _ABOUT + _NEAR
_ROUNDS = frozenset("件份项条宗起卷篇例户家批部")
_JOINERS = frozenset(["、", "和", "及", "与", "以及"])


class Match(NamedTuple):
    """A rule that fits a number, with the head word that it found."""

    code: str
    score: float
    rule: Rule
    start: int
    end: int
    place: str


class Clause(NamedTuple):
    """What stands around one number: its clause and the stretch that is the number's own."""

    start: int
    end: int
    left: int
    right: int


def accepts(rule: Rule, number: Number) -> bool:
    """Tell whether the rule counts in the number's unit."""
    kind = rule.kind
    if number.kind == "cell":  # a table cell without a unit
        return kind == "count"
    if rule.code == NOTHING:
        return number.base in rule.units or number.unit in rule.units
    if kind == "percent":
        return number.kind == "percent"
    if kind == "money":
        return number.kind in ("money", "bare")
    if number.kind == "bare":
        return "人次" in rule.units or "次" in rule.units
    if number.kind not in ("count", "duration"):
        return False
    base = number.base
    if base in rule.units or number.unit in rule.units:
        return True
    # 件次 counts what 件 counts; 人次 is a measure of its own.
    return base[-1:] == "次" and base[:-1] in _ROUNDS and base[:-1] in rule.units


def best_match(
    number: Number,
    clause: Clause,
    tokens: list[Token],
    words: Vocabulary,
    themes: set[str],
    background: list[set[str]],
    earlier: int | None,
) -> Match | None:
    """Return the best rule for a number, or None.

    Parameters
    ----------
    number : Number
    clause : Clause
    tokens : list of Token
        The known words of the sentence.
    words : Vocabulary
    themes : set of str
        What the sentence says up to the end of the number's clause.
    background : list of set of str
        What the paragraph and its headings say.
    earlier : int or None
        From where earlier clauses may give the head; None if the own clause speaks for itself.
    """
    near: set[str] = set()  # what the clause says, up to the number's own stretch
    against: set[str] = set()  # what the number's own stretch says
    own: list[Token] = []
    before: list[Token] = []
    for token in tokens:
        if token.start >= clause.start:
            if token.end > clause.end:
                break
            if token.start < number.end and token.end > number.start:
                continue
            own.append(token)
            if token.start < clause.right:
                near |= words.says[token.word]
                if token.start >= clause.left:
                    against |= words.says[token.word]
                elif earlier is not None:
                    before.append(token)
        elif earlier is not None and token.start >= earlier:
            before.append(token)
    best: Match | None = None
    for place_in, token in enumerate(own):
        rules = words.heads.get(token.word)
        if rules is None:
            continue
        # In 办法案件 the head is 案件: a noun that another noun follows only narrows it.
        following = own[place_in + 1] if place_in + 1 < len(own) else None
        inner = (
            following is not None
            and following.start == token.end
            and following.end <= clause.right
            and following.word in words.heads
        )
        if token.start >= number.end:
            gap = max(0, token.start - number.tail)
            if gap > _RIGHT_REACH or token.end > clause.right:
                continue
            base, place = 11.0 - 0.3 * gap, "right"
            inner = False
        elif token.end <= number.start and token.start >= clause.left:
            gap = max(0, number.lead - token.end)
            if gap > _LEFT_REACH:
                continue
            base, place = 10.0 - 0.12 * gap - 2 * inner, "left"
        else:
            continue
        best = _try(token, rules, base, place, number, near, against, themes, background, best)
    if best is None and before:
        near_before = near | words.themes(before)
        for token in before:
            rules = words.heads.get(token.word)
            if rules is not None:
                gap = max(0, number.lead - token.end)
                best = _try(token, rules, 8.0 - 0.05 * gap, "earlier", number, near_before,
                            against, themes, background, best)  # fmt: skip
    if best is not None and best.score < _THRESHOLD:
        return None
    return best


def _try(
    token: Token,
    rules: list[tuple[int, Rule, int]],
    base: float,
    place: str,
    number: Number,
    near: set[str],
    against: set[str],
    themes: set[str],
    background: list[set[str]],
    best: Match | None,
) -> Match | None:
    for _, rule, size in rules:
        score = base + 0.3 * size + rule.score
        if best is not None and score + _BONUS <= best.score:
            continue
        if not accepts(rule, number):
            continue
        if rule.place and not place.startswith(rule.place):
            continue
        if rule.near and rule.near.isdisjoint(near):
            continue
        if rule.unless and not rule.unless.isdisjoint(against):
            continue
        if rule.never and not rule.never.isdisjoint(themes):
            continue
        if rule.about:
            if not rule.about.isdisjoint(near):
                score += _ABOUT
            elif rule.about.isdisjoint(themes):
                score -= 1.2
                for layer in background[:1] if rule.strict else background:
                    if not rule.about.isdisjoint(layer):
                        break
                    score -= 0.5
                else:
                    continue
        if rule.near:
            score += _NEAR
        if best is not None and score <= best.score:
            continue
        best = Match(rule.code, score, rule, token.end - size, token.end, place)
    return best


def paired_matches(
    text: str,
    number: Number,
    match: Match,
    tokens: list[Token],
    words: Vocabulary,
    themes: set[str],
) -> list[Match]:
    """Return the further rates that one number states: 参考率、合格率均达100% is two rows."""
    found: list[Match] = []
    at = match.start
    for token in reversed(tokens):
        if token.end > at:
            continue
        between = text[token.end : at].strip('“”"')
        if between not in ("、", "和", "及", "与", "以及"):
            break
        rules = [
            rule for _, rule, size in words.heads.get(token.word, ())
            if accepts(rule, number) and size == len(token.word) and not rule.near
            and (not rule.about or not rule.about.isdisjoint(themes))
        ]  # fmt: skip
        if not rules:
            break
        same = [rule for rule in rules if rule.code == match.code]
        rule = same[0] if same else max(rules, key=lambda one: one.score)
        if rule.code != NOTHING:
            found.append(
                match._replace(code=rule.code, rule=rule, start=token.start, end=token.end)
            )
        at = token.start
    return found


def cell_match(
    number: Number, label: str, words: Vocabulary, layers: list[set[str]]
) -> Match | None:
    """Return the best rule for a table cell, whose subject is its label and heading."""
    tokens, _ = words.tokens(label, 0, len(label))
    said = words.themes(tokens)
    best: Match | None = None
    for token in tokens:
        rules = words.heads.get(token.word)
        if rules is not None:
            base = 9.0 + 0.05 * token.end
            best = _try(token, rules, base, "left", number, said, said, said, layers, best)
    return best

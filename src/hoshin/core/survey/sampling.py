"""Who is asked: how many of each stratum, and which, so that anybody with the list can draw again.

**To redraw by hand:** for every line of the list compute SHA-256 of the UTF-8 text `seed + line feed + key` (the key is
the list's own number, as `category_of` writes it: 12, not 12.0). Sort each stratum by that hash in hexadecimal and take
the first so many. The order of the list plays no part, and nobody who did not know the seed could choose whom it meets.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from hoshin.core.problems.record import Problem

Stratum = tuple[str, ...]
"""The values of the stratum columns; empty when everyone is drawn from one pot."""
Allocation = Literal["proportional", "equal", "given"]
CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 signs that are not taken for one another on paper (no 0, 1, I, L, O); 31 is prime, which the check sign needs."""
CODE_LENGTH, TOKEN_LENGTH = 8, 12


@dataclass(frozen=True, slots=True)
class FrameUnit:
    """One line of the list that is drawn from."""

    key: str
    stratum: Stratum = ()


@dataclass(frozen=True, slots=True)
class StratumDraw:
    """What a draw did in one stratum. `drawn` is less than `wanted` when the list holds no more."""

    stratum: Stratum
    listed: int
    wanted: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Draw:
    """The keys drawn, by stratum and then in the order of their hashes; and what was wrong.

    `fingerprint` tells two lists apart without holding a line of either.
    """

    keys: tuple[str, ...]
    strata: tuple[StratumDraw, ...]
    fingerprint: str
    problems: tuple[Problem, ...] = ()


def order_mark(seed: str, key: str) -> str:
    """The mark by which lines are ordered.

    >>> order_mark("2026-11-24 朝の抽選", "12")[:12]
    '999046bfe683'
    """
    return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()


def draw(units: Iterable[FrameUnit], wanted: Mapping[Stratum, int], seed: str) -> Draw:
    """Draw `wanted` lines of each stratum. Same seed and same lines: same draw, whatever their order.

    Strata of the list that nobody asked for are named and left alone; a key that stands twice is drawn as one and
    named, since one person would have two chances.
    """
    listed = tuple(units)
    problems = list(_frame_problems(listed, wanted, seed))
    pots: dict[Stratum, dict[str, str]] = {stratum: {} for stratum in wanted}
    marks = set()
    for unit in listed:
        mark = order_mark(seed, unit.key)
        marks.add(mark)
        pots.setdefault(unit.stratum, {})[unit.key] = mark
    keys: list[str] = []
    strata = []
    for stratum in sorted(pots):
        pot, many = pots[stratum], wanted.get(stratum, 0)
        taken = sorted(pot, key=pot.__getitem__)[:many]
        keys += taken
        strata.append(StratumDraw(stratum, len(pot), many, len(taken)))
        if len(taken) < many:
            values = {"stratum": stratum_words(stratum), "listed": str(len(pot)), "wanted": str(many)}
            problems.append(Problem("sample_list_too_short", severity="question", values=values))
    fingerprint = hashlib.sha256("\n".join(sorted(marks)).encode()).hexdigest()
    return Draw(tuple(keys), tuple(strata), fingerprint, tuple(problems))


def stratum_words(stratum: Stratum) -> str:
    """「東汐見・女性」; everyone, when nothing divides them."""
    return "・".join(stratum) or "全体"


def _frame_problems(units: tuple[FrameUnit, ...], wanted: Mapping[Stratum, int], seed: str) -> Iterable[Problem]:
    if not seed.strip():
        yield Problem("sample_seed_missing", severity="error")
    repeated = [key for key, count in Counter(unit.key for unit in units).items() if count > 1]
    if repeated:
        found = {"count": str(len(repeated)), "examples": "、".join(sorted(repeated)[:5])}
        yield Problem("sample_key_repeated", severity="error", values=found)
    unasked = Counter(unit.stratum for unit in units if unit.stratum not in wanted)
    for stratum, count in sorted(unasked.items()):
        values = {"stratum": stratum_words(stratum), "count": str(count)}
        yield Problem("sample_stratum_unasked", severity="question", values=values)


def allocate(
    total: int, populations: Mapping[Stratum, int], how: Allocation = "proportional", smallest: int = 0
) -> dict[Stratum, int]:
    """Share `total` out: in proportion to the population, or the same to each stratum; `smallest` to each at least.

    Never more than a stratum holds. Proportional shares are rounded by largest remainder, so they add up to `total`
    (or to everyone, when fewer live there; or to more, when the minimums alone need more). Ties go to the stratum
    that comes first by name.

    >>> allocate(10, {("東",): 500, ("西",): 300, ("南",): 200})
    {('南',): 2, ('東',): 5, ('西',): 3}
    >>> allocate(10, {("東",): 500, ("西",): 3}, "equal")
    {('東',): 7, ('西',): 3}
    """
    strata = sorted(populations)
    floor = {s: min(smallest, populations[s]) for s in strata}
    left = min(total, sum(populations.values()))
    fixed: dict[Stratum, int] = {}
    weights = {s: populations[s] if how == "proportional" else 1 for s in strata if populations[s] > 0}
    fixed.update({s: 0 for s in strata if populations[s] <= 0})
    while weights:
        shares = _shares(left - sum(fixed.values()), weights)
        bound = _over(shares, populations) or _under(shares, floor)
        if not bound:
            return {s: fixed[s] if s in fixed else shares[s] for s in strata}
        fixed.update(bound)
        weights = {s: weight for s, weight in weights.items() if s not in bound}
    return {s: fixed[s] for s in strata}


def _shares(total: int, weights: Mapping[Stratum, int]) -> dict[Stratum, int]:
    """Whole shares of `total` by weight: largest remainders first."""
    total, whole = max(total, 0), sum(weights.values())
    exact = {s: Fraction(total * weight, whole) for s, weight in weights.items()}
    shares = {s: int(share) for s, share in exact.items()}
    for s in sorted(exact, key=lambda s: (shares[s] - exact[s], s))[: total - sum(shares.values())]:
        shares[s] += 1
    return shares


def _over(shares: Mapping[Stratum, int], most: Mapping[Stratum, int]) -> dict[Stratum, int]:
    return {s: most[s] for s, share in shares.items() if share > most[s]}


def _under(shares: Mapping[Stratum, int], least: Mapping[Stratum, int]) -> dict[Stratum, int]:
    return {s: least[s] for s, share in shares.items() if share < least[s]}


def code_from(chance: bytes) -> str:
    """The code of a sampled person on paper, from 8 or more random bytes: seven signs and one that checks them.

    >>> code_from(bytes(8)), is_code(code_from(bytes(range(8)))), is_code("22222223")
    ('22222222', True, False)
    """
    number = int.from_bytes(chance[:8], "big")
    signs = []
    for _ in range(CODE_LENGTH - 1):
        number, sign = divmod(number, len(CODE_SIGNS))
        signs.append(CODE_SIGNS[sign])
    return "".join(signs) + _check_sign("".join(signs))


def _check_sign(signs: str) -> str:
    total = sum((place + 2) * CODE_SIGNS.index(sign) for place, sign in enumerate(signs))
    return CODE_SIGNS[-total % len(CODE_SIGNS)]


def is_code(typed: str) -> bool:
    """Whether this can be a code: one wrong sign, or two neighbours exchanged, are always noticed."""
    code = evened_code(typed)
    known = len(code) == CODE_LENGTH and all(sign in CODE_SIGNS for sign in code)
    return known and _check_sign(code[:-1]) == code[-1]


def token_from(chance: bytes) -> str:
    """The one-time code that opens the answering page, from 16 or more random bytes: twelve signs, 59 bits.

    >>> token_from(bytes(16))
    '222222222222'
    """
    number = int.from_bytes(chance[:16], "big")
    signs = []
    for _ in range(TOKEN_LENGTH):
        number, sign = divmod(number, len(CODE_SIGNS))
        signs.append(CODE_SIGNS[sign])
    return "".join(signs)


_WIDE = str.maketrans({chr(0xFF01 + i): chr(0x21 + i) for i in range(94)} | dict.fromkeys("-‐－ー–— 　", ""))


def evened_code(typed: str) -> str:
    """A code as typed by hand: full-width, small letters, spaces and hyphens are all the same.

    >>> evened_code("ａ２ｂ３-c4d5")
    'A2B3C4D5'
    """
    return typed.translate(_WIDE).replace("-", "").upper().strip()


def grouped_code(code: str) -> str:
    """For the eye: four signs, a hyphen, four signs.

    >>> grouped_code("A2B3C4D5E6F7")
    'A2B3-C4D5-E6F7'
    """
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def token_hash(token: str) -> str:
    """What is kept of a one-time code: enough to know it again, not enough to write it."""
    return hashlib.sha256(f"hoshin one-time code\n{evened_code(token)}".encode()).hexdigest()

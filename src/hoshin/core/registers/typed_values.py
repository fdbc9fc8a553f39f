"""Numbers, answers and choices as people type or paste them: read with certainty, or refused with a sentence."""

import re
import unicodedata
from decimal import Decimal
from difflib import get_close_matches

from hoshin.core.text import even
from hoshin.core.values import number_at

_YES = (
    "はい", "有", "有り", "あり", "○", "〇", "◯", "✓", "✔", "☑", "レ", "1", "yes", "y", "true", "済", "済み", "実施",
)  # fmt: skip
_NO = ("いいえ", "無", "無し", "なし", "×", "✕", "✗", "x", "0", "no", "n", "false", "未", "未実施", "否")
_MOST = Decimal(10) ** 15
_MINUS = re.compile(r"^(?:[-▲△−]|\((?=[\d.,]+\)$))")


def even_word(text: str) -> str:
    """A word for comparing: widths, spaces and case evened out. What is stored stays as it was typed.

    >>> even_word(" 汐見 ﾁｭｳｵｳ ") == even_word("汐見チュウオウ")
    True
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def read_number(text: str, unit: str = "") -> Decimal | None:
    """The number that was typed, its own unit behind it or not; None when it is not one number, exactly.

    >>> [str(read_number(t, "人")) for t in ("1,234", "△5", "１２３人", "(5)", "3千", "1.50")]
    ['1234', '-5', '123', '-5', '3000', '1.50']
    >>> [read_number(t, "人") for t in ("約30", "1,23", "30枚", "-", "1e3", "#N/A", "1 2")]
    [None, None, None, None, None, None, None]
    """
    plain = even(text).text.strip()
    plain = plain.removesuffix(even(unit).text.strip()).rstrip() if unit else plain
    negative = bool(_MINUS.match(plain))
    bare = _MINUS.sub("", plain).strip().removesuffix(")" if plain.startswith("(") else "")
    bare = f"0{bare}" if bare.startswith(".") else bare.removeprefix("+")
    found = number_at(bare, 0) if bare else None
    if found is None or found.malformed or found.end != len(bare) or found.value > _MOST:
        return None
    return -found.value if negative else found.value


def read_yes_no(text: str) -> bool | None:
    """Whether the answer is yes, no, or cannot be told.

    >>> read_yes_no("○"), read_yes_no("なし"), read_yes_no("たぶん")
    (True, False, None)
    """
    word = even_word(text)
    return True if word in _YES_WORDS else False if word in _NO_WORDS else None


_YES_WORDS = frozenset(even_word(word) for word in _YES)
_NO_WORDS = frozenset(even_word(word) for word in _NO)


def read_choice(text: str, offered: tuple[str, ...]) -> str | None:
    """The offered choice that this is, whatever its widths and spaces; None when it is none of them.

    >>> read_choice("保育所 ", ("保育所", "学校"))
    '保育所'
    """
    by_word = {even_word(choice): choice for choice in offered}
    return by_word.get(even_word(text))


def nearest_choice(text: str, offered: tuple[str, ...]) -> str | None:
    """The offered choice that was probably meant, to propose it.

    >>> nearest_choice("保育園", ("保育所", "学校"))
    '保育所'
    """
    by_word = {even_word(choice): choice for choice in offered}
    close = get_close_matches(even_word(text), by_word, n=1, cutoff=0.5)
    return by_word[close[0]] if close else None

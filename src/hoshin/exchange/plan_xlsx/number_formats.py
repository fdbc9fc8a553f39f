"""What Excel shows for a value under a number format, as a Japanese Excel would.

Numbers go through their 15 significant digits as Excel's do, and are rounded half up. A format that is not wholly
understood still shows the bare value and says so: `Shown.is_certain` is False.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hoshin.exchange.plan_xlsx.format_codes import Section, Token, parse_format

_ERAS = (
    (date(2019, 5, 1), "R", "令和"),
    (date(1989, 1, 8), "H", "平成"),
    (date(1926, 12, 25), "S", "昭和"),
    (date(1912, 7, 30), "T", "大正"),
    (date(1868, 1, 25), "M", "明治"),
)
_WEEKDAYS_JA = "月火水木金土日"
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LAST_SERIAL = 2_958_466
_FALSE_LEAP_DAY = 60
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a cell as it prints, and whether its format was wholly understood."""

    text: str
    is_certain: bool = True


def show_number(value: Decimal, code: str, epoch_1904: bool = False) -> Shown:
    """What a number prints as.

    >>> show_number(Decimal("77153"), '#,##0"千円"').text
    '77,153千円'
    >>> show_number(Decimal("0.691"), "0.0%").text
    '69.1%'
    >>> show_number(Decimal("-5"), '#,##0;"▲"#,##0').text
    '▲5'
    >>> show_number(Decimal("44287"), '[$-411]ggge"年"m"月"d"日"').text
    '令和3年4月1日'
    """
    if code.strip().lower() in ("general", "g/標準", "", "@"):
        return Shown(general(value))
    sections = parse_format(code)
    section, shown_value = _choose(sections, value)
    if section.is_date:
        return _show_date(shown_value, section, epoch_1904)
    if not section.is_known or _is_fraction(section):
        return Shown(general(value), is_certain=False)
    text = _show_plain(shown_value, section)
    return Shown(text.translate(_FULL_WIDTH) if section.numeral_style == 3 else text)


def show_text(text: str, code: str) -> str:
    """What a text prints as: itself, unless the format's text section adds to it or hides it.

    >>> show_text("有", ";;;"), show_text("有", '@"り"'), show_text("有", "0")
    ('', '有り', '有')
    """
    if ";" not in code and "@" not in code:
        return text
    sections = parse_format(code)
    if len(sections) == 4:
        section = sections[3]
    elif any(t.kind == "text" for t in sections[-1].tokens):
        section = sections[-1]
    else:
        return text
    return "".join(text if t.kind == "text" else t.text for t in section.tokens if t.kind in ("text", "literal"))


def general(value: Decimal) -> str:
    """A number without a format: no grouping, at most ten decimals, no exponent for whole numbers.

    >>> general(Decimal("69.10")), general(Decimal("1E+3")), general(Decimal("0.1") + Decimal("0.2"))
    ('69.1', '1000', '0.3')
    """
    if value == value.to_integral_value():
        return str(int(value))
    return format(round(value, 10).normalize(), "f")


def _choose(sections: tuple[Section, ...], value: Decimal) -> tuple[Section, Decimal]:
    """The section for a value and what it shows of it: a section for negatives shows them without a sign."""
    for section in sections[:3]:
        if section.condition and _holds(value, section.condition):
            return section, abs(value) if value < 0 and section.condition[0].startswith("<") else value
    plain = [section for section in sections[:3] if section.condition is None]
    if not plain:
        return sections[-1], value
    if len(plain) == len(sections[:3]):
        if value < 0 and len(plain) > 1:
            return plain[1], -value
        if value == 0 and len(plain) > 2:
            return plain[2], value
        return plain[0], value
    return plain[-1], value


def _holds(value: Decimal, condition: tuple[str, float]) -> bool:
    sign, bound = condition[0], Decimal(str(condition[1]))
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[sign]


def _is_fraction(section: Section) -> bool:
    """`# ?/?`: digits on both sides of a bare slash."""
    kinds = [t.kind if t.kind == "digits" else t.text for t in section.tokens if t.text != " "]
    return any(kinds[i : i + 3] == ["digits", "/", "digits"] for i in range(len(kinds)))


def _show_plain(value: Decimal, section: Section) -> str:
    tokens = section.tokens
    if not any(t.kind in ("digits", "general") for t in tokens):
        return "".join("" if t.kind in ("comma", "point", "text") else t.text for t in tokens)
    if any(t.kind == "general" for t in tokens):
        return "".join(general(value) if t.kind == "general" else t.text for t in tokens)
    if any(t.kind == "exponent" for t in tokens):
        return _show_exponent(value, tokens)
    digits = _digit_places(tokens)
    scaled = value * (100 ** sum(t.kind == "percent" for t in tokens)) / (1000**digits.thousands)
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-digits.decimals), ROUND_HALF_UP)
    shown = _with_decimals(rounded, digits)
    is_negative = scaled < 0 and rounded != 0
    return _lay_out(tokens, ("-" if is_negative else "") + shown)


@dataclass(frozen=True, slots=True)
class _DigitPlaces:
    """How many digits a format asks for on each side of the point."""

    whole: int
    decimals: int
    kept_decimals: int
    is_grouped: bool
    thousands: int


def _digit_places(tokens: tuple[Token, ...]) -> _DigitPlaces:
    numeric = [t for t in tokens if t.kind in ("digits", "point", "comma")]
    point = next((i for i, t in enumerate(numeric) if t.kind == "point"), len(numeric))
    before = numeric[:point]
    after = "".join(t.text for t in numeric[point:] if t.kind == "digits")
    last_digit = max((i for i, t in enumerate(numeric) if t.kind == "digits"), default=-1)
    thousands = sum(t.kind == "comma" for t in numeric[last_digit + 1 :])
    first_digit = next((i for i, t in enumerate(before) if t.kind == "digits"), len(before))
    last_before = max((i for i, t in enumerate(before) if t.kind == "digits"), default=-1)
    is_grouped = any(t.kind == "comma" for t in before[first_digit:last_before])
    whole = "".join(t.text for t in before if t.kind == "digits")
    return _DigitPlaces(
        whole=whole.count("0"),
        decimals=len(after),
        kept_decimals=len(after.rstrip("#?")),
        is_grouped=is_grouped,
        thousands=thousands,
    )


def _with_decimals(rounded: Decimal, places: _DigitPlaces) -> str:
    whole, _, decimals = format(rounded, "f").partition(".")
    whole = whole.lstrip("0").rjust(places.whole, "0")
    if places.is_grouped and whole:
        whole = f"{int(whole):,}".rjust(len(whole), "0")
    kept = decimals.rstrip("0").ljust(places.kept_decimals, "0")
    return f"{whole}.{kept}" if places.decimals and (kept or places.kept_decimals) else whole


def _lay_out(tokens: tuple[Token, ...], number: str) -> str:
    """Puts the number where the first digit place stands and keeps the literals around it."""
    parts: list[str] = []
    is_placed = False
    for token in tokens:
        if token.kind in ("digits", "point", "comma"):
            if not is_placed and token.kind != "comma":
                parts.append(number)
                is_placed = True
        else:
            parts.append(token.text)
    text = "".join(parts)
    sign_behind = number.startswith("-") and not text.startswith("-")
    return "-" + text.replace("-", "", 1) if sign_behind and text.index(number) > 0 else text


def _show_exponent(value: Decimal, tokens: tuple[Token, ...]) -> str:
    decimals = _digit_places(tuple(t for t in tokens if t.kind != "exponent")).decimals
    return f"{value:.{decimals}E}"


def _show_date(value: Decimal, section: Section, epoch_1904: bool) -> Shown:
    moment = moment_of(value, epoch_1904)
    if moment is None:
        return Shown(general(value), is_certain=False)
    has_noon = any(t.text == "AM/PM" for t in section.tokens)
    parts = [_date_part(t, moment, value, has_noon) if t.kind == "date" else t.text for t in section.tokens]
    text = "".join(parts)
    return Shown(text.translate(_FULL_WIDTH) if section.numeral_style == 3 else text, section.is_known)


def moment_of(serial: Decimal, epoch_1904: bool = False) -> datetime | None:
    """The day and time of a serial number; None outside of what Excel can show.

    Excel believes in 29 February 1900, so the days before it count one less.

    >>> moment_of(Decimal(1)), moment_of(Decimal(61)), moment_of(Decimal("44287.5"))
    (datetime.datetime(1900, 1, 1, 0, 0), datetime.datetime(1900, 3, 1, 0, 0), datetime.datetime(2021, 4, 1, 12, 0))
    """
    if not 0 <= serial < _LAST_SERIAL:
        return None
    if epoch_1904:
        start = datetime(1904, 1, 1)  # noqa: DTZ001 - Excel's days have no time zone
    elif serial < _FALSE_LEAP_DAY:
        start = datetime(1899, 12, 31)  # noqa: DTZ001
    else:
        start = datetime(1899, 12, 30)  # noqa: DTZ001
    return start + timedelta(seconds=int((serial * 86_400).to_integral_value(ROUND_HALF_UP)))


def _date_part(token: Token, moment: datetime, value: Decimal, has_noon: bool) -> str:
    code = token.text
    match code[0]:
        case "y":
            return f"{moment.year:04}" if len(code) > 2 else f"{moment.year % 100:02}"
        case "g" | "e" | "r":
            return _era_part(code, moment.date())
        case "m":
            return _month(code, moment.month)
        case "d":
            return _day(code, moment)
        case "a":
            return _WEEKDAYS_JA[moment.weekday()] + ("曜日" if len(code) == 4 else "")
        case "h":
            hour = (moment.hour % 12 or 12) if has_noon else moment.hour
            return f"{hour:0{len(code)}}"
        case "n":
            return f"{moment.minute:0{len(code)}}"
        case "s":
            return f"{moment.second:0{len(code)}}"
        case "[":
            per_day = {"h": 24, "m": 1440, "s": 86_400}[code[1]]
            return str(int(value * per_day))
        case _:
            return "午前" if moment.hour < 12 else "午後"


def _era_part(code: str, day: date) -> str:
    era = next((e for e in _ERAS if day >= e[0]), None)
    if era is None:
        return f"{day.year:04}" if code[0] == "e" else ""
    year = day.year - era[0].year + 1
    if code[0] == "e":
        return f"{year:0{len(code)}}"
    if code[0] == "r":
        return f"{era[2]}{year:02}" if len(code) == 2 else f"{year:02}"
    return {1: era[1], 2: era[2][0], 3: era[2]}[len(code)]


def _month(code: str, month: int) -> str:
    name = _MONTHS_EN[month - 1]
    return {1: str(month), 2: f"{month:02}", 3: name[:3], 4: name, 5: name[0]}[len(code)]


def _day(code: str, moment: datetime) -> str:
    name = _WEEKDAYS_EN[moment.weekday()]
    return {1: str(moment.day), 2: f"{moment.day:02}", 3: name[:3], 4: name}[len(code)]

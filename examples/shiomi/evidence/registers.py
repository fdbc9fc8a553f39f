"""What the sections record: visits, grants, cameras, patrols, campaigns and classes, from April 2025 on.

Only the visits feed an indicator; the rest is what an office keeps anyway, and its counts are those that the plan
prints for last year. All entries are made by chance with a fixed seed.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from examples.shiomi.evidence.areas import AREAS
from examples.shiomi.evidence.office import CHILDREN, COMMUNITY, SAFETY, TODAY
from examples.shiomi.evidence.register_truth import (
    AREA,
    Entry,
    RegisterTruth,
    choice_field,
    day_field,
    days_within,
    number_field,
)
from hoshin.core.registers.definition import FieldDefinition, RegisterDefinition, Stage

VISITED = {
    "保育施設": ("なぎさ保育園", "はまべ保育園", "かもめ保育園", "まつかぜ保育園", "うみかぜ幼稚園", "ほたて幼稚園"),
    "子育てサロン": ("サロンひだまり", "サロンよちよち", "サロンこかげ", "サロンしおさい"),
    "地域の集まり": ("集会所の親子の日", "公民館の親子の日", "広場のつどい"),
}


def _visits(chance: random.Random, span: tuple[date, date], number: int) -> Iterator[Entry]:
    """So many visits with which something was handed over, and one in sixteen beside them that met nobody."""
    empty = number // 16
    seen: set[tuple[date, str]] = set()
    days = days_within(chance, span, number + empty)
    missed = set(chance.sample(range(number + empty), empty))
    for at, day in enumerate(days):
        while True:
            kind = chance.choices(list(VISITED), (5, 4, 2))[0]
            area, name = chance.choice(AREAS), chance.choice(VISITED[kind])
            place = f"{area}{name}"
            if (day, place) not in seen:
                break
        seen.add((day, place))
        topics = ("離乳食", "遊び場の案内", "予防接種", "相談窓口", "出前講座")
        yield {
            "day": day,
            "area": area,
            "place": place,
            "kind": kind,
            "delivered": at not in missed,
            "topic": chance.choice(topics) if at not in missed else "",
            "people": chance.randint(2, 24) if at not in missed else 0,
        }


VISITS = RegisterTruth(
    "visits",
    "こども応援員の訪問記録",
    CHILDREN,
    "こども応援員の訪問",
    RegisterDefinition(
        (
            day_field("訪問日"),
            AREA,
            FieldDefinition("place", "訪問先", "text", is_required=True, names_place=True),
            choice_field("kind", "訪問先の種類", *VISITED, required=True),
            FieldDefinition("delivered", "情報を届けた", "yes_no", is_required=True, is_counted=True),
            choice_field("topic", "届けた情報", "離乳食", "遊び場の案内", "予防接種", "相談窓口", "出前講座"),
            number_field("people", "話した人数", "人"),
        ),
        "day",
        ("day", "place"),
        AREAS,
    ),
    _visits,
    (346, 240, 22),
)
FORGOTTEN: tuple[Entry, ...] = tuple(
    {
        "day": date(2026, 3, day),
        "area": area,
        "place": f"{area}サロンしおさい",
        "kind": "子育てサロン",
        "delivered": True,
        "topic": "出前講座",
        "people": people,
    }
    for day, area, people in ((27, "渚", 8), (30, "桟橋", 11))
)
"""Two visits at the end of March 2026 that were entered three weeks late: the year was closed without them at first."""
DELIVERED = {
    "method": "register_figure/1",
    "figure": "count",
    "where": {"field": "delivered", "is": True},
    "unit": "件",
}


def _grants(chance: random.Random, span: tuple[date, date], number: int) -> Iterator[Entry]:
    """One grant an area; what was settled lies in the past of the span's end."""
    for area in AREAS[:number]:
        applied = span[0] + timedelta(days=chance.randint(2, 24))
        steps = {"applied": applied, "decided": applied + timedelta(days=chance.randint(10, 25))}
        reported = date(span[0].year + 1, 3, chance.randint(5, 16))
        if reported <= TODAY:
            steps |= {"reported": reported, "settled": reported + timedelta(days=chance.randint(6, 14))}
        amount = 1000 * chance.randint(3200, 4100)
        yield {"day": applied, "area": area, "amount": amount, **{f"grant.{k}": v for k, v in steps.items()}}


GRANTS = RegisterTruth(
    "grants",
    "まち協補助金",
    COMMUNITY,
    "まち協への補助金の交付",
    RegisterDefinition(
        (
            day_field("申請日"),
            AREA,
            number_field("amount", "交付額", "円"),
            FieldDefinition(
                "grant",
                "手続",
                "stages",
                stages=(
                    Stage("applied", "申請"),
                    Stage("decided", "交付決定"),
                    Stage("reported", "実績報告"),
                    Stage("settled", "精算"),
                ),
                is_counted=True,
            ),
        ),
        "day",
        ("day", "area"),
        AREAS,
    ),
    _grants,
    (17, 17, 0),
)


def _cameras(chance: random.Random, span: tuple[date, date], number: int) -> Iterator[Entry]:
    """One look at each camera in turn."""
    days = days_within(chance, span, number)
    for at, day in enumerate(days, 1):
        kind = chance.choices(("定期点検", "清掃", "修理", "向きの調整"), (70, 18, 7, 5))[0]
        result = "部品を交換" if kind == "修理" else chance.choices(("異常なし", "要観察"), (93, 7))[0]
        yield {"day": day, "area": AREAS[at % 17], "camera": f"C-{at:03d}", "kind": kind, "result": result}


CAMERAS = RegisterTruth(
    "cameras",
    "防犯カメラ維持管理",
    SAFETY,
    "区が設置した防犯カメラ",
    RegisterDefinition(
        (
            day_field("実施日"),
            AREA,
            FieldDefinition("camera", "カメラの番号", "text", is_required=True, is_counted=True),
            choice_field("kind", "内容", "定期点検", "清掃", "修理", "向きの調整", required=True),
            choice_field("result", "結果", "異常なし", "要観察", "部品を交換"),
        ),
        "day",
        ("day", "camera"),
        AREAS,
    ),
    _cameras,
    (186, 109, 12),
)


def _patrols(chance: random.Random, span: tuple[date, date], number: int) -> Iterator[Entry]:
    """Patrols by car, more of them in the evening; each area at a time of a day once."""
    seen: set[tuple[date, str, str]] = set()
    for day in days_within(chance, span, number, weekdays=False):
        while True:
            area, hours = chance.choice(AREAS), chance.choices(("朝", "夕方", "夜"), (2, 5, 4))[0]
            if (day, area, hours) not in seen:
                break
        seen.add((day, area, hours))
        yield {"day": day, "area": area, "time": hours, "people": chance.randint(2, 4)}


PATROLS = RegisterTruth(
    "patrols",
    "青色パトロール",
    SAFETY,
    "青色パトロール車による巡回",
    RegisterDefinition(
        (
            day_field("巡回日"),
            AREA,
            choice_field("time", "時間帯", "朝", "夕方", "夜", required=True),
            number_field("people", "乗員", "人"),
        ),
        "day",
        ("day", "area", "time"),
        AREAS,
    ),
    _patrols,
    (640, 371, 38),
)


def _campaigns(chance: random.Random, span: tuple[date, date], number: int) -> Iterator[Entry]:
    """The spring and the autumn campaign in every area; 21,000 leaflets a year."""
    left = 21_000
    for at, (season, first) in enumerate((s, f) for s, f in (("春", (4, 6)), ("秋", (9, 21))) for _ in AREAS):
        leaflets = left if at == number - 1 else 50 * round((21_000 / number + chance.randint(-120, 120)) / 50)
        left -= leaflets
        day = date(span[0].year, *first) + timedelta(days=chance.randint(0, 9))
        yield {
            "day": day,
            "area": AREAS[at % 17],
            "season": season,
            "leaflets": leaflets,
            "people": chance.randint(6, 30),
        }


CAMPAIGNS = RegisterTruth(
    "campaigns",
    "交通安全運動",
    SAFETY,
    "季節の交通安全運動",
    RegisterDefinition(
        (
            day_field("実施日"),
            AREA,
            choice_field("season", "運動", "春", "秋", required=True),
            number_field("leaflets", "配ったチラシ", "枚"),
            number_field("people", "参加した人", "人"),
        ),
        "day",
        ("day", "area"),
        AREAS,
    ),
    _campaigns,
    (34, 34, 0),
)


def _classes(chance: random.Random, span: tuple[date, date], number: int) -> Iterator[Entry]:
    for at, day in enumerate(days_within(chance, span, number)):
        whom = chance.choices(("小学生", "高齢者", "保護者", "地域の人"), (5, 4, 2, 2))[0]
        place = {"小学生": "小学校", "高齢者": "老人憩の家", "保護者": "公民館", "地域の人": "集会所"}[whom]
        area = AREAS[(at * 5 + chance.randint(0, 2)) % 17]
        yield {"day": day, "area": area, "place": f"{area}{place}", "whom": whom, "people": chance.randint(12, 90)}


CLASSES = RegisterTruth(
    "classes",
    "交通安全教室",
    SAFETY,
    "交通安全教室",
    RegisterDefinition(
        (
            day_field("開催日"),
            AREA,
            FieldDefinition("place", "会場", "text", is_required=True, names_place=True),
            choice_field("whom", "対象", "小学生", "高齢者", "保護者", "地域の人", required=True),
            number_field("people", "参加した人", "人"),
        ),
        "day",
        ("day", "place"),
        AREAS,
    ),
    _classes,
    (42, 24, 3),
)
REGISTERS = (VISITS, GRANTS, CAMERAS, PATROLS, CAMPAIGNS, CLASSES)

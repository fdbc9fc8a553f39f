"""What was not measured this year, said with a reason and the day on which a figure is expected."""

from dataclasses import dataclass
from datetime import date

from examples.shiomi.evidence.office import FISCAL_YEAR, TODAY, Office
from hoshin.core.measurement.record import MeasuredPeriod
from hoshin.server.evidence.actions import state_not_measured
from hoshin.server.evidence.queries import measurements_of

YEAR = MeasuredPeriod(date(2026, 4, 1), date(2027, 3, 31), FISCAL_YEAR)


@dataclass(frozen=True, slots=True)
class Absence:
    """One statement."""

    indicator: tuple[str, str]
    reason: str
    note: str
    next_on: date


ABSENCES = (
    Absence(
        ("2-2-1", "授業がよく分かる"),
        "not_measured",
        "講座が終わる令和９年２月に、受講した全員にたずねる。",
        date(2027, 3, 12),
    ),
    Absence(
        ("2-2-2", "青少年フェスタ等"),
        "not_yet_closed",
        "11月15日のフェスタの参加者から回答を受け付けている。締切のあとに集計する。",
        date(2027, 1, 15),
    ),
    Absence(
        ("2-2-3", "学校運営懇談会の役割"),
        "not_measured",
        "委員の研修会が令和９年２月のため、研修会のあとにたずねる。",
        date(2027, 3, 19),
    ),
)


def load_absence(office: Office, absence: Absence) -> bool:
    """State it unless it is stated; whether it was new."""
    item = office.indicator(*absence.indicator)
    found = measurements_of(office.plan, item, office.planner, on=TODAY)
    if found and any(a.fiscal_year == FISCAL_YEAR for a in found.absences):
        return False
    state_not_measured(
        plan=office.plan,
        indicator=item,
        period=YEAR,
        reason=absence.reason,
        note=absence.note,
        next_on=absence.next_on,
        by=office.planner,
        on=TODAY,
    )
    return True

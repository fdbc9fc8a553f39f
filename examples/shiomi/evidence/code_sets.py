"""The evaluation codes that the ward goes on using for its process indicators, which no preset covers since FY2023."""

from datetime import date

from examples.shiomi.evidence.office import Office, moment
from hoshin.core.judging.choice import OwnCodeSet, replace_years
from hoshin.core.judging.code_sets import PRESETS
from hoshin.server.judging.actions import edit_code_set
from hoshin.server.judging.queries import own_code_sets

ADMINISTRATION = "システム管理"
FROM = 2023
CODE_SETS = (
    OwnCodeSet("process", "year_end", replace_years(PRESETS["process-fy2012"], FROM, None)),
    OwnCodeSet("process", "mid_year", replace_years(PRESETS["process-mid-year"], FROM, None)),
)


def load_code_set(office: Office, own: OwnCodeSet) -> bool:
    """Choose the set unless one is chosen for its level and period; whether it was new."""
    if any((o.level, o.period) == (own.level, own.period) for o in own_code_sets(office.organisation)):
        return False
    edit_code_set(
        organisation=office.organisation, own=own, by=office.actor(ADMINISTRATION), at=moment(date(2026, 4, 1))
    )
    return True

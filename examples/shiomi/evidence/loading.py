"""Everything in its order. What is there already is left as it is, so that an interrupted run goes on where it was."""

from collections.abc import Callable
from dataclasses import dataclass, field

from examples.shiomi.evidence.absences import ABSENCES, load_absence
from examples.shiomi.evidence.case_loading import load_cases, stored_cases
from examples.shiomi.evidence.cases import CASES
from examples.shiomi.evidence.code_sets import CODE_SETS, load_code_set
from examples.shiomi.evidence.office import Office, open_office
from examples.shiomi.evidence.questionnaires import SurveyTruth, surveys
from examples.shiomi.evidence.register_loading import load_register, stored_register
from examples.shiomi.evidence.registers import REGISTERS
from examples.shiomi.evidence.series import SERIES
from examples.shiomi.evidence.series_loading import load_series, stored_series
from examples.shiomi.evidence.survey_loading import load_wave, stored_wave
from hoshin.core.periods import fiscal_year_in_words
from hoshin.server.surveys.queries import answer_path, open_path


@dataclass(slots=True)
class Loaded:
    """What a run did: how many parts it made, how many were there, and where anybody can answer now."""

    made: int = 0
    kept: int = 0
    doors: list[tuple[str, str]] = field(default_factory=list)

    def count(self, is_new: bool) -> None:
        """Count one part."""
        if is_new:
            self.made += 1
        else:
            self.kept += 1


def load(tell: Callable[[str], None] = print) -> Loaded:
    """Load all evidence of the example; raises `NoPlanError` before its plan is imported."""
    office, loaded = open_office(tell), Loaded()
    for truth in surveys():
        _load_survey(office, truth, loaded)
    for kind, truths, stored, load_one in (
        ("記録簿", REGISTERS, stored_register, load_register),
        ("ケース", CASES, stored_cases, load_cases),
        ("統計", SERIES, stored_series, load_series),
    ):
        for one in truths:
            is_new = stored(office, one) is None
            if is_new:
                tell(f"  {kind} {one.title}")
                load_one(office, one)
            loaded.count(is_new)
    for absence in ABSENCES:
        is_new = load_absence(office, absence)
        if is_new:
            tell(f"  未測定の申告 {'・'.join(absence.indicator)}")
        loaded.count(is_new)
    for own in CODE_SETS:
        is_new = load_code_set(office, own)
        if is_new:
            tell(f"  評価コード {own.code_set.title_ja}")
        loaded.count(is_new)
    return loaded


def _load_survey(office: Office, truth: SurveyTruth, loaded: Loaded) -> None:
    previous = None
    for wave in truth.waves:
        survey, code = stored_wave(office, truth, wave.fiscal_year), None
        is_new = survey is None
        if survey is None:
            office.tell(f"  調査 {truth.title} {fiscal_year_in_words(wave.fiscal_year, 'ja')}")
            survey, code = load_wave(office, truth, wave, previous)
        if wave.stays_open and truth.sampling == "open":
            loaded.doors.append((truth.title, open_path(survey)))
        elif code is not None:
            loaded.doors.append((truth.title, answer_path(code)))
        loaded.count(is_new)
        previous = survey

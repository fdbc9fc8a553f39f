"""What changes surveys. Each action is keyword-only, asks a rule, writes in one transaction and records one event."""

from hoshin.server.surveys.actions.changing import StaleSurveyError, SurveyRefusedError
from hoshin.server.surveys.actions.editing import check_may_start, create_survey, edit_survey
from hoshin.server.surveys.actions.opening import close_survey, open_survey
from hoshin.server.surveys.actions.planning import set_design, store_population
from hoshin.server.surveys.actions.questionnaires import copy_questionnaire, freeze_questionnaire, store_draft
from hoshin.server.surveys.actions.samples import (
    DrawnMember,
    DrawnSample,
    draw_sample,
    mark_mailed,
    reissue_token,
    remove_sample,
)

__all__ = [
    "DrawnMember",
    "DrawnSample",
    "StaleSurveyError",
    "SurveyRefusedError",
    "check_may_start",
    "close_survey",
    "copy_questionnaire",
    "create_survey",
    "draw_sample",
    "edit_survey",
    "freeze_questionnaire",
    "mark_mailed",
    "open_survey",
    "reissue_token",
    "remove_sample",
    "set_design",
    "store_draft",
    "store_population",
]

"""What is asked of surveys. Other apps import from here."""

from hoshin.server.surveys.queries.doors import (
    SurveyDoor,
    answer_path,
    door_of,
    open_path,
)
from hoshin.server.surveys.queries.frames import (
    Frame,
    asked_count,
    design_of,
    frame_of,
    frame_row,
    population_columns,
    population_table,
    strata_columns,
)
from hoshin.server.surveys.queries.headers import (
    Step,
    SurveyHeader,
    survey_header,
    survey_steps,
    surveys_for,
)
from hoshin.server.surveys.queries.members import (
    SampledMember,
    member_of_code,
    member_of_token,
    members,
    members_count,
)
from hoshin.server.surveys.queries.questionnaires import (
    CountedIndicator,
    FrozenQuestionnaire,
    counted_answers,
    draft_of,
    questionnaire_for,
    questionnaire_numbered,
    versions_of,
)
from hoshin.server.surveys.queries.standing import NoSuchSurveyError, standing_of

__all__ = [
    "CountedIndicator",
    "Frame",
    "FrozenQuestionnaire",
    "NoSuchSurveyError",
    "SampledMember",
    "Step",
    "SurveyDoor",
    "SurveyHeader",
    "answer_path",
    "asked_count",
    "counted_answers",
    "design_of",
    "door_of",
    "draft_of",
    "frame_of",
    "frame_row",
    "member_of_code",
    "member_of_token",
    "members",
    "members_count",
    "open_path",
    "population_columns",
    "population_table",
    "questionnaire_for",
    "questionnaire_numbered",
    "standing_of",
    "strata_columns",
    "survey_header",
    "survey_steps",
    "surveys_for",
    "versions_of",
]

"""Who may do what with a survey, as a table of people and deeds."""

import pytest

from hoshin.core.permissions import VISITOR, Actor, HeldPost, RefusedError
from hoshin.core.problems import SENTENCES
from hoshin.core.survey import permissions as rules
from hoshin.core.survey.permissions import SurveyStanding

WARD, ELSEWHERE, OWNER = 1, 2, 7
OWNED = SurveyStanding(WARD, OWNER)
PEOPLE = {
    "planner": Actor("sato", (HeldPost(1, WARD, "planner"),)),
    "its section": Actor("suzuki", (HeldPost(OWNER, WARD, "section_staff"),)),
    "another section": Actor("ito", (HeldPost(8, WARD, "section_staff"),)),
    "ward mayor": Actor("takahashi", (HeldPost(9, WARD, "ward_mayor"),)),
    "planner elsewhere": Actor("tanaka", (HeldPost(3, ELSEWHERE, "planner"),)),
    "same post number elsewhere": Actor("mori", (HeldPost(OWNER, ELSEWHERE, "section_staff"),)),
    "administrator": Actor("admin", (HeldPost(0, ELSEWHERE, "administrator"),)),
    "visitor": VISITOR,
}
INSIDE = {"planner", "its section", "another section", "ward mayor", "administrator"}
WORKING = {"planner", "its section", "administrator"}
DEEDS = {"read_survey": INSIDE, "edit_survey": WORKING, "draw_sample": WORKING, "open_survey": WORKING}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("deed", DEEDS)
def test_deeds(deed, person):
    actor = PEOPLE[person]
    assert getattr(rules, f"can_{deed}")(actor, OWNED) is (person in DEEDS[deed])
    if person not in DEEDS[deed]:
        with pytest.raises(RefusedError) as refused:
            getattr(rules, f"check_can_{deed}")(actor, OWNED)
        assert refused.value.problem.code in SENTENCES


@pytest.mark.parametrize("person", PEOPLE)
def test_a_survey_without_owner_is_the_planners(person):
    assert rules.can_edit_survey(PEOPLE[person], SurveyStanding(WARD)) is (person in {"planner", "administrator"})


@pytest.mark.parametrize("person", PEOPLE)
def test_beginning_one_for_a_post(person):
    assert rules.can_start_survey(PEOPLE[person], WARD, OWNER) is (person in WORKING)
    assert rules.can_start_survey(PEOPLE[person], WARD) is (person in {"planner", "administrator"})

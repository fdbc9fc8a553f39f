"""A survey in each of its states, made as people make one."""

from datetime import date

import pytest
from django.utils import timezone

from hoshin.core.survey.population_counts import read_population
from hoshin.core.survey.sample_lists import read_list
from hoshin.server.surveys import actions, queries
from hoshin.server.surveys.designs import SampleDesign
from tests import people
from tests.spec.questionnaires.asked import ASKED

POPULATION = [
    ["区域", "性別", "人口"],
    ["東", "男性", "500"],
    ["東", "女性", "520"],
    ["西", "男性", "300"],
    ["西", "女性", "310"],
]
LIST = [["番号", "氏名", "性別", "区域"]] + [
    [str(1000 + n), f"住民{n}", ("男", "女")[n % 2], ("東", "西", "東")[n % 3]] for n in range(120)
]
SIZES = {("東",): 20, ("西",): 10}


def begun(organisation, by, **more):
    values = {"first": date(2026, 11, 1), "last": date(2026, 12, 20), **more}
    return actions.create_survey(
        organisation=organisation,
        owner=values.pop("owner", None),
        fiscal_year=values.pop("fiscal_year", 2026),
        title=values.pop("title", "区民意識調査"),
        by=by,
        on=people.TODAY,
        **values,
    )


def with_population(survey, by):
    read = read_population(POPULATION)
    actions.store_population(survey=survey, columns=read.columns, cells=read.cells, by=by, on=people.TODAY)


def lines(rows=LIST):
    known = {"性別": ["男性", "女性"], "区域": ["東", "西"]}
    return read_list(rows, "番号", {"性別": "性別", "区域": "区域"}, known).lines


def with_sample(survey, by, seed="朝の抽選"):
    return actions.draw_sample(survey=survey, lines=lines(), seed=seed, by=by, at=timezone.now())


def with_questions(survey, by, questionnaire=ASKED):
    version = queries.survey_header(survey, by).version
    actions.store_draft(survey=survey, questionnaire=questionnaire, version=version, by=by, on=people.TODAY)
    return actions.freeze_questionnaire(survey=survey, by=by, at=timezone.now())


@pytest.fixture
def survey(ward, sato):
    """北町区's survey with nothing but its name."""
    return begun(ward, sato.actor)


@pytest.fixture
def designed(survey, sato):
    """The same with population and design."""
    with_population(survey, sato.actor)
    design = SampleDesign(strata=("区域",), sizes=SIZES, weighting="rake", weight_by=("性別",), cells=("区域",))
    actions.set_design(survey=survey, design=design, by=sato.actor, on=people.TODAY)
    return survey


@pytest.fixture
def ready(designed, sato):
    """The same with everything that opening needs."""
    with_sample(designed, sato.actor)
    with_questions(designed, sato.actor)
    return designed

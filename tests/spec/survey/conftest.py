"""The engines that every table runs on. An engine is a function from a path to answers and a design to its result."""

from importlib import import_module
from importlib.util import find_spec

import pytest

from hoshin.core.survey.estimation import estimate
from hoshin.exchange.answers_table.reading import open_answers_table

FAST = "hoshin.engines.duckdb_survey.estimation"


def _reference(path, design, folder):
    return estimate(list(open_answers_table(path).rows()), design)


def _duckdb(path, design, folder):
    return import_module(FAST).estimate_file(open_answers_table(path).as_parquet(folder), design)


ENGINES = {"reference": _reference} | ({"duckdb": _duckdb} if find_spec(FAST) else {})


@pytest.fixture(params=list(ENGINES))
def engine(request, tmp_path):
    return lambda path, design: ENGINES[request.param](path, design, tmp_path)

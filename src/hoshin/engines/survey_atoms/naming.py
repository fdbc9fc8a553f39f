"""Strata and clusters in words, as the core names them."""

from collections.abc import Sequence

import numpy as np

from hoshin.core.survey.design import Category, SurveyDesign
from hoshin.core.survey.drawing import strata_by_stage
from hoshin.engines.survey_atoms.record import Atoms
from hoshin.engines.survey_atoms.stages import Stage


def stratum_name(atoms: Atoms, design: SurveyDesign, stages: Sequence[Stage], depth: int, parent: int) -> str:
    """「北×男」; of a later stage with the unit above it; empty when there are no strata."""
    stage = stages[depth]
    atom = int(np.flatnonzero(stage.parent == parent)[0])
    above = ""
    if depth:
        cluster = _category(atoms, design.sampling.clusters[depth - 1], atom)
        upper = stratum_name(atoms, design, stages, depth - 1, int(stages[depth - 1].parent[atom]))
        above = f"{upper}›{cluster}".strip("›")
    columns = strata_by_stage(design.sampling, len(stages))[depth]
    own = "×".join(_category(atoms, column, atom) for column in columns)
    return "›".join(part for part in (above, own) if part)


def _category(atoms: Atoms, column: str, atom: int) -> Category:
    return atoms.categories[column][int(atoms.keys[column][atom])]

"""The frame of a survey: who lives in which stratum, who was asked, and the columns that stand beside each answer."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from hoshin.core.survey.design import Category, EstimateRequest, PopulationTable, SurveyDesign
from hoshin.core.survey.population_counts import stratum_populations
from hoshin.core.survey.questionnaire import Answers, Questionnaire
from hoshin.core.survey.questionnaire_tables import cells_of_sheet
from hoshin.core.survey.sampling import Stratum, stratum_words
from hoshin.server.surveys.designs import (
    DESIGN_WEIGHT,
    STRATUM,
    STRATUM_DRAWN,
    STRATUM_POPULATION,
    SampleDesign,
    core_design,
    read_design,
)
from hoshin.server.surveys.models import PopulationCount, SampleMember, Survey
from hoshin.server.surveys.queries.questionnaires import questionnaire_for
from hoshin.server.surveys.queries.standing import row_of

EVERYONE = stratum_words(())


@dataclass(frozen=True, slots=True)
class Frame:
    """What is needed to place a sheet: build it once, ask `frame_row` for each sheet.

    `values` holds for each column of the population its values with how many live there.
    """

    strata: tuple[str, ...]
    values: Mapping[str, Mapping[Category, int]]
    populations: Mapping[Stratum, int]
    drawn: Mapping[Stratum, int]
    questionnaire: Questionnaire


def population_columns(survey: int) -> tuple[str, ...]:
    """The columns that the population is counted by; none before it was entered."""
    return tuple(row_of(survey).columns)


def table_of(row: Survey) -> PopulationTable | None:
    """The population of a survey; None before it was entered."""
    counts = {
        tuple(cell): count for cell, count in PopulationCount.objects.filter(survey=row).values_list("cell", "count")
    }
    return PopulationTable(tuple(row.columns), counts) if counts else None


def population_table(survey: int) -> PopulationTable | None:
    """The population counts of a survey; None before they were entered."""
    return table_of(row_of(survey))


def strata_of(row: Survey) -> tuple[str, ...]:
    """The columns that divide the sample; none unless it is stratified."""
    return read_design(row.design).strata if row.sampling == "stratified" else ()


def strata_columns(survey: int) -> tuple[str, ...]:
    """The columns that divide the sample, some of those of the population."""
    return strata_of(row_of(survey))


def drawn_by(row: Survey, columns: tuple[str, ...]) -> dict[tuple[str, ...], int]:
    """How many members of the sample there are by some columns. One query."""
    cells = SampleMember.objects.filter(survey=row).values_list("cells", flat=True)
    return dict(Counter(tuple(cell.get(column, "") for column in columns) for cell in cells))


def frame_of(survey: int) -> Frame:
    """The frame of a survey, for placing sheets."""
    row = row_of(survey)
    table, strata = table_of(row), strata_of(row)
    frozen = questionnaire_for(survey)
    values: dict[str, dict[Category, int]] = {column: {} for column in row.columns}
    for cell, count in (table.counts if table else {}).items():
        for column, value in zip(row.columns, cell, strict=True):
            values[column][value] = values[column].get(value, 0) + int(count)
    return Frame(
        strata=strata,
        values=values,
        populations=stratum_populations(table, strata) if table else {},
        drawn=drawn_by(row, strata),
        questionnaire=frozen.questionnaire if frozen else Questionnaire("", ()),
    )


def frame_row(
    frame: Frame, member_cells: Mapping[str, Category] | None, answers: Answers
) -> dict[str, str | int | float | None]:
    """The columns beside one sheet's answers: its cells, its stratum, and how many live there and were asked.

    A sheet whose stratum is not known has None in every column of the stratum; the estimate names it.
    """
    cells = cells_of_sheet(frame.questionnaire, answers, frame.values, member_cells)
    values = tuple(cells.get(column) for column in frame.strata)
    known = tuple(value for value in values if value is not None)
    stratum = known if len(known) == len(values) else None
    population = frame.populations.get(stratum) if stratum is not None else None
    drawn = frame.drawn.get(stratum) if stratum is not None else None
    return {
        **cells,
        STRATUM: None if stratum is None else stratum_words(stratum) if stratum else EVERYONE,
        STRATUM_POPULATION: population,
        STRATUM_DRAWN: drawn,
        DESIGN_WEIGHT: population / drawn if population and drawn else None,
    }


def asked_of(row: Survey, design: SampleDesign) -> dict[tuple[str, ...], int]:
    """How many were asked by the cells in which silence is made up for; none when that was not asked for."""
    if not design.cells or row.sampling in ("open", "monitor"):
        return {}
    return drawn_by(row, design.cells)


def design_of(survey: int, estimates: tuple[EstimateRequest, ...] = ()) -> SurveyDesign:
    """The design of the table that `frame_row` and `answer_columns` make together."""
    row = row_of(survey)
    design = read_design(row.design)
    return core_design(row.sampling, design, table_of(row), asked_of(row, design), estimates)


def asked_count(survey: int) -> int | None:
    """How many were asked: those drawn, in a census without a list everyone; of an open survey nobody knows."""
    row = row_of(survey)
    drawn = SampleMember.objects.filter(survey=row).count()
    if drawn:
        return drawn
    table = table_of(row) if row.sampling == "census" else None
    return int(sum(table.counts.values())) if table else None


def design_kept(survey: int) -> SampleDesign:
    """The design as it was decided; an empty one before."""
    return read_design(row_of(survey).design)

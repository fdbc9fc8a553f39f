"""`script/bench coverage`: how often 95 % intervals hold the true share, in simulated surveys of a municipality.

A fixed population of six areas, five age groups and two sexes; the same number of people is drawn in each area, the
old answer more often than the young and think differently, so that the bare share of the answers is off. Weights,
variances and intervals come from the engine's own second stage (`hoshin.engines.survey_atoms`). The table goes into
docs/reference/coverage.md.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import special

from benchmarks.results import machine, today
from hoshin.core.survey.design import Adjustment, Category, PopulationTable, Sampling, SurveyDesign
from hoshin.engines.survey_atoms.domains import domains_by
from hoshin.engines.survey_atoms.estimation import survey_of
from hoshin.engines.survey_atoms.figures import figures_of
from hoshin.engines.survey_atoms.intervals import of_shares, student
from hoshin.engines.survey_atoms.record import Atoms, Sums, Variable
from hoshin.engines.survey_atoms.variance import degrees_of_freedom, variances
from hoshin.engines.survey_atoms.weighted import weighted

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "coverage.md"
SEED = 20_261_124
LEVEL = 0.95
TRUTHS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.995)
ASKED_PER_AREA = (120, 500)
AREA_SIZES = np.array([26_000, 18_000, 12_000, 31_000, 9_000, 22_000])
AGE_SHARES = np.array([0.16, 0.21, 0.24, 0.19, 0.20])
RESPONSE = np.array([[0.20, 0.28, 0.38, 0.52, 0.60], [0.26, 0.35, 0.46, 0.58, 0.62]])
"""Of those asked, by sex and age: as real response rates go, the young answer a third as often as the old."""
SLOPE = 0.35
"""How much more likely on the logit scale each older age group is to say yes."""
AT_ONCE = 20
METHODS = ("kg", "logit", "wilson", "wald", "municipal")
PLACES = ((), ("area",), ("area", "sex"))
PLACE_WORDS = {(): "everyone", ("area",): "an area", ("area", "sex"): "a sex in an area"}


@dataclass(frozen=True)
class Population:
    """People by area × sex × age, and how many of them would say yes, for each true share."""

    sizes: np.ndarray
    yes: np.ndarray


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/bench coverage", description="How often intervals hold the truth.")
    parser.add_argument("--repetitions", type=int, default=4_000)
    repetitions = parser.parse_args().repetitions
    print(f"{today()}, {machine()}")
    population = _population()
    tables = []
    for asked in ASKED_PER_AREA:
        held, respondents, redrawn = _simulated(population, asked, repetitions)
        tables.append(_table(asked, held, respondents, redrawn, repetitions))
        print(tables[-1])
    PAGE.write_text(_page(tables, repetitions), "utf-8")
    return 0


def _population() -> Population:
    sizes = np.rint(AREA_SIZES[:, None, None] * 0.5 * AGE_SHARES[None, None, :] * np.ones((1, 2, 1))).astype(int)
    area_effect = np.linspace(-0.2, 0.2, len(AREA_SIZES))[:, None, None]
    lean = SLOPE * np.arange(5)[None, None, :] + area_effect + np.zeros_like(sizes)
    yes = np.stack([_yes(sizes, lean, truth) for truth in TRUTHS])
    return Population(sizes, yes)


def _yes(sizes: np.ndarray, lean: np.ndarray, truth: float) -> np.ndarray:
    """Whole people who say yes by cell, with `truth` as their share of all."""
    low, high = -20.0, 20.0
    for _ in range(80):
        middle = 0.5 * (low + high)
        share = (sizes * special.expit(middle + lean)).sum() / sizes.sum()
        low, high = (middle, high) if share < truth else (low, middle)
    return np.rint(sizes * special.expit(0.5 * (low + high) + lean)).astype(int)


def _simulated(population: Population, asked: int, repetitions: int) -> tuple[np.ndarray, np.ndarray, int]:
    """By place, truth and method, the share of intervals that hold the truth; mean respondents by place."""
    rng = np.random.default_rng([SEED, asked])
    held = np.zeros((len(PLACES), len(TRUTHS), len(METHODS)))
    respondents = np.zeros(len(PLACES))
    redrawn, done = 0, 0
    while done < repetitions:
        some = min(AT_ONCE, repetitions - done)
        answered, yes, again = _drawn(rng, population, asked, some)
        redrawn += again
        found, people = _covered(population, answered, yes)
        held += found * some
        respondents += people * some
        done += some
    return held / repetitions, respondents / repetitions, redrawn


def _drawn(
    rng: np.random.Generator, population: Population, asked: int, repetitions: int
) -> tuple[np.ndarray, np.ndarray, int]:
    """Answers by repetition and cell, and the yes among them by truth; a sample with an empty age × sex is redrawn."""
    answered = np.zeros((repetitions, *population.sizes.shape), dtype=np.int64)
    redrawn = 0
    for repetition in range(repetitions):
        while True:
            for area, sizes in enumerate(population.sizes):
                drawn = rng.multivariate_hypergeometric(sizes.reshape(-1), asked).reshape(sizes.shape)
                answered[repetition, area] = rng.binomial(drawn, RESPONSE)
            if answered[repetition].sum(axis=0).min() > 0:
                break
            redrawn += 1
    sizes = np.broadcast_to(population.sizes, answered.shape)
    yes = np.stack(
        [rng.hypergeometric(np.broadcast_to(y, answered.shape), sizes - y, answered) for y in population.yes]
    )
    return answered, yes, redrawn


def _covered(population: Population, answered: np.ndarray, yes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    atoms, kept = _atoms(answered, yes, population)
    survey, problems = survey_of(atoms, _design(population, len(answered)))
    assert survey is not None, problems
    held = np.zeros((len(PLACES), len(TRUTHS), len(METHODS)))
    respondents = np.zeros(len(PLACES))
    for number, place in enumerate(PLACES):
        domains, named = domains_by(atoms, survey.is_live, ("repetition", *place))
        for question in range(len(TRUTHS)):
            truth, size = _truth(population, question, place, named)
            sums = weighted(atoms, atoms.sums[question], survey.weighting.drawn)
            figures = figures_of("proportion", sums, survey.spread.final, sums.answered, domains)
            variance = variances(survey.spread, sums, figures.coefficients, sums.answered, domains)
            df = degrees_of_freedom(survey.spread, sums.answered, domains)
            bare = domains.sums(yes[question].reshape(-1)[kept].astype(float)) / figures.answered
            ends = _ends(figures.estimate, np.sqrt(variance), figures.answered, df, bare, size)
            held[number, question] = [np.mean((lower <= truth) & (truth <= upper)) for lower, upper in ends]
        respondents[number] = figures.answered.mean()
    return held, respondents


def _ends(
    share: np.ndarray, se: np.ndarray, n: np.ndarray, df: np.ndarray, bare: np.ndarray, size: np.ndarray
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Both ends of each method's interval. Municipal: the bare share and the classical formula of Japanese reports."""
    df = np.where(df >= 1, df, np.nan)
    ends = [of_shares(method, share=share, se=se, n=n, df=df, level=LEVEL) for method in ("kg", "logit", "wilson")]
    margin = 1.96 * np.sqrt((size - n) / (size - 1) * bare * (1 - bare) / n)
    return [*ends, student(share, se, df, LEVEL), (bare - margin, bare + margin)]


def _atoms(answered: np.ndarray, yes: np.ndarray, population: Population) -> tuple[Atoms, np.ndarray]:
    """One atom a repetition and cell with answers in it."""
    kept = np.flatnonzero(answered.reshape(-1))
    indices = np.indices(answered.shape).reshape(4, -1)[:, kept]
    names = ("repetition", "area", "sex", "age")
    persons = answered.reshape(-1)[kept].astype(float)
    sizes = population.sizes.sum(axis=(1, 2))[indices[1]].astype(float)
    variable = Variable(is_share=True)
    atoms = Atoms(
        keys=dict(zip(names, indices, strict=True)),
        categories={name: [str(n) for n in range(size)] for name, size in zip(names, answered.shape, strict=True)},
        persons=persons,
        sums=[Sums(variable, {"m": persons, "u": of.reshape(-1)[kept].astype(float)}) for of in yes],
        population=[sizes],
        smallest_population=[sizes],
        bad_sizes=[False],
    )
    return atoms, kept


def _design(population: Population, repetitions: int) -> SurveyDesign:
    """Strata by area, weights from the population, post-stratified by sex × age; each repetition a survey by itself."""
    joint = population.sizes.sum(axis=0)
    counts = {
        (str(repetition), str(sex), str(age)): float(joint[sex, age])
        for repetition in range(repetitions)
        for sex in range(2)
        for age in range(5)
    }
    table = PopulationTable(("repetition", "sex", "age"), counts)
    return SurveyDesign(Sampling(strata=("repetition", "area"), fpc=("size",)), Adjustment(poststratify=table))


def _truth(
    population: Population, question: int, place: tuple[str, ...], named: Sequence[Mapping[str, Category]]
) -> tuple[np.ndarray, np.ndarray]:
    """The true share and the number of people of each domain."""
    axes = {(): (0, 1, 2), ("area",): (1, 2), ("area", "sex"): (2,)}[place]
    sizes, yes = population.sizes.sum(axis=axes), population.yes[question].sum(axis=axes)
    where = [tuple(int(domain[column]) for column in place) for domain in named]
    return np.array([yes[w] / sizes[w] for w in where]), np.array([float(sizes[w]) for w in where])


def _table(asked: int, held: np.ndarray, respondents: np.ndarray, redrawn: int, repetitions: int) -> str:
    lines = [
        f"### {asked} asked in each of six areas\n",
        "| of | respondents | true share | Korn–Graubard | logit | Wilson | Wald | bare share, classical formula |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for number, place in enumerate(PLACES):
        for question, truth in enumerate(TRUTHS):
            cells = " | ".join(f"{100 * share:.1f}" for share in held[number, question])
            lines.append(f"| {PLACE_WORDS[place]} | {respondents[number]:,.0f} | {100 * truth:g} % | {cells} |")
    least = 100 * held[:, :, 0].min()
    lines.append(f"\nThe lowest of Korn–Graubard here is {least:.1f} %. {_redrawn(redrawn, repetitions)}")
    return "\n".join(lines)


def _redrawn(redrawn: int, repetitions: int) -> str:
    return f"{redrawn} samples of {repetitions + redrawn} were redrawn because an age × sex had no answer."


def _page(tables: list[str], repetitions: int) -> str:
    error = 100 * (0.95 * 0.05 / repetitions) ** 0.5
    return f"""# How often the intervals hold the truth

Written by `script/bench coverage` (seed {SEED}, {repetitions:,} surveys for each size of sample).

A fixed, invented population of 118,000 in six areas. The same number is drawn in each area without replacement. Young
men answer at 20 %, old women at 62 %, and each older age group is more likely to say yes, so the bare share of the
answers is off. The estimate weights by area and post-stratifies by sex × age, with the variance of the calibration
residuals and finite population correction: the same code that computes a measurement. The number is the percentage of
95 % intervals that held the true share; 95.0 is what they promise, more is cautious, less is a broken promise. Its
Monte Carlo error is {error:.1f} points (one standard error, for everyone; less where several areas are counted).

- **Korn–Graubard** is what Hoshin uses (NCHS form). **logit** and **Wilson** are there on request; at 0 % and 100 % the
  logit interval is Korn–Graubard's, because it has none.
- **Wald** (estimate ± t · SE) is never offered. It is a point when nobody, or everybody, said yes.
- The last column is what most reports print: the unweighted share ± 1.96 √((N−n)/(N−1)·p(1−p)/n). More answers do not
  help it: it is off by bias, and surer of it with every answer.

{chr(10).join(tables)}
"""


if __name__ == "__main__":
    sys.exit(main())

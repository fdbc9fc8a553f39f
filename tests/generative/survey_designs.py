"""Random surveys: answers drawn from a random design, with the tables that its weights are made from."""

import random

from hypothesis import strategies as st

from hoshin.core.survey.design import (
    Adjustment,
    EstimateRequest,
    PopulationTable,
    Sampling,
    SurveyDesign,
    category_of,
)

STRATA_NAMES = ([1, 2, 3, 4, 5, 6], ["北", "南", "東", "西", "10", "9"], ["a ", " b", "c", "d", "e", "f"])
INTERVALS = ("kg", "beta", "logit", "wilson")
RULES = ("fail", "certainty", "adjust", "average", "remove")


@st.composite
def surveys(draw):
    """Rows and a design that fits them. Shrinks by seed."""
    return survey(draw(st.integers(0, 2**32)))


def survey(seed):
    """The survey of one seed."""
    rng = random.Random(seed)
    stages = rng.choice([0, 0, 0, 1, 1, 2])
    strata = rng.randint(1, 6)
    adjusted = rng.choice(["", "", "joint", "rake", "linear", "nonresponse", "joint nonresponse", "rake trim"])
    rows = _answers(rng, strata, is_trimmed="trim" in adjusted)
    shares = rng.random() < 0.3
    _populations(rng, rows, stages, shares=shares)
    sampling = _sampling(rng, strata, stages, shares=shares)
    return rows, SurveyDesign(sampling, _adjustment(rng, rows, adjusted), _requests(rng))


def _answers(rng, strata, *, is_trimmed):
    names = rng.choice(STRATA_NAMES)
    kind = rng.choice(["one", "by_stratum", "own", "few"])
    number = rng.choice(["whole", "float", "large", "text"])
    blank = rng.random() < 0.3
    return [_answer(rng, names, strata, kind, number, blank, is_trimmed) for _ in range(rng.randint(3, 90))]


def _answer(rng, names, strata, kind, number, blank, is_trimmed):
    stratum = rng.randrange(strata)
    weights = {"one": 1.0, "by_stratum": 10.0 + stratum, "own": 1 + 20 * rng.random(), "few": rng.choice([1.5, 7.0])}
    weight = weights[kind]
    if kind == "own" and not is_trimmed and rng.random() < 0.03:
        weight = 0.0
    x = {"whole": rng.randint(0, 50), "float": 10 * rng.random() - 3, "large": 1e5 + rng.random()}.get(number)
    x = str(rng.randint(0, 30)) if x is None else x
    return {
        "st": names[stratum],
        "psu": rng.randint(1, 5),
        "ssu": rng.randint(1, 4),
        "age": rng.choice([1, 2, 3]),
        "sex": rng.choice(["m", "f", None] if blank else ["m", "f"]),
        "q": rng.choice([0, 1, 1, 9, None]),
        "words": rng.choice(["1", "2", "9", "", "　1 "]),
        "truth": rng.choice([True, False, None]),
        "x": None if rng.random() < 0.1 else x,
        "y": None if rng.random() < 0.1 else rng.randint(1, 60),
        "w": weight,
    }


def _populations(rng, rows, stages, *, shares):
    """Sizes of the stages as columns N1 and N2; always more than were drawn, so that something is left to chance."""
    first, second = {}, {}
    for place, row in enumerate(rows):
        first.setdefault(row["st"], set()).add(row["psu"] if stages else place)
        second.setdefault((row["st"], row["psu"]), set()).add(row["ssu"] if stages == 2 else place)
    more = {key: rng.choice([1, 5, 100]) for key in (*first, *second)}
    for row in rows:
        for name, drawn, key in (("N1", first, row["st"]), ("N2", second, (row["st"], row["psu"]))):
            size = len(drawn[key]) + more[key]
            row[name] = len(drawn[key]) / size if shares else size


def _sampling(rng, strata, stages, *, shares):
    possible = [(), ("N1", "N2")] if stages == 2 else [(), ("N1",)]
    if stages == 1:
        possible.append(("N1", "N2"))
    if stages == 2 and not shares:
        possible.append(("N1",))
    fpc = rng.choice(possible)
    return Sampling(
        kind=rng.choice(["probability"] * 8 + ["census", "open"]),
        weights="w" if stages == 2 and len(fpc) == 1 else rng.choice([None, "w", "w"]),
        strata=("st",) if strata > 1 or rng.random() < 0.3 else (),
        clusters=("psu", "ssu")[:stages],
        fpc=fpc,
        lonely_psu=rng.choice(RULES),
        asked=rng.choice([None, None, 500]),
    )


def _adjustment(rng, rows, adjusted):
    ages = {(category_of(row["age"]),): rng.randint(50, 500) for row in rows}
    strata = {(category_of(row["st"]),): rng.randint(50, 500) for row in rows}
    scale = sum(ages.values()) / sum(strata.values())
    joint = {(category_of(row["age"]), category_of(row["st"])): rng.randint(5, 200) for row in rows}
    asked = {cell: sum((category_of(row["age"]),) == cell for row in rows) + rng.randint(0, 20) for cell in ages}
    margins = (
        PopulationTable(("age",), ages),
        PopulationTable(("st",), {cell: count * scale for cell, count in strata.items()}),
    )
    return Adjustment(
        nonresponse=PopulationTable(("age",), asked) if "nonresponse" in adjusted else None,
        poststratify=PopulationTable(("age", "st"), joint) if "joint" in adjusted else None,
        rake=margins if "rake" in adjusted or "linear" in adjusted else (),
        trim=1.3 if "trim" in adjusted else None,
        calibrate="linear" if "linear" in adjusted else "raking",
    )


def _requests(rng):
    by = rng.choice([(), ("age",), ("age", "sex"), ("st", "truth")])
    crossed = rng.choice([(), (("age", "sex"),)])
    level = rng.choice([0.95, 0.9])

    def share(name, counts):
        how = rng.choice(INTERVALS)
        return EstimateRequest(
            name, "proportion", name, counts=counts, missing=("9",), by=by, crossed=crossed, interval=how, level=level
        )

    return (
        share("q", ("1",)),
        share("words", ("1", "2")),
        share("truth", ("1",)),
        EstimateRequest("mean", "mean", "x", by=by, missing=("7",)),
        EstimateRequest("total", "total", "x", crossed=crossed),
        EstimateRequest("people", "total", "q", counts=("1",), missing=("9",), by=by),
        EstimateRequest("ratio", "ratio", "x", denominator="y", by=by, missing=("3",)),
        EstimateRequest("share of y", "ratio", "q", counts=("1",), missing=("9",), denominator="y"),
    )

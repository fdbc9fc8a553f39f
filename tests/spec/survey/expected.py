"""R's numbers for the cases of `designs.toml`, and the requests that ask for the same figures."""

import csv
import tomllib
from collections import defaultdict
from pathlib import Path

from hoshin.exchange.design_toml.reading import design_of

HERE = Path(__file__).parent
CASES = HERE / "cases"
DESIGNS = tomllib.loads((HERE / "designs.toml").read_text("utf-8"))

SHARES = {
    "ward": {"name": "q", "variable": "q", "counts": [1, 2], "missing": 9, "by": "sex", "crossed": [["age", "sex"]]},
    "schools": {"name": "like", "variable": "like", "counts": 1, "by": "grade"},
}
NUMBERS = {
    "ward": [
        {"name": "mean_hours", "kind": "mean", "variable": "hours"},
        {"name": "total_hours", "kind": "total", "variable": "hours"},
        {"name": "hours_per_kid", "kind": "ratio", "variable": "hours", "denominator": "kids"},
    ],
    "schools": [{"name": "score", "kind": "mean", "variable": "score"}],
}
SHARES["lonely"], NUMBERS["lonely"] = SHARES["ward"], NUMBERS["ward"][:2]


def design_of_case(case):
    """The design of one case with all its requests; shares once with each interval that R has."""
    said = DESIGNS[case]
    share = SHARES[said["answers"]]
    domains = {key: share[key] for key in ("by", "crossed") if key in share}
    requests = [{**share, "interval": interval} for interval in ("logit", "beta")]
    requests += [{**request, **domains} for request in NUMBERS[said["answers"]]]
    values = {"design": said["design"], "adjust": said.get("adjust", {}), "estimate": requests}
    reading = design_of(values, CASES)
    assert reading.design is not None, reading.problems
    return reading.design


def expected():
    """By case, estimate and domain: each statistic of R."""
    table = defaultdict(dict)
    with (HERE / "expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table[row["case"], row["name"], row["domain"]][row["stat"]] = float(row["value"])
    return table


def place(estimate):
    """How expected.csv names a domain."""
    return "&".join(f"{column}={category}" for column, category in estimate.domain.items()) or "all"


def said_of(estimate):
    """An estimate's numbers by the names of expected.csv."""
    ends = {"logit": "xlogit", "beta": "beta", "t": "t"}
    said = {name: getattr(estimate, name) for name in ("estimate", "se", "df", "n", "deff")}
    if estimate.interval in ends:
        said[f"{ends[estimate.interval]}_lower"] = estimate.lower
        said[f"{ends[estimate.interval]}_upper"] = estimate.upper
    return said

"""The task of `script/bench survey`, one function each: `python -m benchmarks.subjects.survey_task NAME FILE …`.

Each gives the share and its standard error of every question in every domain (area × age × sex, in that order), with
strata by area, weights from the population and the finite population correction, an answer of 9 being none.
"""

import importlib
import json
import resource
import sys
import time
from pathlib import Path

AREAS, AGES, SEXES = 24, 5, 2
DOMAIN = ("area", "age", "sex")
COUNTED, SILENT = (4, 5), 9


def hoshin(path, questions):
    """Hoshin: one estimate a question and domain, with intervals, design effects, bounds and flags."""
    design_of = importlib.import_module("hoshin.core.survey.design")
    engine = importlib.import_module("hoshin.engines.duckdb_survey")
    counts = tuple(str(code) for code in COUNTED)

    def work():
        requests = tuple(
            design_of.EstimateRequest(f"q{k}", "proportion", f"q{k}", counts=counts, missing=("9",), crossed=(DOMAIN,))
            for k in range(1, questions + 1)
        )
        sampling = design_of.Sampling(strata=("area",), fpc=("Nh",))
        result = engine.estimate_file(path, design_of.SurveyDesign(sampling, estimates=requests))
        return [[found.estimate, found.se] for found in result.estimates if found.domain]

    return work


def scan(path, questions):
    """The floor: every column summed, nothing grouped."""
    return _duckdb(path, f"SELECT {_sums(questions)} FROM answers")


def scan_and_group(path, questions):
    """The floor with a group: every column summed by domain."""
    return _duckdb(path, f"SELECT area, age, sex, {_sums(questions)} FROM answers GROUP BY area, age, sex")


def _sums(questions):
    return ", ".join(f"sum(q{k}) AS s{k}" for k in range(1, questions + 1))


def _duckdb(path, sql):
    duckdb = importlib.import_module("duckdb")

    def work():
        with duckdb.connect() as connection:
            connection.execute(sql.replace("FROM answers", f"FROM read_parquet('{path}')")).fetchall()
        return []

    return work


def pandas_by_hand(path, questions):
    """pandas, with the linearisation written by hand from sums by cell."""
    pandas, numpy = importlib.import_module("pandas"), importlib.import_module("numpy")

    def work():
        data = pandas.read_parquet(path)
        found = []
        for k in range(1, questions + 1):
            answered = data[f"q{k}"] != SILENT
            yes = data[f"q{k}"].isin(COUNTED)
            cells = pandas.DataFrame(
                {"m": answered, "u": yes, "area": data["area"], "age": data["age"], "sex": data["sex"]}
            )
            sums = cells.groupby(list(DOMAIN))[["m", "u"]].sum().sort_index()
            found += _linearised(numpy, data, sums["m"].to_numpy(float), sums["u"].to_numpy(float))
        return found

    return work


def polars_by_hand(path, questions):
    """Polars, streaming, all questions in one query, the same linearisation."""
    polars, numpy = importlib.import_module("polars"), importlib.import_module("numpy")

    def work():
        lazy = polars.scan_parquet(path)
        sums = [
            expression
            for k in range(1, questions + 1)
            for expression in (
                (polars.col(f"q{k}") != SILENT).sum().alias(f"m{k}"),
                polars.col(f"q{k}").is_in(COUNTED).sum().alias(f"u{k}"),
            )
        ]
        grouped = lazy.group_by(DOMAIN).agg(*sums).sort(DOMAIN).collect(engine="streaming")
        strata = (
            lazy.group_by("area").agg(polars.len().alias("n"), polars.col("Nh").first()).collect(engine="streaming")
        )
        strata = strata.sort("area")
        drawn = strata["n"].to_numpy().astype(float), strata["Nh"].to_numpy()
        found = []
        for k in range(1, questions + 1):
            found += _shares(numpy, *drawn, grouped[f"m{k}"].to_numpy(), grouped[f"u{k}"].to_numpy())
        return found

    return work


def _linearised(numpy, data, answered, yes):
    grouped = data.groupby("area")
    return _shares(numpy, grouped.size().to_numpy(float), grouped["Nh"].first().to_numpy(), answered, yes)


def _shares(numpy, n, size, answered, yes):
    """Share and standard error of a domain inside one stratum each: the domain keeps the stratum's n."""
    n, size = numpy.repeat(n, AGES * SEXES), numpy.repeat(size, AGES * SEXES)
    share = yes / answered
    spread = yes * (1 - share) ** 2 + (answered - yes) * share**2
    variance = (1 - n / size) * n / (n - 1) * spread / answered**2
    return numpy.stack([share, numpy.sqrt(variance)], axis=1).tolist()


def svy(path, questions):
    """svy (MIT), one domain variable made of the three."""
    package, polars = importlib.import_module("svy"), importlib.import_module("polars")

    def work():
        data = polars.read_parquet(path).with_columns(_code(polars).alias("domain"))
        data = data.with_columns((polars.col("Nh") / polars.len().over("area")).alias("w"))
        found = []
        for k in range(1, questions + 1):
            yes = polars.when(polars.col(f"q{k}") != SILENT).then(
                polars.col(f"q{k}").is_in(COUNTED).cast(polars.Float64)
            )
            slim = data.select("area", "Nh", "w", "domain", yes.alias("y"))
            design = package.Design(stratum="area", wgt="w", pop_size="Nh")
            result = package.Sample(slim, design).estimation.mean("y", by="domain", drop_nulls=True)
            rows = sorted((int(row.by_level[0]), row.est, row.se) for row in result.estimates)
            found += [[estimate, se] for _domain, estimate, se in rows]
        return found

    return work


def samplics(path, questions):
    """samplics (MIT, archived), one domain variable made of the three."""
    package, pandas = importlib.import_module("samplics"), importlib.import_module("pandas")

    def work():
        data = pandas.read_parquet(path)
        code = (data["area"].astype(int) * 10 + data["age"].astype(int)) * 10 + data["sex"].astype(int)
        drawn = data.groupby("area").size()
        weight = data["Nh"] / data["area"].map(drawn)
        fractions = {area: 1 - n / data["Nh"][data["area"] == area].iloc[0] for area, n in drawn.items()}
        found = []
        for k in range(1, questions + 1):
            yes = data[f"q{k}"].isin(COUNTED).astype(float).where(data[f"q{k}"] != SILENT)
            estimator = package.TaylorEstimator(package.PopParam.mean)
            estimator.estimate(yes, weight, stratum=data["area"], domain=code, fpc=fractions, remove_nan=True)
            found += [[estimator.point_est[d], estimator.stderror[d]] for d in sorted(estimator.point_est)]
        return found

    return work


def _code(polars):
    parts = [polars.col(name).cast(polars.Int64) for name in DOMAIN]
    return (parts[0] * 10 + parts[1]) * 10 + parts[2]


SUBJECTS = {f.__name__: f for f in (hoshin, scan, scan_and_group, pandas_by_hand, polars_by_hand, svy, samplics)}


def peak_megabytes():
    """The highest resident size of this program alone."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = status.read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def main():
    """One subject on one file, in this process: wall and processor seconds, peak memory, figures into a file."""
    name, path, questions, out = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    work = SUBJECTS[name](path, questions)
    wall, processor = time.monotonic(), time.process_time()
    found = work()
    wall, processor = time.monotonic() - wall, time.process_time() - processor
    out.write_text(json.dumps(found), "utf-8")
    print(json.dumps({"wall": wall, "processor": processor, "peak": peak_megabytes()}))


if __name__ == "__main__":
    main()

"""Estimates from answer files of any size: one pass of SQL on DuckDB, then exact figures from small arrays.

>>> from hoshin.core.survey.design import EstimateRequest, Sampling, SurveyDesign
>>> import pyarrow as pa
>>> answers = pa.table({"q": [1, 2, 1, 9, 1], "N": [50] * 5})
>>> share = EstimateRequest("q", "proportion", "q", counts=("1",), missing=("9",))
>>> found = estimate_table(answers, SurveyDesign(Sampling(fpc=("N",)), estimates=(share,))).estimates[0]
>>> found.estimate, found.n, found.n_missing, round(found.se, 6)
(0.75, 4, 1, 0.22964)
"""

from hoshin.engines.duckdb_survey.estimation import estimate_file, estimate_table
from hoshin.engines.duckdb_survey.session import Progress, Resources

__all__ = ["Progress", "Resources", "estimate_file", "estimate_table"]

"""What keeps something about verdicts from being stored."""

from hoshin.core.problems.record import Problem


class JudgingError(ValueError):
    """Nothing was stored; `problems` says everything that stands in the way."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(p.code for p in problems))
        self.problems = problems

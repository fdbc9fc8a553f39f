"""A figure that cannot be computed from what was given, because the recipe and the records do not fit."""

from hoshin.core.problems.record import Problem


class NotMeasurableError(ValueError):
    """The recipe and the records do not fit together; `problems` says everything that is wrong.

    A figure that merely does not exist (no denominator, not yet published) is not this: it is a `Missing` reading.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(p.code for p in problems))
        self.problems = problems


class NotRecordedError(NotMeasurableError):
    """The records of that period lack only what is asked for: the question was not asked then, the field not kept.

    A new question has no figure of the years before it. That is no fault of the recipe, unless no period fits it.
    """

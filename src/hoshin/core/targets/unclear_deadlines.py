"""Deadlines that name no day, month or year: 「令和8年夏までに」「令和7年度当初に」. They are asked about."""

import re
from collections.abc import Sequence

from hoshin.core.plan.document import Target
from hoshin.core.problems.record import Problem
from hoshin.core.targets.doubts import doubt
from hoshin.core.targets.phrase import Phrase

_SEASON = re.compile(
    r"の?(?:[春夏秋冬](?:季|期)?|前半|後半|中頃|半ば|なかば|当初|初め|はじめ|初頭|前期|中期|後期|早期|早い時期)(?:頃|ごろ)?"
    r"(?:まで|には?(?!おけ|おい)|中に|[、)]|$)"
)


def unclear_deadlines(phrase: Phrase, targets: Sequence[Target]) -> list[Problem]:
    """A question for the part of a year by which a target without another deadline is to be reached."""
    if not targets or any(t.due_date is not None or t.due_fiscal_year is not None for t in targets):
        return []
    for token in phrase.tokens:
        found = _SEASON.match(phrase.text, token.end) if token.period is not None else None
        if found is not None:
            return [doubt("deadline_not_clear", phrase.text[token.start : found.end()].rstrip("、)"))]
    return []

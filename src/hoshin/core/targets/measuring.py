"""What a target is a target of: the words of its own part, with those of parts before it that hold no target."""

import re

from hoshin.core.periods import Period
from hoshin.core.problems.record import Problem
from hoshin.core.targets.candidates import Finding
from hoshin.core.targets.deadlines import Deadline, leading_deadline
from hoshin.core.targets.doubts import doubt
from hoshin.core.targets.measures import leading_each, trim
from hoshin.core.targets.parts import Part
from hoshin.core.targets.phrase import Phrase
from hoshin.core.targets.vocabulary import Role

Span = tuple[int, int]
_DONE = ("した", "された", "れた", "った", "している", "されている")
_INNER_DUE = ("までに", "までには", "末に", "を目途に")
_OLD_VALUE = re.compile(r"\d[^\d、。]{0,4}を$")
"""「令和5年度の利用者数1,200人を1,500人に増やす」: the year is the old value's."""
_WHEN = ("に", "には", "において")


class Measuring:
    """Gives each finding of a phrase the span of its measure, and takes the deadlines at its head.

    `old_values` tells where the old value begins in a part before an arrow, by the part's first token.
    """

    def __init__(self, phrase: Phrase, old_values: dict[int, int]) -> None:
        self.phrase, self.old_values = phrase, old_values
        self.problems: list[Problem] = []

    def measure(self, parts: list[Part], findings: list[Finding]) -> None:
        """Fill `own`, `common` and `begun` of every finding, sentence by sentence."""
        of_part = {id(finding.part): finding for finding in findings}
        for sentence in dict.fromkeys(part.sentence for part in parts):
            self._of_sentence([part for part in parts if part.sentence == sentence], of_part)

    def _of_sentence(self, parts: list[Part], of_part: dict[int, Finding]) -> None:
        pending: int | None = None
        old_value: int | None = None
        before: Finding | None = None
        shared: tuple[Period, int, int] | None = None
        for part in parts:
            start = max(self.phrase.tokens[part.start].start, self.phrase.low)
            finding = of_part.get(id(part))
            if finding is None and self._is_result(part) and part.start not in self.old_values:
                pending = None
                continue
            if finding is None:
                pending = start if pending is None else pending
                old_value = self.old_values.get(part.start)
                continue
            if before is not None and finding.colon is None and finding.around.start <= start:
                pending = None
            finding.begun = start if pending is None else pending
            dues_before = len(finding.around.dues)
            self._own_measure(finding, before)
            shared = self._share_deadline(finding, dues_before, shared)
            if old_value is not None and pending is not None:
                finding.own = trim(self.phrase.text, pending, old_value, particles=True)
            pending, old_value, before = None, None, finding

    def _is_result(self, part: Part) -> bool:
        """「現状値58.3%」 before an arrow or a comma: no words of the measure."""
        roles = [self.phrase.tokens[i].role for i in range(part.start, part.end)]
        return roles[0] in (Role.RESULT, Role.BASELINE) and Role.NUMBER in roles

    def _share_deadline(
        self, finding: Finding, dues_before: int, shared: tuple[Period, int, int] | None
    ) -> tuple[Period, int, int] | None:
        """A deadline at the head of a list holds for its later items that print none."""
        if len(finding.around.dues) > dues_before:
            return finding.around.dues[-1]
        if not finding.around.dues and shared is not None and finding.colon is None:
            finding.around.dues.append(shared)
            return shared
        return None

    def _own_measure(self, finding: Finding, before: Finding | None) -> None:
        text, target_start = self.phrase.text, finding.around.start
        start = self._past_deadlines(finding, finding.begun, target_start)
        colon = self.phrase.tokens[finding.colon] if finding.colon is not None else None
        ahead = self._colon_ahead(finding, start) if colon is None else None
        if ahead is not None:
            finding.own = trim(text, start, ahead, particles=False)
        elif colon is None:
            finding.own = trim(text, start, target_start, particles=True)
            finding.common = before.common if before is not None else None
        elif colon.start >= target_start:
            finding.own = trim(text, start, target_start, particles=False)
        else:
            head = trim(text, start, colon.start, particles=False)
            own = trim(text, colon.end, target_start, particles=True)
            finding.own, finding.common = (own, head) if own[0] < own[1] else (head, None)
        if colon is None and not finding.around.dues:
            self._inner_deadline(finding)
        if finding.tail == "state" or finding.own[0] >= finding.own[1]:
            self._measure_behind(finding, start)
        if finding.own[0] >= finding.own[1] and finding.behind is None and before is not None:
            finding.own, finding.common = before.own, before.common

    def _colon_ahead(self, finding: Finding, start: int) -> int | None:
        """The colon of 「受入額：令和7年度までに、70%増」: only a deadline stands between it and the target."""
        for token in reversed(self.phrase.tokens):
            if token.role is not Role.COLON or not start <= token.start < finding.low:
                continue
            due = leading_deadline(self.phrase.text, token.end, finding.around.start, self.phrase.fiscal_year)
            if due is None or not due.firm or self.phrase.text[due.end : finding.around.start].strip(" 、"):
                return None
            if not finding.around.dues:
                finding.around.dues.append((due.period, token.end, due.end))
            return token.start
        return None

    def _past_deadlines(self, finding: Finding, start: int, end: int) -> int:
        """Take 「令和8年度までに、」 and 「各校で」 at the head of the measure into the surroundings."""
        text = self.phrase.text
        while start < end and text[start] in " \t\n、,・":
            start += 1
        each = leading_each(text, start, end) if finding.colon is None and finding.core.unit != "%" else None
        if each is not None:
            finding.around.pers.insert(0, each[0])
            return self._past_deadlines(finding, each[1], end)
        due = leading_deadline(text, start, end, self.phrase.fiscal_year)
        if due is None or finding.around.dues or not self._is_deadline(finding, due, start):
            return start
        finding.around.dues.append((due.period, start, due.end))
        finding.around.since = due.since
        finding.around.cumulative = finding.around.cumulative or due.cumulative
        return due.end

    def _is_deadline(self, finding: Finding, due: Deadline, start: int) -> bool:
        """「令和7年度の」 before a demand dates it; before a bare figure it may date a result."""
        said = self.phrase.text[start : due.end]
        if said.endswith("の") and _OLD_VALUE.search(self.phrase.text[due.end : finding.around.start]):
            return False
        bare = not finding.explicit and finding.tail == "end"
        if bare and said.endswith(("時点の", "末の")):
            self.problems.append(doubt("target_may_be_result", self.phrase.text[start : finding.around.end]))
            return False
        return due.firm or (finding.colon is None and (not bare or said.rstrip("、 ").endswith(_WHEN)))

    def _inner_deadline(self, finding: Finding) -> None:
        """A deadline inside the measure (「…を、令和7年度までに…の件数を100件以上」), unless it dates what was done."""
        text, (start, end) = self.phrase.text, finding.own
        for token in self.phrase.tokens:
            if token.period is None or not start < token.start < end:
                continue
            due = leading_deadline(text, token.start, end, self.phrase.fiscal_year)
            if due is None or not text[token.start : due.end].endswith(_INNER_DUE):
                continue
            if not any(word in text[due.end : end] for word in _DONE):
                finding.around.dues.append((due.period, token.start, due.end))
                finding.around.since = due.since
                self.problems.append(doubt("deadline_inside_measure", text[token.start : due.end]))
                return

    def _measure_behind(self, finding: Finding, start: int) -> None:
        """The measure of a target that stands first or inside: 「80%以上の区民が…と感じる」「20人の職員を養成する」."""
        text, target = self.phrase.text, finding.around
        if finding.tail == "state":
            finding.problems.append(doubt("target_inside_measure", text[target.start : target.end]))
            finding.own = trim(text, start, target.start, particles=False)
        elif finding.tail != "demand" or not text.startswith("の", target.end):
            return
        behind = trim(text, target.end, finding.high, particles=False)
        finding.behind = behind if behind[0] < behind[1] else None

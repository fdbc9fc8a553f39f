"""Reads one printed phrase: which of its numbers is the target, what it demands, and of what.

Precision before recall: a number is a target only when the grammar around it says so. Numbers of the measure
(「8割以上の児童の割合」), results, notes and facts are left alone, and what can be read in two ways becomes a question.
"""

from dataclasses import dataclass
from decimal import Decimal

from hoshin.core.plan.document import Target
from hoshin.core.problems.record import Problem
from hoshin.core.targets.acceptance import states_fact
from hoshin.core.targets.amounts import Core
from hoshin.core.targets.candidates import Finding, cores, depth_zero, split_further
from hoshin.core.targets.doubts import doubt, is_question
from hoshin.core.targets.findings import begins_aside, dissolve, find, find_in_brackets
from hoshin.core.targets.left_figures import demands_in_vain, passed_levels, undecided, unread_figures
from hoshin.core.targets.meaning import counted_together, meaning, rises
from hoshin.core.targets.measures import as_printed, several, trim
from hoshin.core.targets.measuring import Measuring
from hoshin.core.targets.parts import Part, cut
from hoshin.core.targets.phrase import Phrase
from hoshin.core.targets.ratings import is_rating_rule
from hoshin.core.targets.tails import is_fact, without_remarks
from hoshin.core.targets.unclear_deadlines import unclear_deadlines
from hoshin.core.targets.unfigured import unfigured
from hoshin.core.targets.vocabulary import Role

LONGEST_PHRASE = 3000
_ROUNDED = Decimal("0.2")
"""Shares of a whole that were rounded add up to nearly 100."""
_EITHER = ("いずれか高い", "いずれか低い", "のどちらか高い", "いずれか大きい")


@dataclass(frozen=True, slots=True)
class ReadTarget:
    """One target of a phrase, its own measure, and where its part stands in the printed text."""

    target: Target
    measure: str
    printed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PhraseReading:
    """What a phrase says. `problems` with severity `question` must be settled before the reading counts."""

    text: str
    measure: str
    targets: tuple[ReadTarget, ...] = ()
    problems: tuple[Problem, ...] = ()
    label: str | None = None


def read_phrase(text: str, *, fiscal_year: int | None = None) -> PhraseReading:
    """The measure and the targets of one printed phrase.

    `fiscal_year` is the plan's; it settles years without an era. A phrase without a target has its whole text as
    measure; nothing of it is lost.

    >>> reading = read_phrase("町会加入率：令和5年度までに70%以上")
    >>> reading.measure, reading.targets[0].target.value, reading.targets[0].target.due_fiscal_year
    ('町会加入率', Decimal('70'), 2023)
    >>> read_phrase("8割以上の児童の割合").targets
    ()
    """
    if len(text) > LONGEST_PHRASE:
        return PhraseReading(text, text.strip(), (), (doubt("phrase_too_long", str(len(text))),))
    phrase = Phrase(text, fiscal_year)
    if is_rating_rule(phrase.text[: phrase.high]):
        return PhraseReading(text, text.strip(), label=phrase.label)
    return _Reading(phrase).made()


class _Reading:
    """One reading in the making."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        self.parts = split_further(phrase, cut(phrase.text, phrase.tokens, phrase.pairs, phrase.low, phrase.high))
        self.problems: list[Problem] = []
        self.bracketed: list[Problem] = []
        self.old_values: dict[int, int] = {}
        self.old_value_dated = False

    def made(self) -> PhraseReading:
        findings = self._without_alternatives(dissolve(self._found()))
        if self._breaks_down(findings):
            self.problems.append(doubt("target_may_be_result", self.phrase.text[self.phrase.low : self.phrase.high]))
            findings = []
        measuring = Measuring(self.phrase, self.old_values)
        measuring.measure(self.parts, findings)
        for finding in findings:
            if finding.part not in self.parts:
                measuring.measure([finding.part], [finding])
        self.problems.extend(measuring.problems)
        findings = [finding for finding in findings if not states_fact(self.phrase, finding)]
        if any(problem.code == "target_number_malformed" for problem in self.problems):
            findings = []
        rising = rises(self.phrase, findings)
        targets = [
            target
            for finding in findings
            for target in self._targets(finding, rising or counted_together(self.phrase, finding, findings))
        ]
        measure = self._measure(findings if targets else [])
        if not targets and not self._asks():
            measure, targets = self._in_words(measure)
            self.problems.extend(() if self._asks() else self.bracketed)
        self.problems.extend(unclear_deadlines(self.phrase, [read.target for read in targets]))
        distinct = tuple(p for k, p in enumerate(self.problems) if p not in self.problems[:k])
        return PhraseReading(self.phrase.printed, measure, tuple(targets), distinct, self.phrase.label)

    def _asks(self) -> bool:
        return any(map(is_question, self.problems))

    # Findings

    def _found(self) -> list[Finding]:
        findings: list[Finding] = []
        aside: int | None = None
        old: Core | None = None
        for k, part in enumerate(self.parts):
            begins = begins_aside(self.phrase, part)
            if begins is not None:
                aside = part.sentence if begins else None
            end = self._sentence_end(part)
            last = k + 1 == len(self.parts) or self.parts[k + 1].sentence != part.sentence
            finding, problems = find(self.phrase, part, last=last, sentence_end=end)
            if aside == part.sentence and not (finding and (finding.explicit or finding.around.after_target)):
                continue
            self.problems.extend(problems)
            led_from, old = old, self._old_value(part, finding)
            if finding is None or (finding.colon is None and self._tells(part, end)):
                continue
            finding.old = led_from
            if part.parted_by is Role.ARROW:
                self.old_values[part.start] = finding.around.start
                self.old_value_dated = bool(finding.around.dues)
            elif k and self.parts[k - 1].parted_by is Role.ARROW and self._may_be_result(finding):
                found = self.phrase.text[finding.around.start : finding.around.end]
                self.problems.append(doubt("target_may_be_result", found, f"{found}以上"))
            else:
                findings.append(finding)
        if not findings and not self.problems:
            for part in self.parts:
                finding, problems = find_in_brackets(self.phrase, part)
                findings += [finding] if finding is not None else []
                self.bracketed += problems
        return findings

    def _old_value(self, part: Part, finding: Finding | None) -> Core | None:
        """The value before an arrow; one that a word for results marks ends the measure before that word."""
        if part.parted_by is not Role.ARROW:
            return None
        if finding is not None:
            return finding.core
        tokens = self.phrase.tokens
        marked = [i for i in depth_zero(self.phrase, part.start, part.end) if tokens[i].role is Role.RESULT]
        found = cores(self.phrase, marked[-1], part.end) if marked else []
        if found:
            self.old_values[part.start] = tokens[marked[-1]].start
        return found[0] if found else None

    def _breaks_down(self, findings: list[Finding]) -> bool:
        """Whether bare shares of a list make up a whole (「男性:48.2%、女性:51.8%」)."""
        shares = [c for part in self.parts for c in cores(self.phrase, part.start, part.end) if c.unit == "%"]
        values = [core.value for core in shares if core.form == "bare" and core.value is not None]
        whole = abs(sum(values, Decimal(0)) - 100) <= _ROUNDED
        dated = any(finding.around.dues or finding.explicit for finding in findings)
        return len(values) == len(shares) > 1 and whole and not dated

    def _sentence_end(self, part: Part) -> int:
        end = max(self.phrase.tokens[p.end - 1].end for p in self.parts if p.sentence == part.sentence)
        return min(end, self.phrase.high)

    def _tells(self, part: Part, sentence_end: int) -> bool:
        """Whether the part's sentence tells what was or is: 「…し、延べ95人が参加した。」."""
        said = without_remarks(self.phrase.text[self.phrase.tokens[part.start].start : sentence_end])
        return part.parted_by is Role.COMMA and is_fact(said)

    def _may_be_result(self, finding: Finding) -> bool:
        """Whether a bare figure behind an arrow is not marked as the target by a word or by a year of its own."""
        dated = bool(finding.around.dues) and finding.around.dues[-1][1] > finding.around.start
        marked = finding.explicit or finding.around.after_target or finding.tail == "demand"
        return not marked and (self.old_value_dated or not dated)

    def _without_alternatives(self, findings: list[Finding]) -> list[Finding]:
        """Either of two targets (「80%以上または前年度以上」) is a question, not two targets."""
        whole = self.phrase.text[self.phrase.low : self.phrase.high]
        alternative = any(part.parted_by is Role.ANY_OF for part in self.parts)
        if any(word in whole for word in _EITHER) and (findings or alternative):
            self.problems.append(doubt("target_alternatives", whole))
            return []
        for k, part in enumerate(self.parts[:-1]):
            sides = [f for f in findings if f.part in (part, self.parts[k + 1])]
            if part.parted_by is Role.ANY_OF and len(sides) == 2:
                found = self.phrase.text[sides[0].around.start : sides[1].around.end]
                self.problems.append(doubt("target_alternatives", found))
                return [f for f in findings if f not in sides]
        return findings

    # Targets

    def _in_words(self, measure: str) -> tuple[str, list[ReadTarget]]:
        """A target without a figure, or a question about a figure that none of the rules took."""
        phrase, parts = self.phrase, self.parts
        self.problems.extend(undecided(phrase, parts))
        if self._asks():
            return measure, []
        plain = unfigured(phrase, parts)
        if plain is None:
            if demands_in_vain(phrase):
                self.problems.extend(unread_figures(phrase, parts))
            return measure, []
        self.problems.extend((*plain.problems, *unread_figures(phrase, parts)))
        if plain.target.comparator in ("increase", "decrease", "maintain"):
            self.problems.extend(passed_levels(phrase, parts))
        measure = self._printed(*plain.measure)
        return measure, [self._placed(plain.target, measure, *plain.span)]

    def _targets(self, finding: Finding, rising: bool) -> list[ReadTarget]:
        own = self._own(finding)
        common = finding.common
        if common is not None and common[0] < common[1] and common != finding.own:
            own = f"{self._printed(*common)}（{own}）"
        target, problems = meaning(self.phrase, finding, own, rising=rising)
        self.problems.extend(problems)
        if target is None:
            return []
        low, high = finding.around.start, finding.around.end
        return [self._placed(target, measure, low, high) for measure in self._each(finding, own)]

    def _each(self, finding: Finding, own: str) -> list[str]:
        """The measures that 「それぞれ」 stands for; what cannot be told apart stays one and is asked about."""
        start, end = finding.own
        if finding.around.each_unnamed:
            self.problems.append(doubt("each_measures_unclear", own))
        if not finding.around.each:
            if any(token.role is Role.EACH and start <= token.start < end for token in self.phrase.tokens):
                self.problems.append(doubt("each_measures_unclear", own))
            return [own]
        separate = several(self.phrase.text, start, end)
        if not separate:
            found = self.phrase.text[finding.around.start : finding.around.end]
            self.problems.append(doubt("each_measures_unclear", found))
            return [own]
        names = [name + shared for name, shared in separate]
        if any(shared for _, shared in separate):
            self.problems.append(doubt("each_measures_split", own, "「" + "」「".join(names) + "」"))
        return names

    def _measure(self, findings: list[Finding]) -> str:
        """The measure of the whole phrase: what its first target measures, with a shared head without its own part."""
        if not findings:
            return self._printed(*trim(self.phrase.text, self.phrase.low, self.phrase.high, particles=False))
        common = findings[0].common
        return self._printed(*common) if common is not None and common[0] < common[1] else self._own(findings[0])

    def _own(self, finding: Finding) -> str:
        """The finding's own words, before and behind the target."""
        behind = self._printed(*finding.behind) if finding.behind is not None else ""
        return self._printed(*finding.own) + behind

    def _printed(self, start: int, end: int) -> str:
        return as_printed(self.phrase.evened, self.phrase.printed, start, end)

    def _placed(self, target: Target, measure: str, low: int, high: int) -> ReadTarget:
        text = self.phrase.text
        while low < high and text[low] in " \t、:,":
            low += 1
        while high > low and text[high - 1] in " \t、:,":
            high -= 1
        start, end = self.phrase.evened.printed_span(low, high)
        return ReadTarget(target, measure, self.phrase.printed[start:end], start, end)

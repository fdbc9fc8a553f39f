"""A questionnaire as JSON and back, losing nothing. Unknown keys and wrong types are named, all at once."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from hoshin.core.problems.record import Problem
from hoshin.core.survey.questionnaire import CountedAnswer, Option, Question, Questionnaire

KINDS = ("single", "multiple", "scale", "number", "text")
FORMAT = "hoshin-questionnaire/1"


class NotAQuestionnaireError(ValueError):
    """The JSON does not hold a questionnaire. `problems` names every fault."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.code} {p.values}" for p in problems))
        self.problems = problems


def questionnaire_json(questionnaire: Questionnaire) -> dict[str, Any]:
    """The questionnaire in plain JSON values; what equals its default is left out.

    >>> questionnaire_json(Questionnaire("防犯", (Question("q1", "text", "ご意見"),)))["questions"]
    [{'code': 'q1', 'kind': 'text', 'words': 'ご意見'}]
    """
    written: dict[str, Any] = {"format": FORMAT, "title": questionnaire.title}
    _unless(written, "preface", questionnaire.preface, "")
    written["questions"] = [_question_json(question) for question in questionnaire.questions]
    _unless(written, "counted", [_counted_json(counted) for counted in questionnaire.counted], [])
    _unless(written, "thanks", questionnaire.thanks, "")
    _unless(written, "minutes", questionnaire.minutes, 5)
    return written


def _unless(written: dict[str, Any], key: str, value: object, default: object) -> None:
    if value != default:
        written[key] = value


def _question_json(question: Question) -> dict[str, Any]:
    written: dict[str, Any] = {"code": question.code, "kind": question.kind, "words": question.words}
    _unless(written, "options", [_option_json(option) for option in question.options], [])
    for key, default in (("help", ""), ("is_required", False), ("is_attribute", False), ("most", None)):
        _unless(written, key, getattr(question, key), default)
    for key, empty in (("smallest", None), ("largest", None), ("unit", "")):
        _unless(written, key, getattr(question, key), empty)
    return written


def _option_json(option: Option) -> dict[str, Any]:
    written: dict[str, Any] = {"code": option.code, "words": option.words}
    _unless(written, "goes_to", option.goes_to, None)
    _unless(written, "is_missing", option.is_missing, False)
    return written


def _counted_json(counted: CountedAnswer) -> dict[str, Any]:
    written: dict[str, Any] = {"question": counted.question, "counts": list(counted.counts)}
    _unless(written, "indicator", counted.indicator, None)
    _unless(written, "name", counted.name, "")
    return written


class _Reader:
    """Reads one value after another and keeps every fault with its path."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def fault(self, code: str, path: str, found: object = None, expected: str = "") -> None:
        found_words = None if found is None else str(found)[:60]
        values = {"path": path, "expected": expected}
        self.problems.append(Problem(code, found=found_words, severity="error", values=values))

    def table(self, value: object, path: str, known: Mapping[str, bool]) -> dict[str, Any]:
        """An object with these keys (True: must be there)."""
        if not isinstance(value, dict):
            self.fault("json_wrong_type", path, repr(value), "object")
            return {}
        for key in value:
            if key not in known:
                self.fault("json_unknown_key", f"{path}.{key}", None, ", ".join(known))
        for key, must in known.items():
            if must and key not in value:
                self.fault("json_missing_key", f"{path}.{key}")
        return value

    def text(self, table: Mapping[str, Any], key: str, path: str, *, default: str = "") -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            self.fault("json_wrong_type", f"{path}.{key}", repr(value), "text")
            return default
        return value

    def text_or_none(self, table: Mapping[str, Any], key: str, path: str) -> str | None:
        return None if table.get(key) is None else self.text(table, key, path)

    def flag(self, table: Mapping[str, Any], key: str, path: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            self.fault("json_wrong_type", f"{path}.{key}", repr(value), "true / false")
            return False
        return value

    def number(self, table: Mapping[str, Any], key: str, path: str) -> float | None:
        value = table.get(key)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            return value
        self.fault("json_wrong_type", f"{path}.{key}", repr(value), "number")
        return None

    def whole(self, table: Mapping[str, Any], key: str, path: str) -> int | None:
        value = table.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.fault("json_wrong_type", f"{path}.{key}", repr(value), "whole number")
        return None

    def many(
        self, table: Mapping[str, Any], key: str, path: str, read: Callable[[object, str], Any]
    ) -> tuple[Any, ...]:
        value = table.get(key, [])
        if not isinstance(value, list):
            self.fault("json_wrong_type", f"{path}.{key}", repr(value), "list")
            return ()
        return tuple(read(item, f"{path}.{key}[{index}]") for index, item in enumerate(value))

    def plain(self, value: object, path: str) -> str:
        if not isinstance(value, str):
            self.fault("json_wrong_type", path, repr(value), "text")
            return ""
        return value

    def option(self, value: object, path: str) -> Option:
        table = self.table(value, path, {"code": True, "words": True, "goes_to": False, "is_missing": False})
        return Option(
            self.text(table, "code", path),
            self.text(table, "words", path),
            self.text_or_none(table, "goes_to", path),
            self.flag(table, "is_missing", path),
        )

    def question(self, value: object, path: str) -> Question:
        known = dict.fromkeys(("code", "kind", "words"), True) | dict.fromkeys(
            ("options", "help", "is_required", "is_attribute", "most", "smallest", "largest", "unit"), False
        )
        table = self.table(value, path, known)
        kind = self.text(table, "kind", path, default="text")
        if kind not in KINDS:
            self.fault("json_wrong_value", f"{path}.kind", kind, ", ".join(KINDS))
        return Question(
            code=self.text(table, "code", path),
            kind=cast("Any", kind if kind in KINDS else "text"),
            words=self.text(table, "words", path),
            options=self.many(table, "options", path, self.option),
            help=self.text(table, "help", path),
            is_required=self.flag(table, "is_required", path),
            is_attribute=self.flag(table, "is_attribute", path),
            most=self.whole(table, "most", path),
            smallest=self.number(table, "smallest", path),
            largest=self.number(table, "largest", path),
            unit=self.text(table, "unit", path),
        )

    def counted(self, value: object, path: str) -> CountedAnswer:
        table = self.table(value, path, {"question": True, "counts": True, "indicator": False, "name": False})
        return CountedAnswer(
            self.text(table, "question", path),
            self.many(table, "counts", path, self.plain),
            self.text_or_none(table, "indicator", path),
            self.text(table, "name", path),
        )


def questionnaire_from(value: object) -> Questionnaire:
    """The questionnaire that JSON values hold; raises `NotAQuestionnaireError` with every fault of form.

    Whether it makes sense (routes, codes) is asked of `questionnaire_checks`.
    """
    reader, path = _Reader(), "questionnaire"
    known = {"format": True, "title": True, "questions": True}
    table = reader.table(value, path, known | dict.fromkeys(("preface", "counted", "thanks", "minutes"), False))
    if table.get("format", FORMAT) != FORMAT:
        reader.fault("json_wrong_value", f"{path}.format", table["format"], FORMAT)
    read = Questionnaire(
        title=reader.text(table, "title", path),
        questions=reader.many(table, "questions", path, reader.question),
        counted=reader.many(table, "counted", path, reader.counted),
        preface=reader.text(table, "preface", path),
        thanks=reader.text(table, "thanks", path),
        minutes=reader.whole(table, "minutes", path) or 5,
    )
    if reader.problems:
        raise NotAQuestionnaireError(tuple(reader.problems))
    return read

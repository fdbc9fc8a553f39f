"""How a reading process that gives no answer is told apart."""

import signal

import pytest

from hoshin.core.problems import sentence
from hoshin.exchange.guard.fence import OUT_OF_MEMORY_EXIT, ending_of, run_fenced
from hoshin.exchange.guard.refusal import UnreadableFileError


@pytest.mark.parametrize(
    ("exit_code", "complaint", "family", "code"),
    [
        (OUT_OF_MEMORY_EXIT, "", "refused", "reading_too_costly"),
        (-signal.SIGABRT, "memory allocation of 99 bytes failed", "refused", "reading_too_costly"),
        (-signal.SIGXCPU, "", "refused", "reading_too_costly"),
        (-signal.SIGKILL, "", "refused", "reading_too_costly"),
        (-signal.SIGSEGV, "", "not_readable", "reading_failed"),
        (1, "Traceback …\nKeyError: 'x'\n", "not_readable", "reading_failed"),
    ],
)
def test_each_way_of_dying_has_its_sentence(exit_code, complaint, family, code):
    ended = ending_of(exit_code, complaint, "plan.xlsx")
    assert (ended.family, ended.problem.code) == (family, code)
    assert "plan.xlsx" in sentence(ended.problem, "ja")


def test_a_fault_of_ours_is_named_by_its_kind_and_never_by_its_data():
    ended = ending_of(1, "Traceback (most recent call last):\nKeyError: '区民の氏名'\n", "plan.xlsx")
    assert ended.problem.values["reason"] == "KeyError"


def test_a_module_that_is_not_there_is_a_fault_of_ours(caplog):
    with pytest.raises(UnreadableFileError) as refusal:
        run_fenced("hoshin.exchange.workers.none", "plan", b"x", "plan.xlsx")
    assert refusal.value.problem.code == "reading_failed"
    assert "No module named" in caplog.text

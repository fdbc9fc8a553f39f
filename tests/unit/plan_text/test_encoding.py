"""The characters of a text file: read for sure, read with a question, or refused."""

import pytest

from hoshin.exchange.guard.refusal import UnreadableFileError
from hoshin.exchange.plan_text.encoding import decode

TEXT = "めざす成果及び戦略1-1\n区民の割合：60%以上\n髙橋・㈱・①・～\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_the_usual_encodings_are_read_without_a_question(encoding):
    assert decode(TEXT.encode(encoding), "plan.txt") == (TEXT, ())


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
def test_utf_16_is_read_by_its_mark(encoding, mark):
    assert decode(mark + TEXT.encode(encoding), "plan.txt")[0] == TEXT


def test_line_ends_are_kept_since_offsets_count_in_the_decoded_file():
    assert decode("計画\r\n目標\r\n".encode("cp932"), "plan.txt")[0] == "計画\r\n目標\r\n"


def test_plain_ascii_is_no_doubt():
    assert decode(b"Plan 1-1\n", "plan.txt") == ("Plan 1-1\n", ())


def test_euc_jp_is_read_with_a_question():
    text = "めざす成果及び戦略の概要について、区民の声を聞きながら進める。"
    read, problems = decode(text.encode("euc_jp"), "plan.txt")
    assert read == text
    assert [p.code for p in problems] == ["encoding_doubtful"]
    assert problems[0].found is not None
    assert problems[0].found.startswith("めざす成果")


def test_utf_8_that_is_cp932_too_is_asked_about():
    read, problems = decode("é".encode(), "plan.txt")
    assert read == "é"
    assert [p.code for p in problems] == ["encoding_doubtful"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (
            TEXT.replace("髙", "高").replace("㈱", "").replace("①", "1").replace("～", "").encode("iso2022_jp"),
            "text_encoding_unknown",
        ),
        (b"\xff\xfe\x00\xd8", "text_encoding_unknown"),
        (b"\x81\xff\xfe\xfd", "text_encoding_unknown"),
        ("計画\x00".encode(), "text_has_control_characters"),
        ("計画\n目標\x1b[31m".encode(), "text_has_control_characters"),
    ],
)
def test_what_cannot_be_told_is_refused(data, code):
    with pytest.raises(UnreadableFileError) as refusal:
        decode(data, "plan.txt")
    assert (refusal.value.problem.code, refusal.value.family) == (code, "not_readable")


def test_a_control_characters_line_is_named():
    with pytest.raises(UnreadableFileError) as refusal:
        decode("計画\n目標\x07".encode(), "plan.txt")
    assert refusal.value.problem.values["line"] == "2"

"""Files of answers in seven encodings: read right or asked about, never wrong in silence.

HOSHIN_TEST_ENCODING_FILES says how many files of each encoding (300 by default; 20,000 for the long run).
"""

import codecs
import os
import random

import pytest

from hoshin.exchange.answers_csv.encoding import NAMES, DoubtfulEncodingError, decode_answers
from hoshin.exchange.answers_csv.table import rows_of
from hoshin.exchange.guard.refusal import UnreadableFileError

FILES = int(os.environ.get("HOSHIN_TEST_ENCODING_FILES", "300"))
ENCODINGS = {
    "utf-8": ("utf-8", b""),
    "utf-8 with mark": ("utf-8", codecs.BOM_UTF8),
    "utf-16-le with mark": ("utf-16-le", codecs.BOM_UTF16_LE),
    "utf-16-be with mark": ("utf-16-be", codecs.BOM_UTF16_BE),
    "cp932": ("cp932", b""),
    "euc_jp": ("euc_jp", b""),
    "iso2022_jp": ("iso2022_jp", b""),
}
HIRAGANA = [chr(c) for c in range(0x3042, 0x3094)]
KATAKANA = [chr(c) for c in range(0x30A2, 0x30F4)]
KANJI = [chr(c) for c in range(0x4E00, 0x9FA0)]
SIGNS = list("、。・「」〇〒％＃１２３ＡＢＣ")
HALF_KANA = [chr(c) for c in range(0xFF71, 0xFF9E)]


def encodable(signs, encoding):
    kept = []
    for sign in signs:
        try:
            if sign.encode(encoding).decode(encoding) == sign:
                kept.append(sign)
        except UnicodeError:
            continue
    return kept


def a_cell(chance, pools):
    kind = chance.choice(("words", "words", "words", "kanji", "katakana", "half"))
    pool = {"words": pools["all"], "kanji": pools["kanji"], "katakana": pools["katakana"], "half": pools["half"]}[kind]
    return "".join(chance.choice(pool or pools["all"]) for _ in range(chance.randint(2, 8)))


def a_file(chance, pools):
    """At least five Japanese cells, with figures, quotes and line breaks among them."""
    width, rows = chance.randint(1, 4), chance.randint(2, 6)
    cells = [[a_cell(chance, pools) for _ in range(width)] for _ in range(max(rows, -(-5 // width)))]
    if chance.random() < 0.5:
        cells[0][0] = f"{cells[0][0]},\n「{cells[0][0]}」" if "「" in pools["all"] else f"{cells[0][0]},\n"
        cells[0][0] = cells[0][0].strip()
    end = chance.choice(("\r\n", "\n"))
    text = end.join(",".join(f'"{c}"' if "," in c or "\n" in c else c for c in row) for row in cells) + end
    return cells, text


@pytest.mark.parametrize("name", ENCODINGS)
def test_no_file_is_read_wrong_in_silence(name):
    encoding, mark = ENCODINGS[name]
    chance = random.Random(f"encodings of {name}")
    pools = {"kanji": encodable(KANJI, encoding), "katakana": encodable(KATAKANA, encoding)}
    pools["half"] = [] if encoding == "iso2022_jp" else encodable(HALF_KANA, encoding)
    pools["all"] = encodable(HIRAGANA, encoding) * 8 + pools["katakana"] * 4 + pools["kanji"][:2000]
    pools["all"] += encodable(SIGNS, encoding) * 3
    asked = 0
    for _ in range(FILES):
        cells, text = a_file(chance, pools)
        data = mark + text.encode(encoding)
        try:
            decoded = decode_answers(data, "a.csv")
        except DoubtfulEncodingError as doubt:
            asked += 1
            assert encoding in dict(doubt.readings)
            decoded = decode_answers(data, "a.csv", encoding)
        assert decoded.text == text, (encoding, decoded.encoding)
        assert [row for _, row in rows_of(decoded.text, "a.csv")] == cells
    assert asked <= FILES * 0.35, "too many files are asked about"


def test_the_check_can_fail(monkeypatch):
    """UTF-8 else cp932, as most programs read, is wrong in silence for other encodings."""
    text = "地域の安全,そう思う\r\nまち,はい\r\n区民,いいえ\r\n"
    wrong = 0
    for encoding in ("euc_jp", "iso2022_jp"):
        data = text.encode(encoding)
        try:
            simple = data.decode("utf-8")
        except UnicodeDecodeError:
            simple = data.decode("cp932")
        wrong += simple != text
    assert wrong == 2


@pytest.mark.parametrize("seed", range(40))
def test_noise_is_refused_or_asked_about_or_at_least_text(seed):
    chance = random.Random(seed)
    data = bytes(chance.randrange(256) for _ in range(400))
    try:
        decoded = decode_answers(data, "noise.csv")
    except (UnreadableFileError, DoubtfulEncodingError):
        return
    assert "\x00" not in decoded.text


@pytest.mark.parametrize(
    "bad", [b"q1,\x00", b"q1,\x07", b"q1,\x1a\r\n", b"\x1b$Bzz", "q1,あ\r\n".encode("utf-16-le"), b"\xff\xfe\x00"]
)
def test_control_characters_and_broken_marks_are_refused(bad):
    with pytest.raises(UnreadableFileError):
        decode_answers(bad, "a.csv")


def test_text_that_fits_two_encodings_is_asked_about_with_both_readings():
    with pytest.raises(DoubtfulEncodingError) as latin:
        decode_answers("ﾃﾞｰﾀ".encode("euc_jp"), "a.csv")
    assert dict(latin.value.readings)["euc_jp"] == "ﾃﾞｰﾀ"
    accents = "é,ü\n"
    with pytest.raises(DoubtfulEncodingError) as other:
        decode_answers(accents.encode(), "a.csv")
    assert dict(other.value.readings)["utf-8"] == accents.strip()


@pytest.mark.parametrize("encoding", NAMES)
def test_a_chosen_encoding_is_taken_at_its_word(encoding):
    text = "問1,はい\r\n"
    assert decode_answers(text.encode(encoding), "a.csv", encoding).text == text
    other = "cp932" if encoding != "cp932" else "euc_jp"
    assert decode_answers(text.encode(encoding), "a.csv", encoding).encoding == encoding != other


@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_any_usual_sign_parts_the_cells(sign):
    text = f'q1{sign}q2{sign}q3\r\n"a,b;c\td"{sign}2{sign}"x\r\ny"\r\n'
    assert [row for _, row in rows_of(text, "a.csv")] == [["q1", "q2", "q3"], ["a,b;c\td", "2", "x\ny"]]


def test_an_open_quote_is_refused_with_its_row():
    with pytest.raises(UnreadableFileError) as refused:
        list(rows_of('a,b\r\n1,2\r\n"3,4\r\n5,6\r\n', "a.csv"))
    assert refused.value.problem.code == "csv_broken"

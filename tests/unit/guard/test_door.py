"""The one door: a plan of each Office format goes in by its content, and notes come with it."""

import pytest

from hoshin.exchange.reading import UnreadableFileError, read_plan, read_printed
from tests.unit.guard.office_files import (
    document,
    paragraph,
    presentation,
    shape,
    sheet_xml,
    slide_xml,
    text_cell,
    workbook,
)

WORDS = [
    ("めざす成果及び戦略1-1", "安全なまち"),
    ("めざす状態", "安心して暮らしている。"),
    ("アウトカム指標", "安心と感じる区民の割合：令和5年度までに70%以上"),
]
ROWS = "".join(
    f'<row r="{n}">{text_cell(f"A{n}", label)}{text_cell(f"B{n}", text)}</row>'
    for n, (label, text) in enumerate(WORDS, 1)
)
SHAPES = "".join(
    shape(label, 10, 40 * n, 150, 30) + shape(text, 170, 40 * n, 500, 30) for n, (label, text) in enumerate(WORDS, 1)
)
FILES = {
    "plan.xlsx": workbook(sheet_xml(ROWS)),
    "plan.docx": document("".join(paragraph(f"{label}\u3000{text}") for label, text in WORDS)),
    "plan.pptx": presentation([slide_xml(SHAPES)]),
    "plan.txt": "\n".join(f"{label}\n{text}\n" for label, text in WORDS).encode(),
    "plan.md": "\n".join(f"## {label}\n\n{text}\n" for label, text in WORDS).encode("utf-8-sig"),
}


def _read(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return read_plan(path)


@pytest.mark.parametrize(("name", "data"), FILES.items(), ids=FILES)
def test_every_format_gives_the_same_plan(tmp_path, name, data):
    outcome = _read(tmp_path, name, data).outcomes[0]
    assert (outcome.code, outcome.title, outcome.goal_state) == ("1-1", "安全なまち", "安心して暮らしている。")
    indicator = outcome.indicators[0]
    assert (indicator.measure, str(indicator.target.value), indicator.target.due_fiscal_year) == (
        "安心と感じる区民の割合",
        "70",
        2023,
    )
    assert indicator.source.file == name


def test_the_content_decides_and_the_suffix_is_noted(tmp_path):
    plan = _read(tmp_path, "plan.pdf", FILES["plan.xlsx"])
    assert plan.outcomes[0].code == "1-1"
    assert [(p.code, p.values["kind"]) for p in plan.problems if p.code == "suffix_differs"] == [
        ("suffix_differs", "xlsx")
    ]


def test_a_workbook_with_macros_is_read_without_them(tmp_path):
    plan = _read(tmp_path, "plan.xlsm", workbook(sheet_xml(ROWS), {"xl/vbaProject.bin": b"Sub Auto_Open"}))
    assert plan.outcomes[0].code == "1-1"
    assert [p.code for p in plan.problems if p.code == "macros_not_run"] == ["macros_not_run"]


def test_a_document_without_a_plan_is_named_so(tmp_path):
    with pytest.raises(UnreadableFileError) as refusal:
        _read(tmp_path, "memo.docx", document(paragraph("今日の会議は中止します。")))
    assert (refusal.value.family, refusal.value.problem.code) == ("no_plan", "no_plan_found")


def test_a_document_without_text_is_named_so(tmp_path):
    path = tmp_path / "empty.docx"
    path.write_bytes(document(paragraph("")))
    with pytest.raises(UnreadableFileError) as refusal:
        read_printed(path)
    assert (refusal.value.family, refusal.value.problem.code) == ("not_readable", "no_text_found")


def test_what_was_printed_comes_with_its_places(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(FILES["plan.xlsx"])
    cells = read_printed(path).regions[0].items[0].cells
    assert [(cell.text, cell.source.cell) for cell in cells[:2]] == [
        ("めざす成果及び戦略1-1", "A1"),
        ("安全なまち", "B1"),
    ]

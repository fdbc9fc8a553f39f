"""Making the example's files: the same bytes each time, one format alone, and a missing face said in a sentence."""

import hashlib
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from examples.shiomi import build as building
from examples.shiomi import typeset
from examples.shiomi.fitting import height_of, lines_of, width_of


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("example")
    building.build(folder)
    yield folder


def test_the_same_truth_gives_the_same_bytes(example: Path, tmp_path: Path) -> None:
    _wait_for_another_zip_second()
    made, _ = building.build(tmp_path)
    assert {p.name: _hash(p) for p in made} == {p.name: _hash(p) for p in example.iterdir()}


def _wait_for_another_zip_second() -> None:
    """ZIP dates count in steps of two seconds; files made within one step would be alike by chance."""
    time.sleep(2.1)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_one_format_can_be_made_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert building.main([str(tmp_path / "new" / "folder"), "--only", "xlsx"]) == 0
    assert [p.name for p in (tmp_path / "new" / "folder").iterdir()] == ["form2.xlsx"]
    assert capsys.readouterr().out.strip().endswith("form2.xlsx")


def test_an_unknown_format_is_refused_with_those_that_are_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        building.main([str(tmp_path), "--only", "odt"])
    assert "xlsx" in capsys.readouterr().err


def test_without_the_face_the_rest_is_made_and_the_package_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeset, "FONT", "No Such Face")
    assert building.main([str(tmp_path)]) == 0
    assert {p.suffix for p in tmp_path.iterdir()} == {".txt", ".md", ".xlsx", ".pptx", ".docx"}
    said = capsys.readouterr().err
    assert "plan.pdf, digest.pdf" in said
    assert "apt install fonts-morisawa-bizud-gothic" in said


def test_the_form_has_a_sheet_for_each_issue_with_paper_and_print_area(example: Path) -> None:
    book = openpyxl.load_workbook(example / "form2.xlsx")
    assert book.sheetnames == ["様式1", "様式2（経営課題１）", "様式2（経営課題２）", "様式2（経営課題４）", "改訂履歴"]
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_area.endswith(f"$X${sheet.max_row}")
        assert sheet.merged_cells.ranges


def test_the_form_shows_two_old_targets_struck_through(example: Path) -> None:
    book = openpyxl.load_workbook(example / "form2.xlsx", rich_text=True)
    struck = [
        run.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not isinstance(cell.value, str | int | float | None) and hasattr(cell.value, "__iter__")
        for run in cell.value
        if not isinstance(run, str) and run.font.strike
    ]
    assert struck == ["350件以上", "36.8%以上"]


def test_amounts_on_the_form_are_numbers_that_show_their_unit(example: Path) -> None:
    book = openpyxl.load_workbook(example / "form2.xlsx")
    amounts = [
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.number_format == '#,##0"千円"' and cell.value is not None
    ]
    assert all(isinstance(a, int) for a in amounts)
    assert {77153, 2607, 12065, 12384, 14253, 8919, 7285, 163} <= set(amounts)


def test_office_files_carry_one_fixed_date(example: Path) -> None:
    for name in ("digest.pptx", "plan.docx", "form2.xlsx"):
        with zipfile.ZipFile(example / name) as package:
            assert {entry.date_time[0] for entry in package.infolist()} == {1980}


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, 1),
        ("あいうえお", 5, 1),
        ("あいうえおか", 5, 2),
        ("あいうえお。", 5, 2),
        ("abcdefghij", 5, 1),
        ("あ\n\nい", 5, 3),
    ],
)
def test_lines_of_a_text(text: str, columns: float, lines: int) -> None:
    assert lines_of(text, columns) == lines


def test_a_narrower_box_is_never_lower() -> None:
    text = "区民アンケートで、地域の防犯意識が高まっていると答えた区民の割合：49.4%以上"
    heights = [height_of(text, width, 10) for width in range(40, 400, 20)]
    assert heights == sorted(heights, reverse=True)
    assert width_of(text) == 37.5

"""Answer files: encodings, quotes, types, Parquet, and files that are none."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hoshin.exchange.answers_table.reading import open_answers_table
from hoshin.exchange.guard.refusal import UnreadableFileError


def table(folder, content, name="a.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return open_answers_table(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "euc_jp"])
def test_encodings(tmp_path, encoding):
    opened = table(tmp_path, "年齢,感想\r\n30代,良い　ところ\r\n".encode(encoding))
    assert list(opened.rows()) == [{"年齢": "30代", "感想": "良い　ところ"}]


def test_columns_of_numbers_are_numbers_and_codes_are_not(tmp_path):
    opened = table(tmp_path, 'n,x,code,long,mixed,none\n1,1.0,007,12345678901234567890,1,\n2,-2e1,012,1,"a,b",\n')
    assert opened.numeric == {"n", "x"}
    assert next(iter(opened.rows())) == {
        "n": 1, "x": 1.0, "code": "007", "long": "12345678901234567890", "mixed": "1", "none": None,
    }  # fmt: skip


def test_empty_cells_and_na_are_no_answer(tmp_path):
    opened = table(tmp_path, "n,t\n1,NA\nNA,x\n,y\n")
    assert [row["n"] for row in opened.rows()] == [1, None, None]
    assert [row["t"] for row in opened.rows()] == [None, "x", "y"]
    assert [(p.code, p.values["column"]) for p in opened.problems] == [("na_read_as_empty", "t")]


def test_quotes_separators_blank_lines_and_row_names(tmp_path):
    opened = table(tmp_path, '"";"q";"text"\n\n"1";"2";"a;""b""\nc"\n')
    assert opened.columns == ("q", "text")
    assert list(opened.rows()) == [{"q": 2, "text": 'a;"b"\nc'}]


def test_the_same_rows_as_parquet(tmp_path):
    opened = table(tmp_path, "area,q,w\n北,1,2.5\n南,,3\n")
    copy = open_answers_table(opened.as_parquet(tmp_path))
    assert list(copy.rows()) == list(opened.rows())
    assert copy.numeric == opened.numeric


def test_parquet(tmp_path):
    path = tmp_path / "a.parquet"
    values = {
        "q": [1, None],
        "w": [1.5, 2.0],
        "t": ["a", "b"],
        "l": [[1], [2]],
        "d": pa.array(["x", "y"]).dictionary_encode(),
    }
    pq.write_table(pa.table(values), path)
    opened = open_answers_table(path)
    assert opened.columns == ("q", "w", "t", "d")
    assert opened.numeric == {"q", "w"}
    assert list(opened.rows())[1] == {"q": None, "w": 2.0, "t": "b", "d": "y"}
    assert opened.as_parquet(tmp_path) == path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"PK\x03\x04 and more", "answers_kind_unknown"),
        (b"%PDF-1.7", "answers_kind_unknown"),
        (b"PAR1 broken PAR1", "file_broken"),
        (b"\n\n", "answers_kind_unknown"),
        (b"a,a\n1,2\n", "answers_column_repeated"),
        (b"a,b\n1\n", "answers_row_width"),
        (b"a,b\n1,2,3\n", "answers_row_width"),
        (b'a,b\n1,"2\n', "answers_not_parted"),
        (b"a,b\n\xff\xfe\xfd,1\n", "text_encoding_unknown"),
    ],
)
def test_files_that_are_no_table(tmp_path, content, code):
    with pytest.raises(UnreadableFileError) as refused:
        list(table(tmp_path, content).rows())
    assert refused.value.problem.code == code


def test_a_missing_file_and_a_folder(tmp_path):
    for path, code in [(tmp_path / "none.csv", "file_missing"), (tmp_path, "file_is_directory")]:
        with pytest.raises(UnreadableFileError) as refused:
            open_answers_table(path)
        assert refused.value.problem.code == code

"""The worked examples of docs/reference/survey-design.md: made by their script, and printed as they run."""

import re
import shutil
from pathlib import Path

import pytest
from examples.surveys import build

from hoshin.cli.main import main

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "reference" / "survey-design.md").read_text("utf-8")
FOLDER = ROOT / "examples" / "surveys"
KEYS = (
    "kind", "weights", "strata", "clusters", "fpc", "lonely_psu", "where", "asked", "nonresponse", "poststratify",
    "rake", "calibrate", "trim", "name", "variable", "denominator", "counts", "missing", "by", "crossed", "interval",
    "level",
)  # fmt: skip
NAMES = ("residents", "schools", "monitors")


def printed(kind, name):
    found = re.search(rf"<!-- {kind} {name} -->\n```\w+\n(.*?)\n```\n", PAGE, re.DOTALL)
    assert found, f"{kind} {name} is not in the page"
    return found[1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("engine", ["reference", "duckdb"])
def test_the_page_prints_what_runs(name, engine, capsys):
    design = FOLDER / name / "design.toml"
    assert design.read_text("utf-8").rstrip() == printed("design", name)
    assert main(["estimate", str(FOLDER / name / "answers.csv"), "--design", str(design), "--engine", engine]) == 0
    assert capsys.readouterr().out.rstrip() == printed("result", name)


def test_the_script_makes_the_files_that_are_kept(tmp_path, monkeypatch):
    for name in NAMES:
        (tmp_path / name).mkdir()
    monkeypatch.setattr(build, "HERE", tmp_path)
    build.main()
    for path in tmp_path.rglob("*.csv"):
        assert path.read_bytes() == (FOLDER / path.relative_to(tmp_path)).read_bytes()


def test_every_key_of_the_design_is_documented():
    for key in KEYS:
        assert f"| `{key}` |" in PAGE, key


def test_the_examples_can_be_copied_elsewhere(tmp_path, capsys):
    shutil.copytree(FOLDER / "residents", tmp_path / "copy")
    assert main(["estimate", str(tmp_path / "copy/answers.csv"), "--design", str(tmp_path / "copy/design.toml")]) == 0
    assert "安心して暮らせる" in capsys.readouterr().out

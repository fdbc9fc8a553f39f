"""`hoshin verify`: finds a changed byte, a changed figure, a lost file and a forged manifest, and names each."""

import json
import shutil

import pytest

from hoshin.cli.main import main
from hoshin.exchange.snapshots.manifest import canonical, content_hash
from hoshin.server.evidence.actions import close_period
from hoshin.server.evidence.measuring import content_hash_of
from hoshin.server.evidence.models import Attachment, MeasurementRow, Snapshot
from tests.integration.evidence.counting import AT, FY2025, visits

pytestmark = pytest.mark.django_db


def hoshin(*arguments):
    try:
        return main(list(arguments))
    except SystemExit as ended:
        return ended.code


def folder_of(store, fiscal_year=2025):
    name = Snapshot.objects.get(fiscal_year=fiscal_year).hash
    return store / name[:2] / name


def flip(path, at=None):
    content = bytearray(path.read_bytes())
    content[len(content) // 2 if at is None else at] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


def findings(capsys):
    assert hoshin("verify", "--json", "-") == 1
    return json.loads(capsys.readouterr().out)["snapshots"]


def test_nothing_stored_is_nothing_wrong(db, capsys):
    assert hoshin("verify") == 0
    assert "測定値 0 件" in capsys.readouterr().out


def test_what_was_closed_recomputes_to_the_same(measured_plan, capsys):
    assert hoshin("verify") == 0
    told = capsys.readouterr()
    assert "記録 2 件、測定値 2 件、すべて一致しました" in told.out and "all the same" in told.out
    assert told.out.count("OK (1)") == 2 and told.err == ""


def test_corrected_periods_are_verified_too(measured_plan, visit_log, sato, capsys):
    close_period(source=visit_log, period=FY2025, tables=visits(9), by=sato.actor, at=AT, reason="訂正")
    assert hoshin("verify") == 0
    assert "測定値 3 件" in capsys.readouterr().out


@pytest.mark.parametrize("at", [0, 40, -1])
@pytest.mark.parametrize("file", ["entries.parquet", "manifest.json"])
def test_one_changed_byte_is_found_and_the_rest_still_checked(measured_plan, own_store, capsys, file, at):
    flip(folder_of(own_store, 2024) / file, at)
    assert hoshin("verify") == 1
    told = capsys.readouterr()
    assert file in told.err and "訪問件数 2024" in told.err
    assert "訪問件数 2025" not in told.err
    assert "測定値 2 件のうち 1 件、記録 2 件のうち 1 件が一致しません" in told.out


def test_a_lost_file_a_lost_snapshot_and_a_stranger_in_the_folder(measured_plan, own_store, capsys):
    (folder_of(own_store, 2024) / "entries.parquet").unlink()
    shutil.rmtree(folder_of(own_store, 2025))
    first, second = findings(capsys)
    assert [p["code"] for p in first["problems"]] == ["snapshot_file_missing"]
    assert [p["code"] for p in second["problems"]] == ["snapshot_missing"]
    assert first["measurements"][0]["problems"][0]["code"] == "measurement_without_snapshot"


def test_a_file_that_was_added(measured_plan, own_store, capsys):
    (folder_of(own_store) / "names.csv").write_text("x")
    (_, second) = findings(capsys)
    assert [(p["code"], p["found"]) for p in second["problems"]] == [("snapshot_file_extra", "names.csv")]


def test_a_forged_manifest_that_agrees_with_forged_files_is_found(measured_plan, own_store, capsys):
    """The forger replaces the records and writes their hashes into the manifest: its own hash no longer fits."""
    good, forged = folder_of(own_store, 2024), folder_of(own_store, 2025)
    manifest = json.loads((forged / "manifest.json").read_bytes())
    other = json.loads((good / "manifest.json").read_bytes())
    manifest["tables"] = other["tables"]
    shutil.copy(good / "entries.parquet", forged / "entries.parquet")
    (forged / "manifest.json").write_bytes(canonical(manifest))
    (_, second) = findings(capsys)
    assert [(p["code"], p["found"]) for p in second["problems"]] == [("snapshot_file_altered", "manifest.json")]


def test_a_forger_with_the_database_too_is_found_by_the_audit_record(measured_plan, own_store, capsys):
    """Files, manifest, hash and measurement all agree; only the chained record of the closing tells."""
    good, forged = folder_of(own_store, 2024), folder_of(own_store, 2025)
    manifest = json.loads((forged / "manifest.json").read_bytes())
    manifest["tables"] = json.loads((good / "manifest.json").read_bytes())["tables"]
    name = content_hash(manifest)
    new = own_store / name[:2] / name
    new.mkdir(parents=True)
    shutil.copy(good / "entries.parquet", new)
    (new / "manifest.json").write_bytes(canonical(manifest))
    row = MeasurementRow.objects.get(fiscal_year=2025)
    content = {**row.content, "snapshot": name, "reading": {"known": {"value": 355}}}
    Snapshot.objects.filter(fiscal_year=2025).update(hash=name, manifest=manifest)
    MeasurementRow.objects.filter(pk=row.pk).update(content=content, value="355", content_hash=content_hash_of(content))
    (_, second) = findings(capsys)
    assert [d["field"] for d in second["measurements"][0]["differences"]] == ["audit"]


def test_a_changed_figure_in_the_database_is_named_with_both_values(measured_plan, capsys):
    row = MeasurementRow.objects.get(fiscal_year=2025)
    row.content["reading"]["known"]["value"] = 999
    row.save()
    assert hoshin("verify") == 1
    told = capsys.readouterr()
    assert "「訪問件数 2025」のreading.known.valueが一致しません。保存された値：999、計算し直した値：391" in told.err
    assert "訪問件数 2024" not in told.err


@pytest.mark.parametrize(("column", "value"), [("value", "999"), ("fiscal_year", 2020), ("unit", "回")])
def test_a_column_that_says_something_else_is_named(measured_plan, capsys, column, value):
    row = MeasurementRow.objects.get(fiscal_year=2025)
    MeasurementRow.objects.filter(pk=row.pk).update(**{column: value})
    (_, second) = findings(capsys)
    assert [d["field"] for d in second["measurements"][0]["differences"]] == [f"column {column}"]


def test_a_stored_measurement_that_cannot_be_read(measured_plan, capsys):
    MeasurementRow.objects.filter(fiscal_year=2025).update(content={"kind": "register"})
    (_, second) = findings(capsys)
    assert second["measurements"][0]["problems"][0]["code"] == "measurement_unreadable"


def test_a_manifest_changed_in_the_database_is_found(measured_plan, capsys):
    row = Snapshot.objects.get(fiscal_year=2025)
    row.manifest["made_by"] = "だれか"
    row.save()
    (_, second) = findings(capsys)
    assert [p["code"] for p in second["problems"]] == ["snapshot_row_altered"]


def test_an_attachment_changed_later_does_not_change_what_was_measured(measured_plan, capsys):
    Attachment.objects.update(recipe={"method": "gone/1"}, wording="別の文言")
    assert hoshin("verify") == 0


def test_a_method_that_this_version_lacks_is_said(measured_plan, capsys):
    row = MeasurementRow.objects.get(fiscal_year=2025)
    row.content["recipe"] = {"method": "gone/1"}
    row.save()
    (_, second) = findings(capsys)
    codes = [p["code"] for p in second["measurements"][0]["problems"]]
    assert codes == ["recipe_does_not_fit", "recipe_unknown_method"]


def test_one_snapshot_can_be_chosen_and_a_wrong_name_is_said(measured_plan, own_store, capsys):
    name = Snapshot.objects.get(fiscal_year=2025).hash
    flip(folder_of(own_store, 2024) / "entries.parquet")
    assert hoshin("verify", "--snapshot", name[:10]) == 0
    assert hoshin("verify", "--snapshot", "zz") == 2
    assert "zz" in capsys.readouterr().err


def test_findings_go_to_a_file(measured_plan, tmp_path, capsys):
    assert hoshin("verify", "--json", str(tmp_path / "out.json"), "--quiet") == 0
    written = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert written["format"] == "hoshin-verify/1" and all(s["sound"] for s in written["snapshots"])
    assert hoshin("verify", "--json", str(tmp_path)) == 3


def test_a_tolerance_that_would_hide_differences_is_refused(db, capsys):
    assert hoshin("verify", "--tolerance", "0.5") == 2


def test_what_an_interrupted_closing_left_is_told_and_no_fault(measured_plan, own_store, capsys):
    Snapshot.objects.all().update(replaces=None)
    row = MeasurementRow.objects.get(fiscal_year=2024)
    row.delete()
    Snapshot.objects.get(fiscal_year=2024).delete()
    assert hoshin("verify") == 0
    assert "どの締めにも属さない記録が 1 件あります" in capsys.readouterr().out

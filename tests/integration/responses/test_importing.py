"""Files from other form services: looked at first, taken in whole, never twice, and taken back."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoshin.server.audit.queries import events_about
from hoshin.server.responses import waiting
from hoshin.server.responses.actions.importing import advance_import, begin_import, stop_import, withdraw_batch
from hoshin.server.responses.models import AnswerSheet, ImportBatch, ImportProfile
from hoshin.server.responses.queries.importing import NotImportableError, profile_mapping
from hoshin.server.responses.waiting import NotWaitingError, WaitingFile
from tests import responding
from tests.integration.responses.conftest import Respondent, counted
from tests.integration.responses.test_keying import signed_in

pytestmark = pytest.mark.django_db
HEADINGS = (
    "タイムスタンプ",
    "お名前",
    "整理番号",
    "問1．お住まいの地域は、安全に暮らせるまちだと思いますか。",
    "地域の防犯活動を知っていますか",
    "q3",
    "q4",
    "まちの安全について、ご意見をお書きください。",
    "性別",
)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """What waits lies in a folder of this test alone."""
    settings.DATA_DIRECTORY = tmp_path


def rows_for(made, many=3):
    return [
        [
            "2026/11/20 9:00",
            "山田太郎",
            code,
            "どちらかといえばそう思う",
            "知っている",
            "広報紙, 学校、PTA",
            "３回",
            "灯りを",
            "女性",
        ]
        for code in made.codes[:many]
    ]


def csv_of(*rows, encoding="cp932", sign=","):
    lines = [sign.join(f'"{cell}"' for cell in row) for row in (HEADINGS, *rows)]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def upload(client, made, data, name="answers.csv", **more):
    file = SimpleUploadedFile(name, data)
    return client.post(f"/responses/survey/{made.id}/imports/", {"file": file, **more})


def settled(client, page, **told):
    """Send the page's own form back, as a browser does, with some fields changed."""
    shown = client.get(page).content.decode()
    data = dict(re.findall(r'<input type="hidden" name="([qt]-\d+)" value="([^"]*)"', shown))
    return client.post(page, {**data, **told})


def test_a_file_is_looked_at_and_then_taken_in(made, sato):
    client = signed_in(sato)
    page = upload(client, made, csv_of(*rows_for(made))).headers["Location"]
    shown = client.get(page).content.decode()
    assert "cp932" in shown
    assert "山田太郎" not in shown
    assert AnswerSheet.objects.count() == 0
    batch = settled(client, page, go="store").headers["Location"]
    assert client.post(batch, {"go": "advance"}).headers["Location"] == batch
    sheets = counted(made.id)
    assert [s.member.code for s in sheets] == list(made.codes[:3])
    assert sheets[0].answers == {"q1": "2", "q2": "1", "q3": ["1", "4"], "q4": 3.0, "q5": "灯りを", "sex": "2"}
    assert [e.action for e in events_about(f"survey:{made.id}")].count("answers_imported") == 1
    folder = waiting._folder()
    assert not any(folder.iterdir()), "nothing of the file is left behind"


def test_the_same_file_is_noticed_and_a_withdrawn_one_may_come_again(made, sato):
    client = signed_in(sato)
    data = csv_of(*rows_for(made))
    batch = settled(client, upload(client, made, data).headers["Location"], go="store").headers["Location"]
    assert upload(client, made, data).status_code == 422
    client.post(batch, {"go": "advance"})
    again = upload(client, made, data, "other-name.csv")
    assert again.status_code == 422 and "answers.csv" in again.content.decode()
    assert client.post(batch, {"go": "withdraw", "reason": ""}).status_code == 422
    client.post(batch, {"go": "withdraw", "reason": "別の調査のファイルだった"})
    assert counted(made.id) == []
    assert AnswerSheet.objects.filter(state="set_aside").count() == 3
    assert upload(client, made, data).status_code == 302
    assert "別の調査のファイルだった" in client.get(batch).content.decode()


def test_what_is_not_clear_stops_the_file_and_is_settled_once(made, sato):
    rows = rows_for(made)
    for row in rows:
        row[3] = "そう思ふ"
    rows[0][6] = "数回"
    rows[1][5] = "広報紙;ラジオ"
    client = signed_in(sato)
    page = upload(client, made, csv_of(*rows)).headers["Location"]
    shown = client.get(page).content.decode()
    assert "D2、D3、D4" in shown and "「数回」" in shown and "「ラジオ」" in shown
    assert 'value="store"' not in shown
    assert settled(client, page, go="store").status_code == 422
    fields = dict(re.findall(r'name="t-(\d+)" value="([^"]*)"', shown))
    told = {f"v-{at}": {"そう思ふ": "option:1"}.get(text, "none") for at, text in fields.items()}
    assert settled(client, page, **told, profile="町会フォーム").status_code == 200
    again = settled(client, page, **{"m-0": "", "r-0": "either", "u-0-0": "on"}).content.decode()
    assert "「そう思ふ」がどの選択肢か分かりません" in again
    fields = dict(re.findall(r'name="t-(\d+)" value="([^"]*)"', again))
    assert list(fields.values()) == ["そう思ふ"]
    assert 'value="store"' in settled(client, page, **{"v-0": "option:1"}).content.decode()
    batch = settled(client, page, go="store").headers["Location"]
    client.post(batch, {"go": "advance"})
    sheets = counted(made.id)
    assert {s.answers["q1"] for s in sheets} == {"1"}
    assert sheets[0].answers["q4"] is None and sheets[1].answers["q3"] == ["1"]
    assert ImportProfile.objects.get().name == "町会フォーム"


def test_a_kept_profile_reads_next_years_file_in_another_order(made, sato, ward):
    client = signed_in(sato)
    page = upload(client, made, csv_of(*rows_for(made))).headers["Location"]
    shown = client.get(page).content.decode()
    place = re.search(r'name="c-1" aria-label', shown)
    assert place
    settled(client, page, **{"c-1": "q3", "c-6": "ignored", "m-3": "99"}, profile="去年")
    kept = ImportProfile.objects.get()
    mapping = profile_mapping(made.id, kept.pk, tuple(reversed(HEADINGS)), sato.actor)
    assert [c.question for c in mapping.columns if c.heading == "お名前"] == ["q4"]
    assert next(c for c in mapping.columns if c.heading == "q4").use == "ignored"
    assert mapping.readings["q4"].missing == ("99",)


def test_members_who_answered_already_are_kept_as_conflicts(made, sato):
    person = Respondent(made.tokens[0])
    person.answer_all()
    person.send()
    rows = rows_for(made)
    rows.append(list(rows[1]))
    client = signed_in(sato)
    page = upload(client, made, csv_of(*rows)).headers["Location"]
    batch = settled(client, page, go="store").headers["Location"]
    client.post(batch, {"go": "advance"})
    assert sorted((s.channel, s.member.code) for s in counted(made.id)) == sorted(
        [("web", made.codes[0]), ("import", made.codes[1]), ("import", made.codes[2])]
    )
    assert AnswerSheet.objects.filter(state="conflict").count() == 2


def test_unknown_and_empty_codes_stop_the_file(made, sato):
    rows = rows_for(made)
    rows[0][2], rows[1][2] = "ZZZZZZZZ", ""
    client = signed_in(sato)
    shown = client.get(upload(client, made, csv_of(*rows)).headers["Location"]).content.decode()
    assert "ZZZZZZZZ" in shown and 'value="store"' not in shown


def test_doubtful_letters_and_several_sheets_are_asked_about(made_open, sato):
    client = signed_in(sato)
    doubtful = "q1,q2\r\n1,1\r\nﾃﾞｰﾀ,1\r\n".encode("euc_jp")
    answer = upload(client, made_open, doubtful)
    assert answer.status_code == 422 and "EUC-JP" in answer.content.decode() and "ﾃﾞｰﾀ" in answer.content.decode()
    assert upload(client, made_open, doubtful, encoding="euc_jp").status_code == 302
    book = openpyxl.Workbook()
    book.active.append(["q1", "q2"])
    book.active.append([1, 2])
    book.create_sheet("別表").append(["メモ"])
    data = io.BytesIO()
    book.save(data)
    asked = upload(client, made_open, data.getvalue(), "a.xlsx")
    assert asked.status_code == 422 and "別表" in asked.content.decode()
    page = upload(client, made_open, data.getvalue(), "a.xlsx", sheet="Sheet").headers["Location"]
    assert "xlsx Sheet" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.csv", b""),
        ("heading.csv", b"q1,q2\r\n"),
        ("quote.csv", b'q1,q2\r\n"1,2\r\n3,4\r\n'),
        ("nul.csv", b"q1,q2\r\n1,\x002\r\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n0000"),
        ("broken.xlsx", b"PK\x03\x04 broken"),
        ("plan.pdf", b"%PDF-1.7\n"),
    ],
)
def test_bad_files_are_refused_with_a_sentence(made, sato, name, data):
    answer = upload(signed_in(sato), made, data, name)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert ImportBatch.objects.count() == 0


def test_an_import_goes_on_where_it_was_cut_off_and_counts_all_at_once(made_open, sato):
    made = made_open
    headings = ("q1", "q2", "q4")
    mapping = profile_mapping(made.id, None, headings, sato.actor)
    file = WaitingFile(made.id, "long.csv", "a" * 64, headings, "UTF-8", mapping)
    waiting.put_aside(file, ((n, ["1", "2", str(n % 300)]) for n in range(2, 1002)), by=sato.actor.name)
    batch = begin_import(file=file, version=1, by=sato.actor, at=responding.NOW)
    done = False
    for _ in range(3):
        done = advance_import(survey=made.id, batch=batch, by=sato.actor, at=responding.NOW, rows=300)
        assert counted(made.id) == []
    assert not done
    assert ImportBatch.objects.get().taken == 900
    assert advance_import(survey=made.id, batch=batch, by=sato.actor, at=responding.NOW, rows=300)
    assert len(counted(made.id)) == 1000
    assert advance_import(survey=made.id, batch=batch, by=sato.actor, at=responding.NOW, rows=300)
    assert AnswerSheet.objects.count() == 1000


def test_an_import_whose_rows_are_gone_says_so_and_can_be_stopped(made_open, sato):
    mapping = profile_mapping(made_open.id, None, ("q1",), sato.actor)
    file = WaitingFile(made_open.id, "long.csv", "a" * 64, ("q1",), "UTF-8", mapping)
    waiting.put_aside(file, ((n, ["1"]) for n in range(2, 102)), by=sato.actor.name)
    batch = begin_import(file=file, version=1, by=sato.actor, at=responding.NOW)
    waiting.forget_batch(made_open.id, file.sha256)
    page = f"/responses/survey/{made_open.id}/imports/{batch}/"
    client = signed_in(sato)
    assert client.post(page, {"go": "advance"}).status_code == 422
    assert client.post(page, {"go": "stop"}).status_code == 302
    assert ImportBatch.objects.get().state == "withdrawn"


def test_a_stopped_import_leaves_nothing(made_open, sato):
    headings = ("q1",)
    mapping = profile_mapping(made_open.id, None, headings, sato.actor)
    file = WaitingFile(made_open.id, "long.csv", "a" * 64, headings, "UTF-8", mapping)
    waiting.put_aside(file, ((n, ["1"]) for n in range(2, 102)), by=sato.actor.name)
    batch = begin_import(file=file, version=1, by=sato.actor, at=responding.NOW)
    advance_import(survey=made_open.id, batch=batch, by=sato.actor, at=responding.NOW, rows=50)
    stop_import(survey=made_open.id, batch=batch, by=sato.actor, at=responding.NOW)
    assert AnswerSheet.objects.count() == 0
    assert ImportBatch.objects.get().state == "withdrawn"
    assert not any(waiting._folder().iterdir())


def test_what_waits_is_for_one_person_and_one_survey(made, made_open, sato, tanaka):
    headings = ("q1",)
    mapping = profile_mapping(made.id, None, headings, sato.actor)
    token = waiting.put_aside(WaitingFile(made.id, "a.csv", "b" * 64, headings, "", mapping), [(2, ["1"])], by="sato")
    assert waiting.waiting_under(token, survey=made.id, by="sato").name == "a.csv"
    for survey, by in ((made.id, "suzuki"), (made_open.id, "sato")):
        with pytest.raises(NotWaitingError):
            waiting.waiting_under(token, survey=survey, by=by)
    with pytest.raises(NotWaitingError):
        waiting.waiting_under(token[:-1] + "!", survey=made.id, by="sato")


def test_a_file_that_a_closed_period_rests_on_stays(made, sato, monkeypatch):
    client = signed_in(sato)
    batch = settled(client, upload(client, made, csv_of(*rows_for(made))).headers["Location"], go="store")
    batch = batch.headers["Location"]
    client.post(batch, {"go": "advance"})
    monkeypatch.setattr("hoshin.server.responses.actions.importing.is_frozen", lambda *_: True)
    with pytest.raises(NotImportableError) as refused:
        withdraw_batch(survey=made.id, batch=ImportBatch.objects.get().pk, reason="x", by=sato.actor, at=responding.NOW)
    assert refused.value.problems[0].code == "batch_closed"
    assert len(counted(made.id)) == 3

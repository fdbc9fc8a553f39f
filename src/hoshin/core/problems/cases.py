"""Cases: stages, what may be seen, keys and cohort figures."""

from hoshin.core.problems.record import Sentence


def _error(ja: str, en: str) -> Sentence:
    return Sentence(ja=ja, en=en, severity="error")


SENTENCES: dict[str, Sentence] = {
    "case_stages_repeated": _error(
        "段階の名前が空か、同じ記号が二度あります。段階ごとに名前を入れてください。",
        "A stage has no name, or a code comes twice. Name each stage.",
    ),
    "case_stage_unknown": _error(
        "段階「{found}」はありません。今ある段階から選んでください。",
        "There is no stage “{found}”. Choose a present one.",
    ),
    "case_stages_without_beginning": _error(
        "最初の段階がありません。どの段階から始まるかを選んでください。",
        "No stage begins a case. Choose where one begins.",
    ),
    "case_stage_unreachable": _error(
        "段階「{found}」へ進む道がありません。どの段階から進めるかを選んでください。",
        "No move leads to the stage “{found}”. Say from where it is reached.",
    ),
    "case_move_refused": _error(
        "「{found}」へは進められません。今の段階から進めるのは次のとおりです：{allowed}。",
        "This case cannot move to “{found}”. From here it may move to: {allowed}.",
    ),
    "case_step_to_come": _error(
        "日付「{found}」は、まだ来ていません。実際に進んだ日を入れてください。",
        "The day “{found}” has not come yet. Enter the day when it happened.",
    ),
    "case_step_before_last": _error(
        "日付「{found}」は、前の段階の {last} より前です。どちらかを確かめて直してください。",
        "The day “{found}” lies before {last} of the stage before. Check both.",
    ),
    "case_without_stage": _error(
        "ケースに段階がひとつもありません。最初の段階と日付を入れてください。",
        "The case has no stage. Enter its first one and its day.",
    ),
    "case_place_kind_unknown": _error(
        "把握した場所「{found}」はありません。一覧から選んでください。",
        "There is no kind of place “{found}”. Choose one of the list.",
    ),
    "case_agency_kind_unknown": _error(
        "つないだ機関「{found}」はありません。一覧から選んでください。",
        "There is no kind of agency “{found}”. Choose one of the list.",
    ),
    "case_agency_missing": _error(
        "どの機関につないだかを選んでください。", "Choose the kind of agency that it was connected to."
    ),
    "case_field_unknown": _error(
        "項目「{found}」はありません。この台帳で決めた項目だけを入れてください。",
        "There is no field “{found}”. Enter only the fields of this register.",
    ),
    "case_text_too_long": _error(
        "「{found}」が長すぎます。{limit}字までに縮めてください。",
        "“{found}” is too long. Shorten it to {limit} characters.",
    ),
    "case_erased": _error(
        "個人情報は保存期間が過ぎて消去されています。新しく見つかったときは、新しいケースを作ってください。",
        "The identifying fields were erased after its retention date. If it is found again, make a new case.",
    ),
    "case_open_not_erased": _error(
        "終わっていないケースの個人情報は消せません。先に終結の段階へ進めてください。",
        "The identifying fields of an open case cannot be erased. Move it to a final stage first.",
    ),
    "case_changed_meanwhile": _error(
        "このケースは、開いているあいだにほかの人が変えました。今の内容を確かめて、もう一度保存してください。",
        "Someone else changed this case meanwhile. Look at it as it is now and save again.",
    ),
    "case_title_missing": _error("台帳の名前を入れてください。", "Name the register of cases."),
    "case_owner_unknown": _error(
        "受け持ちの担当課がこの組織にありません。一覧から選んでください。",
        "The owning post is not one of this organisation. Choose one of the list.",
    ),
    "case_keys_missing": _error(
        "ケースの鍵ファイルがありません（{path}）。控えておいた鍵ファイルを元の場所に戻してください。",
        "The key file of the cases is missing ({path}). Put the copy that was kept back in its place.",
    ),
    "case_keys_open": _error(
        "ケースの鍵ファイルをほかの利用者も読めます（{path}）。chmod 600 で自分だけが読めるようにしてください。",
        "Others may read the key file of the cases ({path}). Run chmod 600 on it.",
    ),
    "case_keys_broken": _error(
        "ケースの鍵ファイルを読めません（{path}）。控えておいた鍵ファイルに戻してください。",
        "The key file of the cases cannot be read ({path}). Restore the copy that was kept.",
    ),
    "case_key_unknown": _error(
        "このケースを閉じた鍵（{found}）が鍵ファイルにありません。控えておいた鍵ファイルに戻してください。",
        "The key ({found}) that this case was sealed with is not in the key file. Restore the copy that was kept.",
    ),
    "case_seal_broken": _error(
        "このケースの個人情報は開けません。記録が書き換えられたか、壊れています。システム管理者に知らせてください。",
        "The identifying fields of this case cannot be opened: it was altered or damaged. Tell the administrator.",
    ),
    "cohort_key_unknown": _error(
        "数え方の「{found}」は分かりません。綴りを確かめてください。",
        "“{found}” is not part of a cohort's recipe. Check its spelling.",
    ),
    "cohort_goal_unfit": _error(
        "どの段階に達したら数えるかを、始まりの段階「{found}」とは別に選んでください。",
        "Choose which stage counts as reached, other than “{found}”, where the cohort begins.",
    ),
    "cohort_cutoff_unknown": _error(
        "いつまでに達したかの「{found}」が使えません。期間の終わり、日付、日数のどれかにしてください。",
        "The cut-off “{found}” cannot be used. Give the end of the period, a day, or a number of days.",
    ),
    "may_not_see_cases": _error(
        "ケースを見られるのは、受け持ちの担当課だけです。", "Only the section that keeps these cases may see them."
    ),
    "may_not_define_cases": _error(
        "ケースの台帳を決められるのは、受け持ちの担当課と企画担当です。どちらかに頼んでください。",
        "Only its section and the planner set up a register of cases. Ask one of them.",
    ),
}

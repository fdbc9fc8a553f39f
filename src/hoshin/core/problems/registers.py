"""Registers: definitions, entries, pasted blocks and recipes of figures."""

from hoshin.core.problems.record import Sentence


def _error(ja: str, en: str) -> Sentence:
    return Sentence(ja=ja, en=en, severity="error")


SENTENCES: dict[str, Sentence] = {
    # definitions
    "register_without_fields": _error(
        "項目がひとつもありません。項目を1つ以上決めてください。", "There is no field. Define at least one."
    ),
    "register_too_many_fields": _error(
        "項目が多すぎます（{limit}まで）。記録簿を分けるか、使わない項目をやめてください。",
        "There are too many fields (up to {limit}). Split the register, or drop fields that nobody uses.",
    ),
    "register_without_date": _error(
        "いつの件数かを数える日付がありません。必須の「日付」の項目をひとつ選んでください。",
        "No date counts time. Choose one required field of kind date.",
    ),
    "register_field_repeated": _error(
        "項目名「{found}」が二度あります。どちらかの名前を変えてください。",
        "The field name “{found}” is used twice. Rename one of them.",
    ),
    "register_code_repeated": _error(
        "項目の記号「{found}」が二度あります。画面を開き直して、やり直してください。",
        "The field code “{found}” is used twice. Open the page again and retry.",
    ),
    "register_two_areas": _error(
        "「地域」の項目が2つあります。ひとつを「選択」に変えてください。",
        "There are two fields of kind area. Make one of them a choice.",
    ),
    "register_field_unnamed": _error(
        "名前のない項目（{found}）があります。名前を入れてください。", "A field ({found}) has no name. Name it."
    ),
    "register_kind_unknown": _error(
        "項目の種類「{found}」は使えません。一覧から選んでください。",
        "“{found}” is no kind of field. Choose one of the list.",
    ),
    "register_choices_missing": _error(
        "「{found}」の選択肢がないか、同じものが二度あります。1行に1つずつ入れてください。",
        "“{found}” has no choices, or one of them twice. Write one a line.",
    ),
    "register_areas_missing": _error(
        "「{found}」のための地域の一覧がありません。地域の名前を1行に1つずつ入れてください。",
        "“{found}” needs the list of areas. Write one area a line.",
    ),
    "register_stages_missing": _error(
        "「{found}」には段階が2つ以上要ります（例：申請、決定、報告、精算）。同じ名前は使えません。",
        "“{found}” needs two or more stages of different names (such as application, decision, report, settlement).",
    ),
    "register_key_unknown": _error(
        "重複を見つけるための項目「{found}」がありません。今ある項目から選んでください。",
        "“{found}” cannot tell duplicates: it is not a field in use. Choose from the present ones.",
    ),
    "register_kind_changed": _error(
        "「{found}」の種類は変えられません。これまでの記録が読めなくなるためです。この項目をやめて、新しい項目を足してください。",
        "The kind of “{found}” cannot change: earlier entries could no longer be read. Drop it and add a new field.",
    ),
    "register_time_changed": _error(
        "いつの件数かを数える日付は、あとから変えられません。新しい記録簿を作ってください。",
        "The date that counts time cannot be changed later. Start a new register.",
    ),
    "register_title_missing": _error("記録簿の名前を入れてください。", "Name the register."),
    "register_owner_unknown": _error(
        "受け持ちの担当課がこの組織にありません。一覧から選んでください。",
        "The owning post is not one of this organisation. Choose one of the list.",
    ),
    # entries
    "entry_field_required": _error("「{label}」を入れてください。", "Enter “{label}”."),
    "entry_date_not_read": _error(
        "「{label}」の「{found}」は日付として読めません。「2026-04-01」「R8.4.1」「4/1」のように入れてください。",
        "“{found}” in “{label}” is not read as a date. Write it like 2026-04-01, R8.4.1 or 4/1.",
    ),
    "entry_date_impossible": _error(
        "「{label}」の「{found}」は、ない日付です。確かめて直してください。",
        "“{found}” in “{label}” is a day that does not exist. Check and correct it.",
    ),
    "entry_date_year_ambiguous": _error(
        "「{label}」の「{found}」は何年か分かりません。「2026/4/1」か「R8/4/1」のように入れてください。",
        "The year of “{found}” in “{label}” is unclear. Write it like 2026/4/1 or R8/4/1.",
    ),
    "entry_date_weekday_disagrees": _error(
        "「{label}」の「{found}」は、日付と曜日が合いません。正しいほうに直してください。",
        "Day and weekday of “{found}” in “{label}” disagree. Correct the wrong one.",
    ),
    "entry_date_to_come": _error(
        "「{label}」の「{found}」（{day}）は、まだ来ていない日です。年を確かめて直してください。",
        "“{found}” ({day}) in “{label}” has not come yet. Check the year.",
    ),
    "entry_date_long_ago": Sentence(
        ja="「{label}」の「{found}」（{day}）は、ずいぶん前の日です。年が正しいか確かめてください。",
        en="“{found}” ({day}) in “{label}” is long ago. Check that the year is right.",
    ),
    "entry_number_not_read": _error(
        "「{label}」の「{found}」は数として読めません。「1,234」のように数字だけを入れてください（なければ空欄、ゼロは0）。",
        "“{found}” in “{label}” is not read as a number. Enter digits, such as 1,234 (blank: none; 0: zero).",
    ),
    "entry_number_not_whole": _error(
        "「{label}」の「{found}」には端数があります。整数で入れてください。",
        "“{found}” in “{label}” is not a whole number. Enter a whole one.",
    ),
    "entry_number_too_small": _error(
        "「{label}」の「{found}」は小さすぎます。{minimum}以上の数を入れてください。",
        "“{found}” in “{label}” is too small. Enter {minimum} or more.",
    ),
    "entry_yes_no_not_read": _error(
        "「{label}」の「{found}」は、はい・いいえのどちらか分かりません。「はい」か「いいえ」（○か×）を入れてください。",
        "“{found}” in “{label}” is neither yes nor no. Enter yes or no (○ or ×).",
    ),
    "entry_choice_misspelt": _error(
        "「{label}」に「{found}」はありません。「{proposal}」のことなら、そう直してください。",
        "“{found}” is not offered in “{label}”. If “{proposal}” is meant, write that.",
    ),
    "entry_choice_unknown": _error(
        "「{label}」に「{found}」はありません。次から選んでください：{offered}。",
        "“{found}” is not offered in “{label}”. Choose one of: {offered}.",
    ),
    "entry_text_too_long": _error(
        "「{label}」（{found}）が長すぎます。{limit}字までに縮めてください。",
        "“{label}” ({found}) is too long. Shorten it to {limit} characters.",
    ),
    "entry_stage_skipped": _error(
        "「{label}」の日付がありますが、その前の「{earlier}」の日付がありません。先に入れてください。",
        "“{label}” has a date, but “{earlier}” before it has none. Enter that first.",
    ),
    "entry_stage_order": _error(
        "「{label}」の {found} は「{earlier}」の {day} より前です。どちらかの日付を直してください。",
        "{found} for “{label}” lies before {day} for “{earlier}”. Correct one of them.",
    ),
    "entry_changed_meanwhile": _error(
        "この記録は、開いているあいだにほかの人が直しました。今の内容を確かめて、もう一度保存してください。",
        "Someone else corrected this entry meanwhile. Look at its present content and save again.",
    ),
    "entry_withdrawn": _error(
        "この記録は取り消されています。直すには、先に元へ戻してください。",
        "This entry is withdrawn. Restore it first.",
    ),
    "entry_reason_required": _error("理由を入れてください。", "Enter the reason."),
    # attachments
    "attachment_too_large": _error(
        "「{found}」は大きすぎます（{limit}MBまで）。写真を小さくして付け直してください。",
        "“{found}” is too large (up to {limit} MB). Make the picture smaller and attach it again.",
    ),
    "attachment_kind_refused": _error(
        "「{found}」は付けられません。写真（JPEG・PNG・WebP・HEIC）かPDFを付けてください。",
        "“{found}” cannot be attached. Attach a picture (JPEG, PNG, WebP, HEIC) or a PDF.",
    ),
    "attachments_too_many": _error(
        "添付は1件に{limit}個までです。減らして付け直してください。", "Up to {limit} files an entry. Attach fewer."
    ),
    # pasting
    "paste_empty": _error(
        "貼り付けられた記録がありません。Excelで範囲を選んでコピーし、貼り付けてください。",
        "Nothing was pasted. Copy a range in Excel and paste it.",
    ),
    "paste_too_large": _error(
        "一度に貼り付けられるのは{limit}行までです。分けて貼り付けてください。",
        "Up to {limit} rows can be pasted at once. Paste them in parts.",
    ),
    "paste_heading_unknown": _error(
        "見出し「{found}」に当たる項目がありません。見出しを項目名に合わせるか、その列を除いて貼り付けてください。",
        "No field is called “{found}”. Use the field's name as the heading, or leave that column out.",
    ),
    "paste_heading_repeated": _error(
        "見出し「{found}」の列が二度あります。どちらかを除いて貼り付けてください。",
        "The column “{found}” comes twice. Leave one out.",
    ),
    "paste_column_missing": _error(
        "必須の項目「{found}」の列がありません。列を足して貼り付けてください。",
        "The column of the required field “{found}” is missing. Add it.",
    ),
    "paste_cell_surplus": _error(
        "列の外に「{found}」があります。どの項目のものか、見出しを付けて貼り付けてください。",
        "“{found}” stands beyond the columns. Paste with headings that say what it is.",
    ),
    # recipes
    "recipe_key_unknown": _error(
        "数え方の「{found}」は分かりません。綴りを確かめてください。",
        "“{found}” is not part of a recipe. Check its spelling.",
    ),
    "recipe_figure_unknown": _error(
        "数え方「{found}」は使えません。件数・合計・種類・割合・地域の数のどれかにしてください。",
        "“{found}” is no figure. Use count, sum, distinct, share or covered.",
    ),
    "recipe_field_unknown": _error(
        "数え方が指す項目「{found}」がありません。今ある項目から選んでください。",
        "The recipe names a field “{found}” that does not exist. Choose a present one.",
    ),
    "recipe_field_not_counted": _error(
        "「{found}」は、集計に使わない項目です。使うなら、記録簿の項目で「集計に使う」を選んでください。",
        "“{found}” is not counted. To use it, mark it as counted in the register's fields.",
    ),
    "recipe_field_unfit": _error(
        "「{found}」は {figure} に使えません。合う種類の項目を選んでください。",
        "“{found}” cannot be used for {figure}. Choose a field of a fitting kind.",
    ),
    "recipe_part_missing": _error(
        "割合には、数える条件（part）が要ります。割合のほかには使えません（{found}）。",
        "A share needs the condition that counts (part), and nothing else may have one ({found}).",
    ),
    "recipe_expected_missing": _error(
        "ねらう地域の一覧がありません（{found}）。一覧を決めてください。",
        "There is no list of what is expected ({found}). Give one.",
    ),
    "recipe_date_unknown": _error(
        "どの日付で数えるかの「{found}」がありません。日付か段階の項目を選んでください。",
        "There is no date “{found}” to count by. Choose a date or a stage.",
    ),
    "recipe_since_unknown": _error(
        "累計の始まり「{found}」が使えません。期間より前の年度（例：2024）か日付にしてください。",
        "The cumulative start “{found}” cannot be used. Give a fiscal year (such as 2024) or day before the period.",
    ),
    "recipe_condition_unknown": _error(
        "条件「{found}」は分かりません。項目と値を選び直してください。",
        "The condition “{found}” cannot be asked. Choose field and value again.",
    ),
    "recipe_stage_unknown": _error(
        "「{label}」に段階「{found}」はありません。今ある段階から選んでください。",
        "“{label}” has no stage “{found}”. Choose a present one.",
    ),
    # permissions
    "may_not_read_register": _error(
        "この記録簿は見られません。受け持ちの担当課に尋ねてください。",
        "You may not see this register. Ask the section that keeps it.",
    ),
    "may_not_enter": _error(
        "この記録簿には書き込めません。受け持ちの担当課に頼んでください。",
        "You may not enter here. Ask the section that keeps it.",
    ),
    "may_not_define_register": _error(
        "記録簿の項目を決められるのは、受け持ちの担当課と企画担当です。どちらかに頼んでください。",
        "Only its section and the planner define a register. Ask one of them.",
    ),
    "may_not_close_register": _error(
        "期間を締められるのは、受け持ちの担当課と企画担当です。どちらかに頼んでください。",
        "Only its section and the planner close a period. Ask one of them.",
    ),
}

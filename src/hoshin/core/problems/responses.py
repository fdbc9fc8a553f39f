"""Answers: what somebody keyed or imported and cannot stand as it is, and who may take answers in."""

from hoshin.core.problems.record import Sentence


def _error(ja: str, en: str) -> Sentence:
    return Sentence(ja=ja, en=en, severity="error")


SENTENCES: dict[str, Sentence] = {
    "may_not_take_in_answers": _error(
        "回答の入力と取り込みは、このアンケートの担当課と企画担当だけができます。担当課に依頼してください。",
        "Only the survey's section and the planner may key or import answers. Ask the section.",
    ),
    "may_not_settle_answers": _error(
        "回答の食い違いは、このアンケートの担当課と企画担当だけが決められます。担当課に依頼してください。",
        "Only the survey's section and the planner may decide between answers. Ask the section.",
    ),
    "may_not_read_answers": _error(
        "一つ一つの回答と自由記述は、このアンケートの担当課と企画担当だけが見られます。集計を見てください。",
        "Only the survey's section and the planner may see single answers and free texts. Look at the totals.",
    ),
    "keyed_not_an_option": _error(
        "「{question}」に「{found}」という選択肢はありません。使える番号は {codes} です。"
        "読めなければ「?」、無記入は「-」を入れてください。",
        "“{question}” has no option “{found}”. Its numbers are {codes}. Key “?” if unreadable, “-” if blank.",
    ),
    "keyed_only_one": _error(
        "「{question}」は一つだけ選ぶ設問ですが、「{found}」と入力されました。二つ以上に印があれば「*」を入れてください。",
        "“{question}” takes one answer but “{found}” was keyed. Key “*” if more than one is marked.",
    ),
    "keyed_too_many": _error(
        "「{question}」に選べる数より多い印（{found}）があります。紙のとおりなら「*」を入れてください。",
        "“{question}” has more marks than it allows ({found}). Key “*” if the paper shows it so.",
    ),
    "keyed_code_unknown": _error(
        "整理番号「{found}」の対象者はいません。紙に印刷された8文字の番号を、もう一度入力してください。",
        "Nobody was sampled under the number “{found}”. Key the eight signs printed on the paper again.",
    ),
    "keyed_number_missing": _error(
        "調査票の番号「{found}」は使えません。紙に書いた通し番号を、文字と数字（40文字まで）で入力してください。",
        "“{found}” cannot be a sheet's number. Key the running number on the paper: letters and digits, up to 40.",
    ),
    "keyed_by_you_already": _error(
        "番号「{found}」の1回目はあなたが入力しました。2回目は別の人が入力してください。",
        "You made the first entry of “{found}”. Let another person make the second.",
    ),
    "keyed_twice_already": _error(
        "番号「{found}」は2回の入力が済んでいます。食い違いがあれば照合の画面で決めてください。",
        "“{found}” has been entered twice. Settle any difference on the comparison page.",
    ),
    "keying_choice_missing": _error(
        "「{question}」は2回の入力が食い違っています。どちらかを選ぶか、正しい答えを入力してください。",
        "The two entries of “{question}” differ. Choose one of them or key the right answer.",
    ),
    "survey_takes_no_answers": _error(
        "このアンケートは回答を受け付けていません（{found}）。アンケートの画面で受付を始めてください。",
        "This survey takes no answers now ({found}). Open it on its page first.",
    ),
    "answers_other_kind": _error(
        "ファイル「{file}」は {kind} で、表としては読めません。CSV か xlsx で保存し直してください。",
        "“{file}” is {kind}, which is not read as a table of answers. Save it as CSV or xlsx.",
    ),
    "answers_file_needed": _error(
        "ファイルが選ばれていません。書き出した CSV か xlsx のファイルを選んでください。",
        "No file was chosen. Choose the CSV or xlsx file that was exported.",
    ),
    "answers_too_large": _error(
        "ファイル「{file}」は大きすぎます（読めるのは {rows} 行、{cells} セルまで）。"
        "回答の範囲だけを残すか、二つに分けて保存し直してください。",
        "“{file}” is too large ({rows} rows and {cells} cells can be read). "
        "Keep only the answers, or split it in two, and save it again.",
    ),
    "csv_broken": _error(
        'ファイル「{file}」の{line}行目あたりで、引用符（"）が閉じていないか、セルが長すぎます。元のサービスから書き出し直してください。',
        "Around row {line} of “{file}” a quotation mark is not closed or a cell is too long. "
        "Export the file anew from its service.",
    ),
    "answers_no_rows": _error(
        "ファイル「{file}」に見出しの行はありますが、回答の行がありません。回答を含むファイルを選んでください。",
        "“{file}” has a heading but no rows of answers. Choose a file that holds answers.",
    ),
    "answers_no_columns": _error(
        "どの列もこのアンケートの設問に結び付いていません。列ごとに、どの設問の回答かを選んでください。",
        "No column is tied to a question of this survey. Choose for each column which question it answers.",
    ),
    "answers_column_twice": _error(
        "「{question}」に二つ以上の列が結び付いています（{found}）。一つだけを残してください。",
        "More than one column is tied to “{question}” ({found}). Keep one of them.",
    ),
    "answers_mixed_columns": _error(
        "「{question}」に、まとめた列と選択肢ごとの列の両方が結び付いています。どちらか一方にしてください。",
        "“{question}” has both a joined column and columns for its options. Keep one kind.",
    ),
    "answers_unmatched": Sentence(
        ja="「{question}」の値「{found}」がどの選択肢か分かりません（{count}件、{places}）。選択肢か「無回答」を選んでください。",
        en="It is not clear which answer to “{question}” the value “{found}” is ({count} times, {places}). "
        "Choose an option or “no answer”.",
    ),
    "answers_ambiguous": Sentence(
        ja="「{question}」の値「{found}」は二つ以上の選択肢に読めます（{count}件、{places}）。どれかを選んでください。",
        en="The value “{found}” of “{question}” fits more than one option ({count} times, {places}). Choose one.",
    ),
    "answers_not_a_number": Sentence(
        ja="「{question}」の値「{found}」は数として読めません（{count}件、{places}）。元の表を直すか「無回答」にしてください。",
        en="The value “{found}” of “{question}” is no number ({count} times, {places}). "
        "Mend the table or take it as no answer.",
    ),
    "answers_not_allowed": Sentence(
        ja="「{question}」の値「{found}」は答えられる範囲の外です（{count}件、{places}）。元の表を直すか「無回答」にしてください。",
        en="The value “{found}” of “{question}” is outside what can be answered ({count} times, {places}). "
        "Mend the table or take it as no answer.",
    ),
    "answers_code_unknown": _error(
        "整理番号「{found}」の対象者はいません（{places}行目）。整理番号の列が正しいか、元の表を確かめてください。",
        "Nobody was sampled under the code “{found}” (row {places}). Check the column of codes and the table.",
    ),
    "answers_code_missing": _error(
        "整理番号が空の行があります（{count}行：{places}行目）。整理番号を補うか、その行を除いてください。",
        "Rows have no respondent code ({count} rows: {places}). Fill it in or take the rows out.",
    ),
    "answers_code_twice": Sentence(
        ja="整理番号「{found}」が二度以上あります（{places}行目）。最初の行を数え、後の行は食い違いとして残します。",
        en="The respondent code “{found}” stands more than once (rows {places}). The first row counts, "
        "later ones are kept as conflicts.",
        severity="note",
    ),
    "answers_returned_already": Sentence(
        ja="{count}人分は、すでに別の回答が届いています（{places}行目）。二重に数えず、食い違いとして残します。",
        en="{count} people have answered in another way already (rows {places}). They are not counted twice "
        "but kept as conflicts.",
        severity="note",
    ),
    "answers_without_codes": Sentence(
        ja="このアンケートには対象者の名簿がありますが、整理番号の列がありません。同じ人の別の回答があっても気付けません。",
        en="People were sampled for this survey, but no column holds their codes. "
        "A second answer of one person cannot be noticed.",
        severity="note",
    ),
    "answers_row_too_long": _error(
        "見出しより列の多い行があります（{places}行目）。区切りの位置がずれていないか、元の表を確かめてください。",
        "Rows have more cells than the heading (rows {places}). See whether cells have slipped in the table.",
    ),
    "answers_file_repeated": _error(
        "同じファイルは{found}に取り込み済みです（「{file}」）。二重に数えないため、取り込みません。",
        "The same file was taken in on {found} (“{file}”). It is not taken again, so that nothing counts twice.",
    ),
    "answers_version_changed": _error(
        "確認の間に、このアンケートの設問か届いた回答が変わりました。もう一度内容を確かめてから取り込んでください。",
        "The survey's questions or its returns changed while you looked. Look again before taking the file in.",
    ),
    "answers_not_settled": _error(
        "どの回答か分からない値が残っています。それぞれの値に選択肢か「無回答」を選んでから取り込んでください。",
        "Some values are not settled. Choose an option or “no answer” for each, then take the file in.",
    ),
    "batch_rows_missing": _error(
        "取り込み途中の行が見つかりません。この取り込みを中止して、もう一度ファイルを選んでください。",
        "The rows still to be taken in are gone. Stop this import and choose the file again.",
    ),
    "batch_reason_missing": _error(
        "取り消しの理由が空です。なぜ取り消すのかを書いてください。",
        "The reason is empty. Say why the batch is taken back.",
    ),
    "batch_closed": _error(
        "このアンケートの期間は締められ、指標の値になっています。取り込みは取り消せません。期間の訂正として記録してください。",
        "The survey's period is closed and gave figures, so the batch stays. Record a correction of the period.",
    ),
}

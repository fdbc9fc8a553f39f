"""Statistics: series, observations and files from outside."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {
    "series_definition_incomplete": Sentence(
        ja="統計の定義に必要な欄「{field}」が空です。何を、だれが、どの単位で数えた数値かを入れてください。",
        en="The definition's field “{field}” is empty. Say what is counted, by whom and in which unit.",
        severity="error",
    ),
    "series_share_not_added": Sentence(
        ja="単位が「{found}」の数値は足し合わせられません。"
        "月から年への集計を「最後の月」か「集計しない」にしてください。",
        en="Figures in “{found}” cannot be added up. Let the last month stand for the year, or do not make "
        "years of months.",
        severity="error",
    ),
    "series_dash_unclear": Sentence(
        ja="{row}行{column}列目の「{found}」は、0件の意味か該当なしの意味か分かりません。表の凡例を見て、"
        "どちらかを選んでください。",
        en="“{found}” in row {row}, column {column} may mean nought or not applicable. See the table's legend "
        "and choose.",
    ),
    "series_value_not_read": Sentence(
        ja="{row}行{column}列目の「{found}」は数（単位：{unit}）として読めません。1,234 "
        "のように数字だけを入れてください。",
        en="“{found}” in row {row}, column {column} is no number (unit: {unit}). Enter figures only, such as 1,234.",
        severity="error",
    ),
    "series_period_not_read": Sentence(
        ja="{row}行{column}列目の「{found}」がいつの数値か分かりません。"
        "「2025」「令和7年」「2025年4月」のように入れてください。",
        en="“{found}” in row {row}, column {column} names no period. Write 2025, 令和7年 or 2025年4月.",
        severity="error",
    ),
    "series_cycle_differs": Sentence(
        ja="{row}行{column}列目の「{found}」は、この統計の周期（{cycle}）と違います。"
        "暦年と年度を取り違えていないか確かめてください。",
        en="“{found}” in row {row}, column {column} is not of this series's cycle ({cycle}). Check that "
        "calendar and fiscal "
        "years are not mixed up.",
        severity="error",
    ),
    "series_state_not_read": Sentence(
        ja="{row}行{column}列目の「{found}」は速報か確定か分かりません。「速報」か「確定」と入れてください。",
        en="“{found}” in row {row}, column {column} is neither provisional (速報) nor final (確定). Write one of them.",
        severity="error",
    ),
    "series_date_not_read": Sentence(
        ja="{row}行{column}列目の「{found}」は公表日として読めません。「2026-03-05」のように入れてください。",
        en="“{found}” in row {row}, column {column} is no day of publication. Write it as 2026-03-05.",
        severity="error",
    ),
    "series_total_differs": Sentence(
        ja="{row}行{column}列目の計「{found}」は、各月の合計 {sum} と合いません。どの数値が正しいか確かめてください。",
        en="The total “{found}” in row {row}, column {column} is not the sum of its months, {sum}. Check which "
        "is right.",
    ),
    "series_cell_repeated": Sentence(
        ja="{row}行{column}列目：{period}・{area}の数値が表の中に二つ以上あります（{found}）。一つにしてください。",
        en="Row {row}, column {column}: the table gives {period}, {area} more than once ({found}). Keep one of them.",
        severity="error",
    ),
    "series_column_not_read": Sentence(
        ja="{row}行{column}列目の見出し「{found}」は時期として読めないため、この列は取り込みません。",
        en="The heading “{found}” in row {row}, column {column} is no period, so its column is not taken in.",
        severity="note",
    ),
    "series_column_without_name": Sentence(
        ja="{column}列目に見出しがなく、どの地域の数値か分かりません（{row}行目から）。見出しを入れてください。",
        en="Column {column} has no heading, so its area is not known (from row {row}). Give it one.",
        severity="error",
    ),
    "series_cell_outside": Sentence(
        ja="{row}行{column}列目の「{found}」は表の外にあるため、取り込みません。",
        en="“{found}” in row {row}, column {column} stands outside the table and is not taken in.",
        severity="note",
    ),
    "series_table_empty": Sentence(
        ja="数値が一つもありません。表を見出しごと貼り付けてください。",
        en="There is no figure. Paste the table together with its headings.",
        severity="error",
    ),
    "series_table_not_read": Sentence(
        ja="表の形が読み取れません（最初の行「{found}」）。年を横か縦に並べた表、"
        "または「年・地域・件数」の列をもつ表にしてください。",
        en="The table's shape is not known (first row: “{found}”). Put years across or down, or use columns "
        "year, area, value.",
        severity="error",
    ),
    "series_not_measurable": Sentence(
        ja="この統計から数値を計算できません（{found}）。指標との結び付けと統計の定義を確かめてください。",
        en="No figure can be computed from this series ({found}). Check the attachment and the series's definition.",
        severity="error",
    ),
    "series_area_unknown": Sentence(
        ja="地域「{found}」の数値がこの統計にありません。地域の名前を確かめてください（ある地域：{known}）。",
        en="This series has no area “{found}”. Check its name (known: {known}).",
        severity="error",
    ),
    "series_year_kind_differs": Sentence(
        ja="この統計は{cycle}の数値なので、{found}では集計できません。年の種類を選び直してください。",
        en="This series is published by {cycle} and cannot be read by {found}. Choose the other kind of year.",
        severity="error",
    ),
    "series_published_in_future": Sentence(
        ja="公表日 {found} は今日より後です。日付を確かめてください。",
        en="The day of publication, {found}, lies in the future. Check the date.",
        severity="error",
    ),
    "series_published_too_early": Sentence(
        ja="{period} の数値が、その期間の始まる前（公表日 {found}）に公表されたことになっています。"
        "年か公表日を確かめてください。",
        en="A figure of {period} would have been published on {found}, before that period began. Check the year "
        "and the day of publication.",
        severity="error",
    ),
    "series_older_than_known": Sentence(
        ja="{count}個の数値は、すでにある数値より前に公表されたものです。記録には残しますが、今の数値は変わりません。",
        en="{count} figures were published before the ones already known. They are kept, and the current figures stay.",
        severity="note",
    ),
    "series_final_by_provisional": Sentence(
        ja="{period}・{area}は確定値があるのに、速報値 {found} で置き換わります。公表日と区分を確かめてください。",
        en="{period}, {area}: a final figure would be replaced by a provisional one, {found}. Check date and state.",
        severity="error",
    ),
    "series_nothing_new": Sentence(
        ja="取り込む数値は、すべて今の数値と同じです。取り込むものはありません。",
        en="Every figure equals the one already known. There is nothing to take in.",
        severity="error",
    ),
    "series_batch_repeated": Sentence(
        ja="同じファイルは {found} に取り込み済みです。二重に取り込まないよう確かめてください。",
        en="The same file was taken in on {found}. Make sure not to take it in twice.",
        severity="note",
    ),
    "series_batch_settled": Sentence(
        ja="この取り込みはすでに{found}です。一覧に戻って今の状態を確かめてください。",
        en="This import has already been settled ({found}). Go back and see how it stands.",
        severity="error",
    ),
    "series_changed_meanwhile": Sentence(
        ja="ほかの人が先にこの統計の定義を変えました。今の内容を確かめて、もう一度入れてください。",
        en="Someone else has changed this series's definition meanwhile. Look at it and enter your change again.",
        severity="error",
    ),
    "series_nothing_to_close": Sentence(
        ja="{found}の数値がまだないため、締められません。先に数値を取り込んでください。",
        en="There is no figure of {found} yet, so it cannot be closed. Take the figures in first.",
        severity="error",
    ),
    "crime_headings_missing": Sentence(
        ja="「{file}」に「市区町村コード」と「発生年月日」の列が見つかりません（見出し：{headings}）。"
        "警察の犯罪オープンデータか確かめてください。",
        en="“{file}” has no columns 市区町村コード and 発生年月日 (headings: {headings}). Check that it is the "
        "police's open data.",
        severity="error",
    ),
    "crime_code_absent": Sentence(
        ja="コード {found} の事件は、このファイルに1件もありません。"
        "都道府県とコードを確かめてください（多いコード：{known}）。",
        en="The file holds no case of code {found}. Check prefecture and code (most frequent codes: {known}).",
        severity="error",
    ),
    "crime_lines_not_placed": Sentence(
        ja="{count}行は数えられませんでした（{reason}、例：{row}行目「{found}」）。件数に含まれません。",
        en="{count} lines could not be counted ({reason}; for example line {row}: “{found}”). They are not in "
        "the figures.",
        severity="note",
    ),
    "crime_year_differs": Sentence(
        ja="{found}年の資料とのことですが、{count}件は別の年（{years}）に始まった事件です。"
        "資料の年を確かめてください。",
        en="The file is said to be of {found}, but {count} cases began in other years ({years}). Check the "
        "file's year.",
        severity="error",
    ),
    "crime_months_unknown": Sentence(
        ja="{count}件は発生した月が分からないため、月別の件数に含まれません。",
        en="The month of {count} cases is not known, so they are not in the monthly figures.",
        severity="note",
    ),
    "crime_towns_unknown": Sentence(
        ja="{count}件は町丁目が公表されていないため、区全体の件数にだけ含めました。",
        en="The town of {count} cases is not published, so they count toward the whole alone.",
        severity="note",
    ),
    "crime_cycle_not_fit": Sentence(
        ja="犯罪オープンデータは暦年ごとの資料です。年度の統計には取り込めないため、"
        "暦年か月ごとの統計を作ってください。",
        en="The police's files are of calendar years. Define a series of calendar years or months to take them in.",
        severity="error",
    ),
    "may_not_read_series": Sentence(
        ja="この統計は見られません。担当課か企画担当に確かめてください。",
        en="You may not see this series. Ask its section or the planner.",
        severity="error",
    ),
    "may_not_change_series": Sentence(
        ja="この統計は変更できません。担当課か企画担当に頼んでください。",
        en="You may not change this series. Ask its section or the planner.",
        severity="error",
    ),
}

"""Surveys: population, design, sample, questionnaire, and estimates that cannot be made as asked."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {
    # questionnaires, samples, population tables
    "questionnaire_empty": Sentence(
        ja="設問がまだありません。設問を一つ以上足してください。",
        en="There are no questions yet. Add at least one.",
        severity="error",
    ),
    "questionnaire_untitled": Sentence(
        ja="調査票に題名がありません。答える人が読む題名を入力してください。",
        en="The questionnaire has no title. Enter the title that people will read.",
        severity="error",
    ),
    "question_code_repeated": Sentence(
        ja="設問の記号「{question}」が {count} つの設問に付いています。別の記号にしてください。",
        en="The code “{question}” stands on {count} questions. Give each its own.",
        severity="error",
    ),
    "question_code_malformed": Sentence(
        ja=(
            "{number}番目の設問の記号「{found}」は使えません。文字・数字・「_」「-」だけで40文字まで、"
            "「end」以外にしてください。"
        ),
        en=(
            "The code “{found}” of question {number} cannot be used. Use letters, digits, “_” and “-” only, up to "
            "40, and not “end”."
        ),
        severity="error",
    ),
    "question_without_words": Sentence(
        ja="設問「{question}」に問いの文がありません。文を入力してください。",
        en="Question “{question}” has no words. Enter what is asked.",
        severity="error",
    ),
    "question_double_barrelled": Sentence(
        ja=(
            "設問「{question}」の「{found}」は、一度に二つのことを聞いているかもしれません。"
            "片方だけ当てはまる人が答えられるか、確かめてください。"
        ),
        en=(
            "Question “{question}” (“{found}”) may ask two things at once. Check whether somebody for whom only one "
            "is true can answer."
        ),
        severity="note",
    ),
    "question_without_options": Sentence(
        ja="設問「{question}」の選択肢が {count} 個しかありません。選べるだけの選択肢を足してください。",
        en="Question “{question}” offers {count} options. Add options, so that there is a choice.",
        severity="error",
    ),
    "question_options_all_missing": Sentence(
        ja=(
            "設問「{question}」の選択肢は、すべて「集計の母数から除く」になっています。除かない選択肢を作ってください。"
        ),
        en="Every option of question “{question}” leaves the base. Let some of them count in the base.",
        severity="error",
    ),
    "question_options_unused": Sentence(
        ja=(
            "設問「{question}」は選択肢のない答え方なのに、選択肢が {count} 個あります。答え方を変えるか、"
            "選択肢を消してください。"
        ),
        en=(
            "Question “{question}” is answered without options, yet it has {count}. Change its kind or remove the "
            "options."
        ),
        severity="question",
    ),
    "option_code_repeated": Sentence(
        ja="設問「{question}」で、選択肢の番号「{found}」が {count} 回使われています。別の番号にしてください。",
        en="In question “{question}” the option code “{found}” is used {count} times. Give each its own.",
        severity="error",
    ),
    "option_code_malformed": Sentence(
        ja=(
            "設問「{question}」の選択肢の番号「{found}」は使えません。"
            "文字・数字・「_」「-」だけで40文字までにしてください。"
        ),
        en=(
            "In question “{question}” the option code “{found}” cannot be used. Use letters, digits, “_” and “-” "
            "only, up to 40."
        ),
        severity="error",
    ),
    "option_words_repeated": Sentence(
        ja="設問「{question}」に同じ選択肢「{found}」が {count} 個あります。違いが分かる言葉にしてください。",
        en="Question “{question}” offers “{found}” {count} times. Word them so that they differ.",
        severity="question",
    ),
    "option_without_words": Sentence(
        ja="設問「{question}」の選択肢「{found}」に言葉がありません。入力するか、消してください。",
        en="In question “{question}” the option “{found}” has no words. Enter them or remove it.",
        severity="error",
    ),
    "question_range_reversed": Sentence(
        ja="設問「{question}」の最小（{smallest}）が最大（{largest}）より大きくなっています。逆にしてください。",
        en=(
            "In question “{question}” the smallest number ({smallest}) is above the largest ({largest}). Exchange them."
        ),
        severity="error",
    ),
    "question_most_impossible": Sentence(
        ja=(
            "設問「{question}」で選べる数の上限「{found}」は、選択肢 {options} 個に合いません。1 "
            "から選択肢の数までにしてください。"
        ),
        en=(
            "In question “{question}” at most {found} may be chosen of {options} options. Use a number from 1 to the "
            "number of options."
        ),
        severity="error",
    ),
    "route_from_multiple": Sentence(
        ja=(
            "設問「{question}」は答えを一つに決めない設問なので、「{found}」から別の設問へ進めません。"
            "進み先を消してください。"
        ),
        en=(
            "Question “{question}” does not take one answer of several, so “{found}” cannot lead elsewhere. Remove "
            "the route."
        ),
        severity="error",
    ),
    "route_to_nowhere": Sentence(
        ja="設問「{question}」の「{found}」の進み先「{target}」という設問はありません。選び直してください。",
        en="In question “{question}” the answer “{found}” leads to “{target}”, which does not exist. Choose again.",
        severity="error",
    ),
    "route_backwards": Sentence(
        ja=(
            "設問「{question}」の「{found}」は、前にある設問「{target}」へ戻ります。後ろの設問を選ぶか、"
            "順番を変えてください。"
        ),
        en=(
            "In question “{question}” the answer “{found}” leads back to “{target}”. Choose a later question or "
            "change the order."
        ),
        severity="error",
    ),
    "question_unreachable": Sentence(
        ja=(
            "設問「{question}」には、どの答え方でもたどり着けません。前の設問の進み先を直すか、"
            "この設問を消してください。"
        ),
        en="Question “{question}” is never reached. Mend the routes before it or remove it.",
        severity="error",
    ),
    "counted_question_unknown": Sentence(
        ja="指標に数える設問「{found}」がありません。設問を選び直してください。",
        en="The counted question “{found}” does not exist. Choose a question again.",
        severity="error",
    ),
    "counted_option_unknown": Sentence(
        ja="設問「{question}」に、指標に数える選択肢「{found}」がありません。選び直してください。",
        en="Question “{question}” has no option “{found}” to count. Choose again.",
        severity="error",
    ),
    "counted_nothing": Sentence(
        ja="設問「{question}」は指標に使うことになっていますが、数える選択肢がありません。一つ以上選んでください。",
        en="Question “{question}” is used for an indicator, but no option counts. Choose at least one.",
        severity="error",
    ),
    "counted_missing_option": Sentence(
        ja=(
            "設問「{question}」の「{found}」は母数から除く選択肢なので、指標に数えられません。"
            "どちらかを外してください。"
        ),
        en="In question “{question}” the option “{found}” leaves the base, so it cannot count. Undo one of the two.",
        severity="error",
    ),
    "counted_everything": Sentence(
        ja=(
            "設問「{question}」では、すべての選択肢が指標に数えられます。いつも100%になるので、"
            "数える選択肢を選び直してください。"
        ),
        en="In question “{question}” every option counts, so the share is always 100 %. Choose again.",
        severity="question",
    ),
    "counted_text": Sentence(
        ja="設問「{question}」は自由記述なので、指標に数えられません。選択肢か数の設問にしてください。",
        en=(
            "Question “{question}” is answered in free words and cannot count toward an indicator. Make it a choice "
            "or a number."
        ),
        severity="error",
    ),
    "counted_number": Sentence(
        ja=(
            "設問「{question}」は数で答えるので、選択肢「{found}」は数えられません。平均を使う指標として、"
            "選択肢を外してください。"
        ),
        en=(
            "Question “{question}” is answered by a number, so “{found}” cannot be counted. Leave the options out; "
            "its mean is used."
        ),
        severity="error",
    ),
    "counted_question_skippable": Sentence(
        ja="設問「{question}」は、「{found}」の答えによっては聞かれません。指標は聞かれた人の中の割合になります。",
        en=(
            "Question “{question}” is skipped after some answers to “{found}”. The indicator is then a share of "
            "those who were asked."
        ),
        severity="note",
    ),
    "questionnaire_too_long": Sentence(
        ja=(
            "いちばん長い道筋で答えるのに約 {needed} 分かかります（目安は {minutes} 分以内）。"
            "設問か選択肢を減らしてください。"
        ),
        en="The longest way takes about {needed} minutes (the aim is {minutes}). Leave out questions or options.",
        severity="question",
    ),
    "answer_missing": Sentence(
        ja="「{question}」にお答えください。",
        en="Please answer “{question}”.",
        severity="error",
    ),
    "answer_not_an_option": Sentence(
        ja="「{question}」の答え「{found}」は選択肢にありません。選択肢から選んでください。",
        en="“{found}” is not an answer to “{question}”. Choose one of the options.",
        severity="error",
    ),
    "answer_only_one": Sentence(
        ja="「{question}」は一つだけ選べます（「{found}」が選ばれています）。一つにしてください。",
        en="Only one answer to “{question}” can be chosen (“{found}” were). Choose one.",
        severity="error",
    ),
    "answer_too_many": Sentence(
        ja="「{question}」は {most} つまで選べます（{found} つ選ばれています）。減らしてください。",
        en="Up to {most} answers to “{question}” can be chosen ({found} were). Choose fewer.",
        severity="error",
    ),
    "answer_contradicts": Sentence(
        ja="「{question}」で「{found}」とほかの答えが一緒に選ばれています。どちらかにしてください。",
        en="In “{question}” the answer “{found}” was chosen together with others. Choose one or the other.",
        severity="error",
    ),
    "answer_not_a_number": Sentence(
        ja="「{question}」の答え「{found}」は数として読めません。数字で入力してください。",
        en="“{found}”, the answer to “{question}”, cannot be read as a number. Enter figures.",
        severity="error",
    ),
    "answer_too_small": Sentence(
        ja="「{question}」の答え「{found}」は小さすぎます。{smallest} 以上で入力してください。",
        en="“{found}”, the answer to “{question}”, is too small. Enter {smallest} or more.",
        severity="error",
    ),
    "answer_too_large": Sentence(
        ja="「{question}」の答え「{found}」は大きすぎます。{largest} 以下で入力してください。",
        en="“{found}”, the answer to “{question}”, is too large. Enter {largest} or less.",
        severity="error",
    ),
    "answer_too_long": Sentence(
        ja="「{question}」の答えは {found} 文字です。{longest} 文字までにしてください。",
        en="The answer to “{question}” has {found} letters. Use up to {longest}.",
        severity="error",
    ),
    "answer_unprintable": Sentence(
        ja="「{question}」の答えに、表示できない制御文字があります。入力し直してください。",
        en="The answer to “{question}” holds control characters. Enter it again.",
        severity="error",
    ),
    "sample_seed_missing": Sentence(
        ja="抽選の種（シード）がありません。抽選の前に決めた言葉か番号を入力してください。",
        en="There is no seed for the draw. Enter the words or number that were fixed before it.",
        severity="error",
    ),
    "sample_key_repeated": Sentence(
        ja=(
            "名簿に同じ番号が {count} 件あります（{examples}）。一人が二度選ばれることになるので、"
            "重複を消してください。"
        ),
        en=(
            "The list holds {count} numbers more than once ({examples}). One person would have two chances: remove "
            "the repetitions."
        ),
        severity="error",
    ),
    "sample_stratum_unasked": Sentence(
        ja=(
            "名簿の「{stratum}」（{count} 人）は設計にない層です。設計に足すか、名簿の書き方を直してください。"
            "この人たちは選ばれません。"
        ),
        en=(
            "The list holds {count} people of “{stratum}”, a stratum that the design does not have. Add it, or mend "
            "the list. They are not drawn."
        ),
        severity="question",
    ),
    "sample_list_too_short": Sentence(
        ja="「{stratum}」は {wanted} 人を選ぶ設計ですが、名簿には {listed} 人しかいません。全員を選びます。",
        en="{wanted} people of “{stratum}” were to be drawn, but the list holds {listed}. All of them are drawn.",
        severity="question",
    ),
    "sample_empty_key": Sentence(
        ja="名簿の {row} 行目に番号がありません。番号を入れるか、行を消してください。",
        en="Row {row} of the list has no number. Enter it or remove the row.",
        severity="error",
    ),
    "sample_cell_unknown": Sentence(
        ja="名簿の {row} 行目の{column}「{found}」は、母集団の表にありません。書き方をそろえてください。",
        en=(
            "Row {row} of the list has “{found}” as {column}, which the population table does not have. Write them "
            "alike."
        ),
        severity="error",
    ),
    "sample_cell_many_unknown": Sentence(
        ja=(
            "名簿の{column}「{found}」は母集団の表にありません（{count} 行）。書き方をそろえるか、"
            "母集団の表に足してください。"
        ),
        en=(
            "“{found}” as {column} stands in {count} rows of the list, but not in the population table. Write them "
            "alike or add it there."
        ),
        severity="error",
    ),
    "sample_column_missing": Sentence(
        ja="名簿に「{column}」の列がありません（見出し：{found}）。列を選び直すか、見出しを付けてください。",
        en="The list has no column for “{column}” (headings: {found}). Choose a column or give it a heading.",
        severity="error",
    ),
    "sample_nothing_to_draw": Sentence(
        ja="選ぶ人数が決まっていません。先に設計で層ごとの人数を決めてください。",
        en="It is not decided how many are drawn. Fix the numbers of each stratum in the design first.",
        severity="error",
    ),
    "population_empty": Sentence(
        ja="母集団の表に行がありません。見出しの行と、区分ごとの人数を貼り付けてください。",
        en="The population table has no rows. Paste a heading and the counts of each cell.",
        severity="error",
    ),
    "population_no_count_column": Sentence(
        ja="人数の列が見つかりません（見出し：{found}）。最後の列を「人口」や「人数」にしてください。",
        en="There is no column of counts (headings: {found}). Call the last column “population” or “count”.",
        severity="error",
    ),
    "population_heading_repeated": Sentence(
        ja="見出し「{found}」が二つあります。別の名前にしてください。",
        en="The heading “{found}” stands twice. Give each column its own.",
        severity="error",
    ),
    "population_heading_missing": Sentence(
        ja="{column} 列目に見出しがありません。見出しを付けてください。",
        en="Column {column} has no heading. Give it one.",
        severity="error",
    ),
    "population_cell_missing": Sentence(
        ja="{row} 行目の「{column}」が空です。値を入れてください。",
        en="“{column}” is empty in row {row}. Enter a value.",
        severity="error",
    ),
    "population_count_unreadable": Sentence(
        ja="{row} 行目の人数「{found}」を読めません。0 以上の整数で入力してください。",
        en="The count “{found}” in row {row} cannot be read. Enter a whole number from 0.",
        severity="error",
    ),
    "population_cell_repeated": Sentence(
        ja="{row} 行目の「{found}」は {first} 行目と同じ区分です。どちらかを消してください。",
        en="Row {row} (“{found}”) is the same cell as row {first}. Remove one of them.",
        severity="error",
    ),
    "population_row_ragged": Sentence(
        ja="{row} 行目は {found} 列あります（見出しは {expected} 列）。列をそろえてください。",
        en="Row {row} has {found} columns (the heading has {expected}). Make them even.",
        severity="error",
    ),
    "population_total_row": Sentence(
        ja="{row} 行目「{found}」は合計の行のようです。二重に数えないように、取り除いて読みました。",
        en="Row {row} (“{found}”) looks like a total. It was left out, so that nobody is counted twice.",
        severity="note",
    ),
    "population_total_differs": Sentence(
        ja="{row} 行目の合計 {found} は、上の行の和 {sum} と違います。人数を確かめてください。",
        en="The total {found} in row {row} differs from the sum {sum} of the rows above. Check the counts.",
        severity="question",
    ),
    "population_nobody": Sentence(
        ja="人数がすべて 0 です。人数の列を確かめてください。",
        en="Every count is 0. Check the column of counts.",
        severity="error",
    ),
    "population_too_many_cells": Sentence(
        ja="区分が {found} 件あります（{limit} 件まで）。区分を粗くしてください。",
        en="There are {found} cells (up to {limit}). Use coarser classes.",
        severity="error",
    ),
    "population_too_few_columns": Sentence(
        ja="列が一つしかありません。区分の列と人数の列が必要です。区切りはタブかカンマにしてください。",
        en="There is only one column. A column of cells and one of counts are needed, parted by tabs or commas.",
        severity="error",
    ),
    "table_encoding_doubtful": Sentence(
        ja=(
            "ファイル「{file}」の文字コードを決められません。文字コードを選んで、"
            "もう一度ファイルを選んでください（{found}）。"
        ),
        en="The encoding of “{file}” is not certain. Choose one and select the file again ({found}).",
        severity="error",
    ),
    "table_sheet_doubtful": Sentence(
        ja=(
            "ファイル「{file}」にはシートが {count} 枚あります（{found}）。シート名を入れて、"
            "もう一度ファイルを選んでください。"
        ),
        en="“{file}” has {count} sheets ({found}). Enter the name of one and select the file again.",
        severity="error",
    ),
    "design_column_unknown": Sentence(
        ja="「{found}」という列は母集団の表にありません（列：{columns}）。選び直してください。",
        en="The population table has no column “{found}” (columns: {columns}). Choose again.",
        severity="error",
    ),
    "design_number_unreadable": Sentence(
        ja="「{stratum}」の人数「{found}」を読めません。0 以上の整数で入力してください。",
        en="The number “{found}” for “{stratum}” cannot be read. Enter a whole number from 0.",
        severity="error",
    ),
    "design_more_than_population": Sentence(
        ja="「{stratum}」から {found} 人を選ぶ設計ですが、母集団は {population} 人です。減らしてください。",
        en="{found} people of “{stratum}” are to be asked, but only {population} live there. Ask fewer.",
        severity="error",
    ),
    "design_share_impossible": Sentence(
        ja="「{found}」は使えません。幅も回収率も、0 より大きく 100 以下の % で入力してください。",
        en="“{found}” cannot be used. Enter the half-width and the response as percentages above 0 and up to 100.",
        severity="error",
    ),
    "survey_needs_population": Sentence(
        ja="母集団の人数がまだありません。区分ごとの人数を入れてください。",
        en="The population counts are missing. Enter how many live in each cell.",
        severity="error",
    ),
    "survey_needs_design": Sentence(
        ja="層ごとに何人へ送るかがまだ決まっていません。設計を決めてください。",
        en="It is not decided how many of each stratum are asked. Decide the design.",
        severity="error",
    ),
    "survey_needs_sample": Sentence(
        ja="標本がまだ抽出されていません。名簿から抽出してください。",
        en="No sample has been drawn. Draw it from the list.",
        severity="error",
    ),
    "survey_needs_questionnaire": Sentence(
        ja="調査票の版がまだ確定していないか、確定した後に下書きが変わっています。版を確定してください。",
        en="No version of the questionnaire is fixed, or its draft has changed since. Fix a version.",
        severity="error",
    ),
    "questionnaire_not_copied": Sentence(
        ja="前の年の調査票がないか、今年の下書きにもう設問があるので、写せません。",
        en="There is no earlier questionnaire, or this year’s draft has questions already, so nothing was copied.",
        severity="error",
    ),
    "survey_already_open": Sentence(
        ja="このアンケートは受付を始めているので、ここはもう変えられません。",
        en="This survey is open already, so this can no longer be changed.",
        severity="error",
    ),
    "survey_not_open": Sentence(
        ja="このアンケートは受付中ではありません。",
        en="This survey is not open.",
        severity="error",
    ),
    "sample_drawn_meanwhile": Sentence(
        ja="この画面を開いた後に、標本が抽出されています。届いた発送用ファイルを使うか、いまの標本を確かめてから、名簿を選び直して抽出してください。",
        en="A sample was drawn after this page was opened. Use the mailing file that came, or look at the sample that "
        "stands now, choose the list again and draw.",
        severity="error",
    ),
    "survey_changed_meanwhile": Sentence(
        ja="編集している間に、ほかの人がこのアンケートを変更しました。いまの内容を確かめてから、もう一度保存してください。",
        en="Somebody else changed this survey while you were editing. Look at what stands now and save again.",
        severity="error",
    ),
    "survey_year_impossible": Sentence(
        ja="年度「{found}」は使えません。西暦で入力してください（例：2026）。",
        en="The fiscal year “{found}” cannot be used. Enter a western year, such as 2026.",
        severity="error",
    ),
    "survey_period_missing": Sentence(
        ja="回答期間がありません。始まりと終わりの日を入力してください。",
        en="The period for answers is missing. Enter its first and last day.",
        severity="error",
    ),
    "survey_period_reversed": Sentence(
        ja="回答期間の終わり（{last}）が始まり（{first}）より前です。日付を直してください。",
        en="The period ends ({last}) before it begins ({first}). Correct the days.",
        severity="error",
    ),
    "survey_period_over": Sentence(
        ja="回答期間の終わり（{last}）が過ぎています。期間を直してから受付を始めてください。",
        en="The period ended on {last}. Correct it before you open the survey.",
        severity="error",
    ),
    "questionnaire_unchanged": Sentence(
        ja="前の版から変わっていません。新しい版は作りませんでした。",
        en="Nothing has changed since the last version, so none was made.",
        severity="note",
    ),
    "may_not_start_survey": Sentence(
        ja="この組織・担当のアンケートを作る権限がありません。企画担当に相談してください。",
        en="You may not begin a survey for this organisation or section. Ask its planner.",
        severity="error",
    ),
    "may_not_read_survey": Sentence(
        ja="このアンケートを見る権限がありません。",
        en="You may not see this survey.",
        severity="error",
    ),
    "may_not_edit_survey": Sentence(
        ja="このアンケートを変更できるのは、担当課と企画担当です。",
        en="Only its section and the planner may change this survey.",
        severity="error",
    ),
    "may_not_draw_sample": Sentence(
        ja="名簿を扱えるのは、このアンケートの担当課と企画担当です。",
        en="Only its section and the planner may handle the list of this survey.",
        severity="error",
    ),
    "may_not_open_survey": Sentence(
        ja="受付を始め、終えられるのは、担当課と企画担当です。",
        en="Only its section and the planner may open and close this survey.",
        severity="error",
    ),
    "pdf_font_missing": Sentence(
        ja="調査票の PDF に使う書体（{found}）がこのサーバーにありません。パッケージ {package} を入れてください。",
        en=(
            "The typeface of the printed questionnaire ({found}) is not on this server. Install the package {package}."
        ),
        severity="error",
    ),
    "member_code_unknown": Sentence(
        ja="番号「{found}」の人は標本にいません。番号を確かめてください。",
        en="Nobody of the sample has the code “{found}”. Check it.",
        severity="error",
    ),
    # end of questionnaires
    "results_survey_still_open": Sentence(
        ja="このアンケートはまだ回答を受け付けています。調査の画面で受付を終えてから、期間を締めてください。",
        en="This survey still takes answers. Close it on its page, then close the period.",
        severity="error",
    ),
    "results_no_answers": Sentence(
        ja="数える回答がまだありません。回答を入力するか取り込んでから、期間を締めてください。",
        en="There is no answer that counts. Key or import answers, then close the period.",
        severity="error",
    ),
    "results_conflicts_wait": Sentence(
        ja="同じ人からの回答が重なっているものが{found}件あります。どちらを数えるか決めてから、期間を締めてください。",
        en="{found} people have more than one sheet. Decide which counts, then close the period.",
        severity="error",
    ),
    "results_papers_wait": Sentence(
        ja="紙の回答{found}枚は、2回の入力がそろっていないため数えられません。そろえるか、このまま締めるかを決めてください。",
        en="{found} paper sheets do not count, since their two entries are not settled. Settle them, or close without.",
        severity="question",
    ),
}

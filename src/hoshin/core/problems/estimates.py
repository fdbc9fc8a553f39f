"""Estimates from answers: the design file, the population tables, weights, variance, and what a figure cannot say.

`{column}` and `{columns}` are names of columns, `{rows}` numbers of answers counted from 1 without the heading.
"""

from hoshin.core.problems.record import Sentence


def _error(ja: str, en: str) -> Sentence:
    return Sentence(ja=ja, en=en, severity="error")


def _question(ja: str, en: str) -> Sentence:
    return Sentence(ja=ja, en=en)


def _note(ja: str, en: str) -> Sentence:
    return Sentence(ja=ja, en=en, severity="note")


_DESIGN_FILE: dict[str, Sentence] = {
    "design_not_toml": _error(
        "設計ファイル「{file}」は TOML として読めません（{reason}）。その行の書き方を直してください。",
        "The design file “{file}” is not valid TOML ({reason}). Mend that line.",
    ),
    "design_key_unknown": _error(
        "{table} に「{found}」という項目はありません。{proposal}使える項目は {known} です。",
        "{table} has no key “{found}”. {proposal}Its keys are {known}.",
    ),
    "design_key_missing": _error(
        "{table} に「{key}」がありません。加えてください。",
        "{table} lacks “{key}”. Add it.",
    ),
    "design_value_wrong": _error(
        "{table} の「{key}」の値「{found}」は使えません。{expected} を書いてください。",
        "The value “{found}” of “{key}” in {table} cannot be used. Write {expected}.",
    ),
    "design_without_estimates": _error(
        "設計ファイルに推定する項目がありません。[[estimate]] を一つ以上書いてください。",
        "The design asks for no estimate. Write at least one [[estimate]].",
    ),
    "design_two_ways": _error(
        "poststratify と rake の両方が書かれています。"
        "結合表があれば poststratify、周辺分布だけなら rake を残してください。",
        "Both poststratify and rake are given. Keep poststratify if you have the joint table, rake if only margins.",
    ),
    "population_column_missing": _error(
        "母集団の表「{file}」に列「{column}」がありません。表の列は {columns} です。列名を確かめてください。",
        "The population table “{file}” has no column “{column}”. Its columns are {columns}. Check the name.",
    ),
    "population_count_wrong": _error(
        "母集団の表「{file}」の {row} 行目の数「{found}」は0以上の数ではありません。人数を入れてください。",
        "The count “{found}” in row {row} of the population table “{file}” is not a number from 0. Enter a count.",
    ),
    "population_cell_blank": _error(
        "母集団の表「{file}」の {row} 行目は「{column}」が空です。区分を入れるか、その行を除いてください。",
        "“{column}” is empty in row {row} of the population table “{file}”. Enter the category or drop the row.",
    ),
    "population_row_repeated": _error(
        "母集団の表「{file}」に区分「{found}」が二度あります。一行にまとめるか、"
        "他の列（{others}）で分かれているなら where で選んでください。",
        "The population table “{file}” holds “{found}” twice. Make it one row, or choose with where if another column "
        "({others}) parts them.",
    ),
    "population_columns_unused": _note(
        "母集団の表「{file}」の列 {columns} は使っていません。",
        "The columns {columns} of the population table “{file}” are not used.",
    ),
    "population_table_empty": _error(
        "母集団の表「{file}」に使える行がありません。中身と where の条件を確かめてください。",
        "The population table “{file}” has no row to use. Check its content and the where condition.",
    ),
}
_ANSWER_FILE: dict[str, Sentence] = {
    "answers_kind_unknown": _error(
        "ファイル「{file}」は回答の表（CSV または Parquet）として読めません。どちらかで保存し直してください。",
        "The file “{file}” is not a table of answers (CSV or Parquet). Save it as one of them.",
    ),
    "answers_row_width": _error(
        "ファイル「{file}」の {row} 行目は {cells} 列で、見出しの {columns} 列と合いません。"
        "引用符とカンマを確かめてください。",
        "Row {row} of “{file}” has {cells} cells where the heading has {columns}. Check quotes and commas.",
    ),
    "answers_column_repeated": _error(
        "ファイル「{file}」に列「{column}」が二つあります。別の名前にしてください。",
        "The file “{file}” has two columns called “{column}”. Give each its own name.",
    ),
    "answers_not_parted": _error(
        "ファイル「{file}」の {row} 行目は、引用符が閉じていないなどの理由で列に分けられません。",
        "Row {row} of “{file}” cannot be parted into cells; a quote may not be closed. Mend that row.",
    ),
    "na_read_as_empty": _note(
        "列「{column}」の「NA」{count} 件は、無回答（空）として読みました。",
        "{count} cells “NA” of column “{column}” were read as no answer (empty).",
    ),
    "answers_empty": _error(
        "回答が一件もありません。見出しの下に回答の行があるか確かめてください。",
        "There is no answer at all. Check that rows of answers follow the heading.",
    ),
    "where_matches_no_answer": _error(
        "条件 {where} に合う回答がありません。列の値を確かめてください。",
        "No answer matches {where}. Check the values of the column.",
    ),
    "answer_column_missing": _error(
        "回答に列「{column}」がありません。{nearest}回答の列は {columns} です。",
        "The answers have no column “{column}”. {nearest}Their columns are {columns}.",
    ),
}
_DRAWING: dict[str, Sentence] = {
    "design_cell_empty": _error(
        "列「{column}」が空の回答が {count} 件あります（{rows} 件目）。"
        "層や集落が分からない回答は重み付けできません。値を入れてください。",
        "“{column}” is empty in {count} answers ({rows}). An answer without its stratum or cluster cannot be weighted. "
        "Fill it in.",
    ),
    "weight_not_usable": _error(
        "重みの列「{column}」に、0以上の数でない値が {count} 件あります（{rows} 件目「{found}」）。直してください。",
        "The weight column “{column}” holds {count} values that are no number from 0 (answer {rows}: “{found}”). "
        "Mend them.",
    ),
    "weights_all_zero": _error(
        "重みの列「{column}」がすべて0です。正しい列か確かめてください。",
        "All weights in “{column}” are 0. Check that it is the right column.",
    ),
    "population_size_not_usable": _error(
        "母集団の大きさの列「{column}」に、正の数でない値が {count} 件あります（{rows} 件目「{found}」）。"
        "直してください。",
        "The population column “{column}” holds {count} values that are no positive number (answer {rows}: “{found}”). "
        "Mend them.",
    ),
    "population_size_mixed": _error(
        "fpc の列 {columns} に、1 より大きい数と小さい数が混じっています。"
        "すべて母集団の大きさか、すべて抽出率にしてください。",
        "The fpc columns {columns} mix numbers above and below 1. Give population sizes or sampling fractions, "
        "not both.",
    ),
    "too_many_population_columns": _error(
        "fpc の列（{columns}）が段数（clusters {stages} 段）より多すぎます。一段に一列にしてください。",
        "There are more fpc columns ({columns}) than stages (clusters: {stages}). Give one a stage.",
    ),
    "too_many_strata_columns": _error(
        "strata の列（{columns}）が段数（clusters {stages} 段）より多すぎます。"
        "同じ段で掛け合わせる層は、一つの列にまとめてください。",
        "There are more strata columns ({columns}) than stages (clusters: {stages}). "
        "Join crossed strata in one column.",
    ),
    "population_smaller_than_sample": _error(
        "層「{stratum}」の母集団の大きさ {population} が、回答 {sample} 件より小さくなっています（{stage}段目）。"
        "fpc の値を確かめてください。",
        "The population of stratum “{stratum}” is {population}, less than its {sample} answers (stage {stage}). "
        "Check fpc.",
    ),
    "population_size_varies": _error(
        "同じ層の中で母集団の大きさが違います（{strata} など {count} 層）。"
        "fpc の値を、一つの層で一つの数に揃えてください。",
        "The population size differs inside {count} strata ({strata}). Give fpc one number for each stratum.",
    ),
    "weights_need_every_stage": _error(
        "{columns} の母集団の大きさが分からないので、重みを作れません。"
        "fpc に数を入れるか、weights の列を指定してください。",
        "Without the population size of {columns} no weights can be made. Give it in fpc, or name weights.",
    ),
    "stage_without_population": _note(
        "{columns} の段の母集団の大きさがないので、その段は十分に大きい母集団からの抽出として計算しました。",
        "The population size of the stage of {columns} is not given; that stage was taken as drawn from a very "
        "large one.",
    ),
    "cluster_in_several_strata": _note(
        "列「{column}」の {count} 個の番号（{codes}）が複数の層にあります。層ごとに別の集落として数えました。",
        "{count} codes of “{column}” ({codes}) stand in several strata. They count as a cluster of each.",
    ),
}
_WEIGHTING: dict[str, Sentence] = {
    "adjust_cell_empty": _error(
        "{columns} が空の回答が {count} 件あり、母集団に合わせられません。値を入れるか、その列を外してください。",
        "{columns} is empty in {count} answers, which cannot be matched to the population. Fill it in or leave it out.",
    ),
    "category_not_in_population": _error(
        "{columns} の区分「{found}」（回答 {count} 件）が母集団の表にないか、0人です。区分を揃えてください。",
        "The category “{found}” of {columns} ({count} answers) is not in the population table or has 0 people. "
        "Make the categories agree.",
    ),
    "category_not_in_sample": _error(
        "{columns} の区分「{found}」（{population}人）に回答がありません。隣の区分とまとめてください。",
        "Nobody answered for “{found}” of {columns} ({population} people). Join it with a neighbouring category.",
    ),
    "fewer_asked_than_answered": _error(
        "{columns} の区分で、調査した数 {asked} が回答 {answered} 件より少なくなっています。表を確かめてください。",
        "In a cell of {columns} {asked} were asked but {answered} answered. Check the table.",
    ),
    "population_totals_differ": _error(
        "母集団の表の合計が揃いません（{totals}）。年齢不詳などの扱いを揃えてください。",
        "The population tables do not add up to the same total ({totals}). Treat unknown ages and the like alike.",
    ),
    "raking_not_converged": _error(
        "周辺分布に合わせられませんでした（{steps} 回の後も差が {missed}）。回答のない組み合わせがないか確かめ、"
        "区分をまとめてください。",
        "The margins cannot be met (after {steps} steps still {missed} apart). Look for combinations without answers "
        "and join categories.",
    ),
    "weights_negative": _question(
        "線形の調整で負の重みが {count} 件できました。calibrate を raking にすると正のままです。確かめてください。",
        "The linear adjustment made {count} weights negative. With calibrate = raking they stay positive. Check.",
    ),
    "weights_trimmed": _note(
        "{count} 件の重みを上限 {bound} に抑えました。母集団の数とは正確には合わなくなります。",
        "{count} weights were cut to {bound}. They no longer meet the population counts exactly.",
    ),
}
_FIGURES: dict[str, Sentence] = {
    "counts_missing": _error(
        "推定「{estimate}」に counts がありません。割合に数える回答を書いてください。",
        "The estimate “{estimate}” has no counts. Name the answers that count toward the share.",
    ),
    "denominator_missing": _error(
        "推定「{estimate}」は比ですが denominator がありません。分母の列を書いてください。",
        "The estimate “{estimate}” is a ratio without denominator. Name the column below.",
    ),
    "counted_and_missing": _error(
        "推定「{estimate}」で「{category}」が counts と missing の両方にあります。片方にしてください。",
        "In the estimate “{estimate}” “{category}” stands in both counts and missing. Leave it in one.",
    ),
    "level_not_a_share": _error(
        "推定「{estimate}」の level「{found}」は0と1の間の数ではありません。95% なら 0.95 と書いてください。",
        "The level “{found}” of the estimate “{estimate}” is not between 0 and 1. Write 0.95 for 95 %.",
    ),
    "counted_category_unseen": _question(
        "推定「{estimate}」で数える「{category}」は、列「{column}」に一件もありません（あるのは {seen}）。"
        "書き方を確かめてください。",
        "No answer of “{column}” is “{category}”, which the estimate “{estimate}” counts (there are {seen}). "
        "Check how it is written.",
    ),
    "estimated_cell_not_a_number": _error(
        "推定「{estimate}」の列「{column}」の {row} 件目「{found}」は数ではありません。"
        "無回答の印なら missing に加えてください。",
        "Answer {row} of “{column}” (“{found}”), used by the estimate “{estimate}”, is no number. "
        "If it marks no answer, add it to missing.",
    ),
    "domain_without_answers": _note(
        "推定「{estimate}」の {domain} には回答がなく、値がありません。",
        "Nobody answered “{estimate}” in {domain}; there is no figure.",
    ),
    "stratum_with_one_unit": _error(
        "層「{stratum}」の抽出単位が一つだけで（{stage}段目）、標準誤差を計算できません。隣の層とまとめるか、"
        "lonely_psu に certainty・adjust・average・remove のどれかを選んでください。",
        "Stratum “{stratum}” has a single sampled unit (stage {stage}), so there is no standard error. Join it with a "
        "neighbour, or set lonely_psu to certainty, adjust, average or remove.",
    ),
    "one_unit_only": _error(
        "抽出単位が全体で一つだけなので、標準誤差を計算できません。clusters の列を確かめてください。",
        "The whole sample is a single unit, so there is no standard error. Check the clusters column.",
    ),
    "variance_without_strata": _error(
        "どの層にも抽出単位が一つしかなく、average では標準誤差を計算できません。層をまとめてください。",
        "No stratum has two units, so average gives no standard error. Join strata.",
    ),
    "no_degrees_of_freedom": _question(
        "推定「{estimate}」の {domain} は、抽出単位の数が層の数を超えず、区間を示せません。区分をまとめてください。",
        "In {domain} of the estimate “{estimate}” there are no more units than strata, so there is no interval. "
        "Join categories.",
    ),
    "open_panel_no_interval": _note(
        "無作為に選んでいない調査なので、区間は示しません。回答者の割合であり、区民全体の割合ではありません。",
        "Nobody was drawn at random, so no interval is claimed. The figures speak of respondents, not of residents.",
    ),
    "census_incomplete": _note(
        "全員を対象にした調査で、答えていない人がいます。抽出の誤差はありませんが、答えなかった人の分の幅"
        "（全員が「いいえ」〜全員が「はい」）を見てください。",
        "Everyone was asked and some did not answer. There is no sampling error; look at the bounds if all silent had "
        "said no, or yes.",
    ),
}
SENTENCES: dict[str, Sentence] = {**_DESIGN_FILE, **_ANSWER_FILE, **_DRAWING, **_WEIGHTING, **_FIGURES}

"""Verdicts: what the rules cannot decide and a person must."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {
    "judged_by_a_person": Sentence(
        ja="数値では決められない目標です。担当者が判断し、理由を書いてください。",
        en="No number decides this target. A person decides and writes down why.",
    ),
    "target_without_value": Sentence(
        ja="目標に数値がありません。目標の数値を入れてください。",
        en="The target has no number. Enter its number.",
    ),
    "direction_contradicts_target": Sentence(
        ja="目標の「{found}」と、望ましい方向（{direction}）が合いません。どちらが正しいか確かめてください。",
        en="The target says “{found}”, but the wanted direction is “{direction}”. Check which is right.",
    ),
    "direction_unknown": Sentence(
        ja="「維持」が、増えすぎないことか減らないことか分かりません。望ましい方向（more か less）を入れてください。",
        en="“Maintain” does not say which way is worse. State the wanted direction (more or less).",
    ),
    "baseline_figure_unknown": Sentence(
        ja="比べるもとの数値（{found}）が分かりません（{reason}）。その数値を入れると判定できます。",
        en="The figure to compare with ({found}) is not known ({reason}). Enter it to get a verdict.",
    ),
    "baseline_with_value": Sentence(
        ja="もとの数値に対する「{found}」が、割合か差か分かりません。目標の書き方を確かめてください。",
        en="“{found}” against a baseline may be a ratio or a difference. Check how the target is written.",
    ),
    "units_differ": Sentence(
        ja="単位「{found}」と「{other}」は比べられません。単位をそろえてください。",
        en="The units “{found}” and “{other}” cannot be compared. Use one unit.",
    ),
    "change_of_share_unclear": Sentence(
        ja="割合の「{found}%」の増減は、比（前の{found}%分）か差（{found}ポイント）かで結論が変わります。どちらか決めてください。",
        en="A change of {found}% in a share may be relative or in points, and the verdict depends on it. Decide which.",
    ),
    "lowest_of_each": Sentence(
        ja="「{found}」ごとの目標です。渡された数値が、そのうち最も低いものかどうか確かめてください。",
        en="The target holds for each “{found}”. Check that the figure is the lowest among them.",
        severity="note",
    ),
    "speaks_of_respondents": Sentence(
        ja="この数値は答えた人だけの割合で、全体を推し量るものではありません。判定に使うときはそのことを書いてください。",
        en="This figure speaks of those who answered alone. Say so where the verdict rests on it.",
        severity="note",
    ),
    "done_as_planned_unknown": Sentence(
        ja="取組を予定どおり実施したかどうかが入力されていません。入れると評価コードが決まります。",
        en="It is not stated whether the work was done as planned. State it to get the code.",
    ),
    "late_or_explained": Sentence(
        ja="遅れても間もなく達成できる、または理由を説明できるときは、②を選べます。理由を書いて選んでください。",
        en="Where it is only late, or explained, a person may choose ②. Choose it with the reason.",
        severity="note",
    ),
    "ratio_undefined": Sentence(
        ja="この目標では達成率（実績÷目標）を計算できません。担当者が判断してください。",
        en="The ratio to target does not exist for this target. A person decides.",
    ),
    "item_years_unknown": Sentence(
        ja="改革項目が何年の取組か分からず、概ね順調の線（90%か66.7%）が決まりません。item_years を入れてください。",
        en="It is not stated over how many years the item runs, so the line (90 or 66.7 %) is open. Enter item_years.",
    ),
    "retreat_not_known": Sentence(
        ja="撤退・再構築基準に当たるかどうかは、数値がないので分かりません。数値を入れてください。",
        en="Whether the criterion for withdrawal fires cannot be told without a figure. Enter the figure.",
        severity="note",
    ),
    "previous_measured_differently": Sentence(
        ja="前の値とは測り方（調査の方法、質問文、対象など）が違うため、比べていません。担当者が判断し、理由を書いてください。",
        en="The earlier figure was measured in another way, so it is not compared with. A person decides and says why.",
    ),
    "target_is_a_sum": Sentence(
        ja="累計の目標です。この値が累計かどうか確かめてください。",
        en="The target is a sum over time. Check that this figure is that sum.",
        severity="note",
    ),
    "target_not_understood": Sentence(
        ja="目標の意味が確認されていません。目標を確認すると判定できます。",
        en="The meaning of the target is not confirmed. Confirm it to get a verdict.",
    ),
    "code_set_not_chosen": Sentence(
        ja="この年度に使う評価コードが決まっていません。管理者が評価コードの画面で決めてください。",
        en="It is not set which codes are used in this year. An administrator chooses them on the page of code sets.",
        severity="note",
    ),
    "retreat_of_which": Sentence(
        ja="撤退・再構築基準「{found}」がどの指標のことか分かりません。計画の基準に指標の番号を書いてください。",
        en="It is unclear of which indicator the criterion “{found}” speaks. Name the indicator’s number in the plan.",
    ),
    "retreat_not_read": Sentence(
        ja="撤退・再構築基準「{found}」に当たるかどうかは計算できません。担当者が確かめてください。",
        en="Whether the criterion “{found}” fires cannot be computed. A person checks it.",
    ),
    "code_repeated": Sentence(
        ja="評価コード「{found}」が2回あります。1つにしてください。",
        en="The code “{found}” stands twice. Keep one.",
        severity="error",
    ),
    "code_without_legend": Sentence(
        ja="評価コード「{found}」に意味がありません。意味を書いてください。",
        en="The code “{found}” has no meaning. Write it.",
        severity="error",
    ),
    "code_set_empty": Sentence(
        ja="評価コードが1つもありません。コードと意味を書いてください。",
        en="There is no code. Write codes with their meanings.",
        severity="error",
    ),
    "code_set_years_backwards": Sentence(
        ja="使う年度「{found}」の終わりが始まりより前です。年度を直してください。",
        en="The years “{found}” end before they begin. Correct them.",
        severity="error",
    ),
    "code_set_ratios_unordered": Sentence(
        ja="達成率の下限は、大きいものから順に書き、最後のコードだけ空にしてください。",
        en="Write the smallest ratios from the largest down, and leave only the last code’s empty.",
        severity="error",
    ),
    "code_set_with_a_gap": Sentence(
        ja="どのコードにもならない場合があります。達成と未達成、予定どおりとそうでないときのすべてにコードを置いてください。",
        en="Some cases lead to no code. Give a code to every case: reached or missed, done as planned or not.",
        severity="error",
    ),
    "code_set_first_year_taken": Sentence(
        ja="{found}年度から使う評価コードは、もうあります。その組を直すか、始まりの年度を変えてください。",
        en="There is already a set from FY{found} on. Change that one, or another first year.",
        severity="error",
    ),
    "code_never_reached": Sentence(
        ja="評価コード「{found}」になる場合がありません。条件か順番を直してください。",
        en="Nothing leads to the code “{found}”. Correct its conditions or its place.",
        severity="error",
    ),
    "code_ratio_not_read": Sentence(
        ja="達成率の下限「{found}」は数として読めません。「80」のように百分率の数だけを入れてください。",
        en="The smallest ratio “{found}” cannot be read as a number. Enter a percentage alone, such as “80”.",
        severity="error",
    ),
    "code_not_in_set": Sentence(
        ja="「{found}」は使える評価コードにありません。一覧から選んでください。",
        en="“{found}” is not among the codes in use. Choose one of the list.",
        severity="error",
    ),
    "decision_reason_missing": Sentence(
        ja="提案されたコード（{found}）と違う判定には理由が要ります。公開される理由を書いてください。",
        en="A decision other than the proposal ({found}) needs a reason. Write it; it will be published.",
        severity="error",
    ),
    "done_as_planned_missing": Sentence(
        ja="取組を予定どおり実施したかどうかが入力されていません。先に選んでください。",
        en="It is not stated whether the work was done as planned. State it first.",
        severity="error",
    ),
    "challenges_missing": Sentence(
        ja="コード「{found}」には課題の記入が要ります。課題を書いてください。",
        en="The code “{found}” demands a statement of the challenges. Write it.",
        severity="error",
    ),
    "improvements_missing": Sentence(
        ja="コード「{found}」には改善策の記入が要ります。改善策を書いてください。",
        en="The code “{found}” demands a statement of the improvements. Write it.",
        severity="error",
    ),
    "expected_not_read": Sentence(
        ja="年度末の見込み「{found}」は数として読めません。単位を付けずに数だけを入れてください。",
        en="The expected figure “{found}” cannot be read as a number. Enter the number alone.",
        severity="error",
    ),
    "year_not_judged": Sentence(
        ja="{found}年度はこの計画で判定する年度ではありません。計画の年度か、値のある年度を選んでください。",
        en="FY{found} is not judged by this plan. Choose the plan’s year or one that has a figure.",
        severity="error",
    ),
    "may_not_see_proposals": Sentence(
        ja="判定の案を見られるのは、この組織の担当者だけです。組織の企画担当に相談してください。",
        en="Only those who work in this organisation see proposals. Ask its planner.",
        severity="error",
    ),
    "may_not_enter_judgement": Sentence(
        ja="この指標の課題や改善策を書けるのは、受け持つ担当と企画担当だけです。企画担当に相談してください。",
        en="Only the section in charge and the planner write on this indicator. Ask the planner.",
        severity="error",
    ),
    "may_not_decide_verdict": Sentence(
        ja="判定を決められるのは企画担当と区長（組織の長）だけです。企画担当に相談してください。",
        en="Only the planner and the head of the organisation decide verdicts. Ask the planner.",
        severity="error",
    ),
    "may_not_edit_code_sets": Sentence(
        ja="評価コードを変えられるのは管理者だけです。管理者に相談してください。",
        en="Only an administrator changes code sets. Ask an administrator.",
        severity="error",
    ),
    "judge_line_wrong": Sentence(
        ja="{line}行目の「{path}」が {found} です。{expected} にしてください。",
        en="Line {line}: “{path}” is {found}. Make it {expected}.",
        severity="error",
    ),
    "judge_key_unknown": Sentence(
        ja="{line}行目の「{path}」は使われません。綴りを確かめてください（使える項目：{known}）。",
        en="Line {line}: “{path}” is not used. Check its spelling (known keys: {known}).",
        severity="note",
    ),
}

"""A printed target phrase, and the quality of an indicator's target.

`{found}` is the printed part that raised the question, `{proposal}` a way to write it that leaves none.
"""

from hoshin.core.problems.record import Sentence


def _note(ja: str, en: str) -> Sentence:
    return Sentence(ja=ja, en=en, severity="note")


SENTENCES: dict[str, Sentence] = {
    "target_direction_unknown": Sentence(
        ja="「{found}」が以上なのか以下なのか、指標からは決められません。「{proposal}」のように書いてください。",
        en="Whether “{found}” means at least or at most does not follow from the measure. Write it like “{proposal}”.",
    ),
    "target_approximate": Sentence(
        ja="「{found}」は幅のある数です。達成を判定できるよう「{proposal}」のように書いてください。",
        en="“{found}” is an approximate figure. So that it can be judged, write it like “{proposal}”.",
    ),
    "target_alternatives": Sentence(
        ja="「{found}」には二つの目標のどちらでもよいと書かれています。どちらで判定するか決めてください。",
        en="“{found}” names two targets of which either will do. Decide which one is judged.",
    ),
    "target_number_malformed": Sentence(
        ja="「{found}」の数が正しく読めません。桁区切りや小数点、文字の混入を確かめてください。",
        en="The number in “{found}” cannot be read. Check its separators, its point and letters among the figures.",
    ),
    "target_number_missing": Sentence(
        ja="「{found}」には数がまだ入っていません。数を入れてください。",
        en="“{found}” has no number yet. Fill it in.",
    ),
    "target_without_number": Sentence(
        ja="「{found}」は、どの数に達すれば達成なのか書かれていません。数で書いてください。",
        en="“{found}” does not say which number reaches it. Write the number.",
    ),
    "target_undecided": Sentence(
        ja="目標が「{found}」となっています。決まったら数と期限を入れてください。",
        en="The target is given as “{found}”. Enter its number and deadline when they are decided.",
    ),
    "target_date_impossible": Sentence(
        ja="「{found}」という日付はありません。正しい年月日に直してください。",
        en="There is no such date as “{found}”. Correct it.",
    ),
    "target_years_disagree": Sentence(
        ja="「{found}」は元号の年と西暦の年が合いません。どちらが正しいか確かめてください。",
        en="In “{found}” the era's year and the western year disagree. Check which one is right.",
    ),
    "target_year_missing": Sentence(
        ja="「{found}」には年がありません。「令和7年12月までに」のように年を入れてください。",
        en="“{found}” names no year. Write it like “令和7年12月までに”.",
    ),
    "deadline_not_clear": Sentence(
        ja="「{found}」がいつまでなのか決められません。「令和8年9月末までに」のように書いてください。",
        en="When “{found}” ends cannot be told. Write it like “令和8年9月末までに”.",
    ),
    "target_two_deadlines": Sentence(
        ja="期限が二つ読み取れます（{found}）。どちらか一つにしてください。",
        en="Two deadlines can be read ({found}). Leave one.",
    ),
    "era_assumed": _note(
        "「{found}」には元号がないので「{proposal}」として読みました。",
        "“{found}” names no era and was read as “{proposal}”.",
    ),
    "era_ambiguous": Sentence(
        ja="「{found}」には元号がなく、{proposal}のどちらにも読めます。元号か西暦を入れてください。",
        en="“{found}” names no era and may be {proposal}. Add the era or the western year.",
    ),
    "baseline_not_known": Sentence(
        ja="「{found}」の比べる相手は、前年度・前年（暦年）・年度・全国平均・市平均のどれでもありません。比べる値を数で書いてください。",
        en="What “{found}” compares with is none of: last fiscal year, last calendar year, a fiscal year, the national "
        "or the city average. Write the value that it must reach.",
    ),
    "baseline_of_no_year": Sentence(
        ja="「{found}」の「現状」がいつの値か書かれていません。前年度として読みました。「{proposal}」のように書いてください。",
        en="“{found}” does not say when “現状” was measured and was read as last fiscal year. Write “{proposal}”.",
    ),
    "baseline_not_fiscal": Sentence(
        ja="「{found}」は暦年か年度かわかりません。年度として読みました。「年度」を付けるか、比べる値を書いてください。",
        en="“{found}” may be a calendar or a fiscal year and was read as a fiscal year. Add 年度, or write the value.",
    ),
    "baseline_year_kind": _note(
        "「{found}」を前年度として読みました。1〜12月の統計（警察の認知件数など）なら「前年（暦年）」と書いてください。",
        "“{found}” was read as last fiscal year. For a count of January to December (as the police publish) write "
        "“前年（暦年）”.",
    ),
    "target_conditional": Sentence(
        ja="「{found}」には条件によって別の目標があります。条件ごとに分けて書いてください。",
        en="“{found}” sets another target under a condition. Write one for each condition.",
    ),
    "target_two_figures": Sentence(
        ja="「{found}」には二つの数があり、どちらが今の目標か書かれていません。古いほうを消してください。",
        en="“{found}” holds two figures and does not say which one is the target. Remove the old one.",
    ),
    "target_contradictory": Sentence(
        ja="「{found}」の書き方は互いに矛盾しています。以上・以下や数の順を確かめてください。",
        en="“{found}” contradicts itself. Check 以上 and 以下 and the order of the numbers.",
    ),
    "target_range_half_open": Sentence(
        ja="「{found}」を両端を含む範囲として読みました。含まない端があるなら「{proposal}」のように書き直してください。",
        en="“{found}” was read as a range with both its ends. If an end is left out, rewrite it like “{proposal}”.",
    ),
    "target_range_by_dash": Sentence(
        ja="「{found}」の横線を範囲として読みました。負の数でなければ「{proposal}」のように書いてください。",
        en="The dash in “{found}” was read as a range. Write it like “{proposal}”.",
    ),
    "target_range_with_threshold": Sentence(
        ja="「{found}」は範囲に以上・以下が付いており、どちらの数が目標かわかりません。一つにしてください。",
        en="“{found}” is a range with a threshold, so that it is open which number counts. Leave one.",
    ),
    "target_ratio_of_baseline": Sentence(
        ja="「{found}」は基準に対する比率です。「5％減」のような増減か、到達すべき値を書いてください。",
        en="“{found}” is a ratio to a baseline. Write the change (like “5％減”) or the value to reach.",
    ),
    "target_change_direction": Sentence(
        ja="「{found}」は増やすのか減らすのかわかりません。「増」か「減」で書いてください。",
        en="Whether “{found}” is a rise or a fall is open. Write 増 or 減.",
    ),
    "target_multiplied": Sentence(
        ja="「{found}」を100％の増加として読みました。元の値がいつのものか、到達すべき値を書いてください。",
        en="“{found}” was read as an increase of 100 %. Write the value to reach, or what it is compared with.",
    ),
    "target_fraction": Sentence(
        ja="「{found}」は分数で書かれています。割合（％）か数で書いてください。",
        en="“{found}” is written as a fraction. Write a percentage or a number.",
    ),
    "target_share_in_words": Sentence(
        ja="「{found}」は言葉で書かれた割合です。「70％以上」のように割合で書いてください。",
        en="“{found}” is a share in words. Write it as a percentage like “70％以上”.",
    ),
    "target_rank_worded_up": Sentence(
        ja="「{found}」は順位に「以上」が付いています。「{proposal}」のように書いてください。",
        en="“{found}” puts 以上 on a rank. Write it like “{proposal}”.",
    ),
    "target_worst_rank": Sentence(
        ja="「{found}」は悪いほうからの順位です。到達すべき順位か値を書いてください。",
        en="“{found}” counts from the worst. Write the rank or the value to reach.",
    ),
    "target_may_be_result": Sentence(
        ja="「{found}」は目標ではなく実績かもしれないので、目標として読みませんでした。目標なら「以上」「以下」を付けてください。",
        en="“{found}” may be a result and was not read as a target. If it is one, add 以上 or 以下.",
    ),
    "target_inside_measure": _note(
        "目標「{found}」が文の途中にあるので、その前後を指標として読みました。「指標：目標」の順に書くと確実です。",
        "The target “{found}” stands inside the sentence; what is around it was read as the measure. The form "
        "“measure：target” is safe.",
    ),
    "target_or_measure": Sentence(
        ja="「{found}」が目標なのか、指標の一部なのか決められません。「指標：目標」の形で書いてください。",
        en="Whether “{found}” is a target or part of the measure is open. Write it as “measure：target”.",
    ),
    "each_measures_unclear": Sentence(
        ja="「{found}」が何と何を指すのか読み取れません。指標を一つずつ書いてください。",
        en="What “{found}” stands for cannot be told apart. Write one indicator each.",
    ),
    "each_measures_split": _note(
        "「{found}」を{proposal}に分けて読みました。",
        "“{found}” was told apart as {proposal}.",
    ),
    "deadline_inside_measure": _note(
        "指標の途中にある「{found}」を期限として読みました。目標の直前に書くと確実です。",
        "“{found}”, inside the measure, was read as the deadline. Right before the target it is certain.",
    ),
    "phrase_too_long": Sentence(
        ja="文が長すぎるため（{found}文字）、目標を読み取りませんでした。一行に一つの指標を書いてください。",
        en="The phrase is too long ({found} characters), so no target was read. Write one indicator a line.",
    ),
    "measure_missing": Sentence(
        ja="「{found}」には、何を測るのかが書かれていません。指標を入れてください。",
        en="“{found}” does not say what is measured. Enter the measure.",
    ),
    "output_as_outcome": _note(
        "「{found}」は行ったことの量で、成果（区民や地域の変化）ではありません。変化を測る指標も検討してください。",
        "“{found}” counts what was done, not what it changed. Consider a measure of the change for residents.",
    ),
    "share_without_population": _note(
        "「{found}」は、誰（何）のうちの割合か書かれていません。「…と感じる区民の割合」のように母数を入れてください。",
        "“{found}” does not say of whom it is a share. Name the whole, like “…と感じる区民の割合”.",
    ),
    "share_above_whole": _note(
        "「{found}」は100％を超えています。割合なら100％以下になります。単位を確かめてください。",
        "“{found}” is above 100 %, which a share cannot reach. Check the unit.",
    ),
    "outcome_without_due": _note(
        "「{found}」に達成年度がありません。「令和9年度までに」のように期限を入れてください。",
        "“{found}” has no year by which it is to be reached. Add one, like “令和9年度までに”.",
    ),
    "comparator_only_implied": _note(
        "「{found}」には以上・以下がなく、「{proposal}」と補って読んでいます。書き足すと誤解がありません。",
        "“{found}” does not print 以上 or 以下 and is read as “{proposal}”. Print it, so that nobody misreads it.",
    ),
    "target_only_qualitative": _note(
        "「{found}」は数で測れません。達成したかどうかを誰が何で決めるのか、書いてください。",
        "“{found}” cannot be measured. Write who decides by what whether it was reached.",
    ),
    "maintain_without_level": _note(
        "「{found}」は、どの水準を維持するのか書かれていません。今の値を入れてください。",
        "“{found}” does not say which level is to be kept. Enter the present value.",
    ),
    "change_without_amount": _note(
        "「{found}」には量がなく、わずかな変化でも達成になります。どれだけかを書いてください。",
        "“{found}” names no amount, so that the smallest change reaches it. Write how much.",
    ),
    "change_without_baseline": _note(
        "「{found}」は、いつと比べるのか書かれていません。「前年度比」「令和2年度比」のように基準を入れてください。",
        "“{found}” does not say what it is compared with. Add a baseline like “前年度比” or “令和2年度比”.",
    ),
    "unit_against_measure": _note(
        "「{found}」の単位が指標と合いません（割合に件数、件数に％など）。どちらかを直してください。",
        "The unit of “{found}” does not fit the measure (a count for a share, or the reverse). Correct one of them.",
    ),
    "target_already_reached": _note(
        "「{found}」は、直近の実績（{proposal}）ですでに達成しています。目標の水準を確かめてください。",
        "The latest result ({proposal}) already reaches “{found}”. Check the level of the target.",
    ),
}

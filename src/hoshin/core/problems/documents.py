"""A plan document that was read: headings, tables, budgets, stamps."""

from hoshin.core.problems.record import Sentence


def _error(ja: str, en: str) -> Sentence:
    return Sentence(ja=ja, en=en, severity="error")


SENTENCES: dict[str, Sentence] = {
    "budget_not_read": Sentence(
        ja="{field}「{found}」は金額として読めません。「1,234千円」「－」「4-2-1を含む」のいずれかの形で入れてください。",
        en="{field} “{found}” cannot be read as an amount. Write it like “1,234千円”, “－” or “4-2-1を含む”.",
    ),
    "two_budgets": Sentence(
        ja="予算額が二つあります。「{first}」を予算額とし、「{found}」は内訳に残しました。どちらが当年度の予算額か確かめてください。",
        en="There are two budget amounts. “{first}” was taken, “{found}” kept beside it. Confirm which is this year's.",
    ),
    "included_in_not_found": Sentence(
        ja="予算「{found}」の {code} は、この文書にありません。番号を確かめてください。",
        en="The budget “{found}” names {code}, which is not in this document. Check the code.",
    ),
    "text_encoding_unknown": _error(
        "ファイル「{file}」の文字コード（{encoding}）は読めません。UTF-8で保存し直してください。",
        "The characters of “{file}” ({encoding}) cannot be read. Save the file as UTF-8.",
    ),
    "text_has_control_characters": _error(
        "ファイル「{file}」の{line}行目に、文章にない制御文字（{character}）があります。文字コードが違うか、壊れています。UTF-8で保存し直してください。",
        "Line {line} of “{file}” has a control character ({character}) that no text has. "
        "Its encoding is another one or it is broken; save it as UTF-8.",
    ),
    "encoding_doubtful": Sentence(
        ja="文字コードが{encoding}か{other}か決められません。{encoding}として「{found}」と読みました（{other}なら「{other_text}」）。"
        "正しくなければ{proposal}で保存し直してください。",
        en="The encoding may be {encoding} or {other}. As {encoding} it reads “{found}” (as {other}: “{other_text}”). "
        "If that is wrong, save the file as {proposal}.",
    ),
    "fiscal_year_inferred": Sentence(
        ja="年度の記載がないので、「{found}」から{proposal}年度と推定しました。確かめてください。",
        en="No fiscal year is printed. It was inferred as {proposal} from “{found}”. Confirm it.",
    ),
    "fiscal_year_missing": Sentence(
        ja="何年度の計画かを示す記載が見つかりません。年度を入れてください。",
        en="Nothing says which fiscal year this plan is of. Enter the fiscal year.",
    ),
    "fiscal_years_differ": Sentence(
        ja="題名の年度が一致しません（{found}）。{proposal}年度としました。確かめてください。",
        en="The titles name different fiscal years ({found}). {proposal} was taken. Confirm it.",
    ),
    "organisation_missing": Sentence(
        ja="どの区・局の計画かを示す記載が見つかりません。組織の名前を入れてください。",
        en="Nothing says whose plan this is. Enter the ward's or bureau's name.",
    ),
    "organisation_inferred": Sentence(
        ja="どの区・局の計画かの記載がないので、ファイル名「{found}」から「{proposal}」としました。確かめてください。",
        en="Nothing printed says whose plan this is. By the file's name “{found}” it is {proposal}. Confirm it.",
    ),
    "title_missing": Sentence(
        ja="{code} の名称が見つかりません。名称を入れてください。",
        en="No title was found for {code}. Enter its title.",
    ),
    "title_apart": Sentence(
        ja="{code} の名称は番号と離れて印刷されているので、並びから「{found}」としました。確かめてください。",
        en="The title of {code} is printed apart from its code. By its place it was taken to be “{found}”. Confirm it.",
    ),
    "targets_apart": Sentence(
        ja="目標値{count}件は指標と離れて印刷されているので、並び順で組み合わせました（最初は「{found}」）。"
        "「{target}」の位置から確かめてください。",
        en="{count} targets are printed apart from their indicators. They were paired by their order "
        "(the first is “{found}”). Check them from “{target}” on.",
    ),
    "titles_differ": Sentence(
        ja="{code} の名称が二つあります。「{first}」を採りました。「{found}」が別の項目なら、番号を直してください。",
        en="{code} has two titles. “{first}” was taken. If “{found}” is another item, correct its code.",
    ),
    "printed_again": Sentence(
        ja="{code}「{first}」がもう一度「{found}」として印刷されています。一つの項目にまとめました。",
        en="{code} “{first}” is printed again as “{found}”. Both were taken as one item.",
        severity="note",
    ),
    "code_inferred": Sentence(
        ja="{code} の見出しは印刷されていません。下の取組の番号（{found}）から {code} としました。確かめてください。",
        en="The heading of {code} is not printed. Its code follows from the items below it ({found}). Confirm it.",
    ),
    "code_missing": Sentence(
        ja="「{found}」に番号がありません。番号を入れてください。",
        en="“{found}” has no code. Enter its code.",
    ),
    "part_absent": Sentence(
        ja="番号の並びでは {code} があるはずですが、この文書にありません。別の文書にあれば一緒に読み込んでください。",
        en="By the order of codes there should be {code}, but it is not in this document. "
        "If it stands in another file, read both.",
    ),
    "field_missing": Sentence(
        ja="{code} に{field}が見つかりません。印刷されていないのか、確かめてください。",
        en="{code} has no {field} that could be found. See whether it is printed.",
    ),
    "placed_by_order": Sentence(
        ja="{what}{count}件は、番号と離れて印刷されているので、並び順で {codes} に割り当てました"
        "（最初は「{found}」）。確かめてください。",
        en="{count} items of {what} are printed apart from their codes. They were given to {codes} by their order "
        "(the first is “{found}”). Confirm them.",
    ),
    "order_not_clear": Sentence(
        ja="{what}{count}件が {codes} のどれのものか、並びからは決められません（最初は「{found}」）。"
        "{proposal} に入れました。確かめて動かしてください。",
        en="It is not clear to which of {codes} these {count} items of {what} belong (the first is “{found}”). "
        "They were put under {proposal}. Check and move them.",
    ),
    "texts_share_headings": Sentence(
        ja="見出し（{headings}）が続けて印刷され、文章が離れています。並び順で割り当てました（最初は「{found}」）。確かめてください。",
        en="The headings ({headings}) stand together, apart from their texts. The texts were given to them by order "
        "(the first is “{found}”). Confirm them.",
    ),
    "stamp_floats": Sentence(
        ja="「{found}」がどの目標の変更を示すのか、位置から決められません（近いのは {proposal}）。確かめてください。",
        en="The place of the stamp “{found}” does not show which target was changed (nearest: {proposal}). Confirm it.",
    ),
    "target_not_found": Sentence(
        ja="指標「{found}」に目標値が見つかりません。目標値を入れてください。",
        en="No target was found in the indicator “{found}”. Enter its target.",
    ),
    "text_not_placed": Sentence(
        ja="計画のどこにも入らなかった文が{count}か所あります：{places}。必要な文なら、該当する項目に入れてください。",
        en="{count} printed texts found no place in the plan: {places}. Enter them where they belong if they matter.",
    ),
    "parts_differ": Sentence(
        ja="{field}がファイルによって違います。「{first}」（{first_file}）を採り、「{found}」（{other_file}）は採りませんでした。確かめてください。",
        en="The files differ in {field}. “{first}” ({first_file}) was taken, not “{found}” ({other_file}). Confirm it.",
    ),
    "part_repeated": Sentence(
        ja="{code} が複数のファイルにあり、内容が違います。"
        "{first_file} のものを採り、{other_file} のものは採りませんでした。確かめてください。",
        en="{code} stands in more than one file and differs. The one in {first_file} was taken, "
        "the one in {other_file} was not. Confirm it.",
    ),
}

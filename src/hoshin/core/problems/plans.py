"""The quality of a stored plan (what a planner is warned of) and faults of a plan document's JSON."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {
    "json_wrong_type": Sentence(
        ja="「{path}」の値 {found} は型が違います。{expected} にしてください。",
        en="“{path}” holds {found}, which is of another type. Make it {expected}.",
        severity="error",
    ),
    "json_wrong_value": Sentence(
        ja="「{path}」の値 {found} は使えません。使える値は {expected} です。",
        en="“{path}” holds {found}. Use one of: {expected}.",
        severity="error",
    ),
    "json_unknown_key": Sentence(
        ja="「{path}」という項目はありません。綴りを確かめてください（使える項目：{expected}）。",
        en="There is no key “{path}”. Check its spelling (known keys: {expected}).",
        severity="error",
    ),
    "json_missing_key": Sentence(
        ja="必要な項目「{path}」がありません。書き足してください。",
        en="The key “{path}” is missing. Add it.",
        severity="error",
    ),
    "json_other_format": Sentence(
        ja="形式「{found}」は読めません。この版が読むのは hoshin-plan/1 です。",
        en="Format “{found}” cannot be read. This version reads hoshin-plan/1.",
        severity="error",
    ),
    "json_too_large": Sentence(
        ja="「{file}」は大きすぎます（{limit}MBまで）。計画書データかどうか確かめてください。",
        en="“{file}” is too large (up to {limit} MB). Check that it is a plan document.",
        severity="error",
    ),
    "json_too_deep": Sentence(
        ja="「{file}」は入れ子が深すぎます（{limit}段まで）。計画書データかどうか確かめてください。",
        en="“{file}” nests too deeply (up to {limit} levels). Check that it is a plan document.",
        severity="error",
    ),
    "json_not_utf8": Sentence(
        ja="「{file}」は UTF-8 ではありません（{offset}バイト目）。UTF-8 で保存し直してください。",
        en="“{file}” is not UTF-8 (at byte {offset}). Save it again as UTF-8.",
        severity="error",
    ),
    "json_broken": Sentence(
        ja="「{file}」は JSON として読めません（{line}行{column}文字目）。書き直すか、書き出し直してください。",
        en="“{file}” is not valid JSON (line {line}, column {column}). Correct it or export it again.",
        severity="error",
    ),
    "json_repeated_key": Sentence(
        ja="「{file}」に同じ項目「{key}」が二度あります。どちらかを消してください。",
        en="“{file}” holds the key “{key}” twice in one object. Remove one of them.",
        severity="error",
    ),
    "json_number": Sentence(
        ja="「{file}」の数「{number}」は使えません。ふつうの大きさの数にしてください。",
        en="“{file}” holds the number “{number}”, which cannot be used. Write one of ordinary size.",
        severity="error",
    ),
}

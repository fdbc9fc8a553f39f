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
}

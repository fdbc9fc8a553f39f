"""Editing and importing: conflicts, orders, codes, and what someone may not do."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {
    "may_not_read_plan": Sentence(
        ja="この計画はまだ公開されていません。担当者としてサインインすると見られます。",
        en="This plan has not been published yet. Sign in as one of its staff to see it.",
        severity="error",
    ),
    "may_not_import_plan": Sentence(
        ja="計画を取り込めるのは、その組織の企画担当です。企画担当に依頼してください。",
        en="Only a planner of this organisation may import a plan. Ask one.",
        severity="error",
    ),
    "may_not_edit_plan": Sentence(
        ja="計画の構成を変えられるのは、その組織の企画担当です。企画担当に依頼してください。",
        en="Only a planner of this organisation may change the plan's structure. Ask one.",
        severity="error",
    ),
    "may_not_edit_item": Sentence(
        ja="この項目を変えられるのは、企画担当と、公開前なら受け持ちの担当課です。企画担当に依頼してください。",
        en="Only a planner, or before publication the section that owns it, may change this item. Ask a planner.",
        severity="error",
    ),
    "may_not_publish_plan": Sentence(
        ja="計画を公開できるのは、その組織の長です。長の承認を受けてください。",
        en="Only the head of the organisation may publish its plan. Ask for that decision.",
        severity="error",
    ),
    "may_not_open_original": Sentence(
        ja="取り込んだ原本を開けるのは、その組織の職員です。サインインしてください。",
        en="Only staff of the organisation may open the uploaded original. Sign in.",
        severity="error",
    ),
    "may_not_read_history": Sentence(
        ja="変更の記録を見られるのは、その組織の職員です。サインインしてください。",
        en="Only staff of the organisation may see the record of changes. Sign in.",
        severity="error",
    ),
    "may_not_administer": Sentence(
        ja="この操作はシステム管理者だけができます。システム管理者に依頼してください。",
        en="Only a system administrator may do this. Ask one.",
        severity="error",
    ),
    "item_without_id": Sentence(
        ja="項目「{found}」に id がありません。ほかと重ならない id を付けてください。",
        en="The item “{found}” has no id. Give it one that no other item has.",
        severity="error",
    ),
    "item_id_repeated": Sentence(
        ja="id「{found}」が二つ以上の項目に付いています。項目ごとに別の id を付けてください。",
        en="The id “{found}” stands on more than one item. Give each item its own.",
        severity="error",
    ),
    "no_such_item": Sentence(
        ja="項目「{found}」はこの計画にありません。削除されたのかもしれません。計画を開き直してください。",
        en="This plan has no item “{found}”; it may have been removed. Open the plan again.",
        severity="error",
    ),
    "no_such_field": Sentence(
        ja="「{found}」はこの項目で変えられる欄ではありません。欄の名前を確かめてください。",
        en="“{found}” is not a field of this item that can be changed. Check the field's name.",
        severity="error",
    ),
    "wrong_parent": Sentence(
        ja="「{found}」の下には置けない種類の項目です。置き場所を選び直してください。",
        en="An item of this kind cannot stand under “{found}”. Choose another place.",
        severity="error",
    ),
    "parent_removed": Sentence(
        ja="「{found}」が属していた項目が削除されています。先に親の項目を元に戻してください。",
        en="The item that “{found}” stood under has been removed. Restore that one first.",
        severity="error",
    ),
    "item_id_too_long": Sentence(
        ja="id「{found}」は長すぎます。{length}文字以内にしてください。",
        en="The id “{found}” is too long. Keep it within {length} characters.",
        severity="error",
    ),
    "fiscal_year_unknown": Sentence(
        ja="何年度の計画か分かりません。--fiscal-year 2026 のように年度を指定してください。",
        en="It is not known which fiscal year this plan is for. Name it, as in --fiscal-year 2026.",
        severity="error",
    ),
    "fiscal_year_implausible": Sentence(
        ja="年度「{found}」はあり得ません。西暦4桁の年度にしてください。",
        en="“{found}” cannot be a fiscal year. Give it as a western year of four digits.",
        severity="error",
    ),
    "character_not_storable": Sentence(
        ja="「{path}」に保存できない制御文字（{found}）があります。取り除いてください。",
        en="“{path}” holds a control character ({found}) that cannot be stored. Remove it.",
        severity="error",
    ),
    "organisation_unknown": Sentence(
        ja="どの組織の計画か分かりません。--organisation で組織の名前を指定してください。",
        en="It is not known whose plan this is. Name the organisation with --organisation.",
        severity="error",
    ),
    "reason_required": Sentence(
        ja="この計画は公開されています。変更の理由を書いてください（改訂履歴に載ります）。",
        en="This plan is published. Give the reason for the change; it appears in the revision history.",
        severity="error",
    ),
    "plan_changed_meanwhile": Sentence(
        ja="確認している間に計画が変わりました。もう一度差分を確かめてください。",
        en="The plan changed while you were looking. Check the difference again.",
        severity="error",
    ),
    "edit_conflict": Sentence(
        ja="「{found}」は、開いている間にほかの人が変えました。両方の内容を見て選んでください。",
        en="Somebody else changed “{found}” while you had it open. Look at both versions and choose.",
        severity="error",
    ),
    "import_conflict": Sentence(
        ja="「{found}」は、ここでの編集と文書の訂正が食い違います。ここでの編集を残しました。提案は文書の値です。",
        en="“{found}” was edited here and corrected in the document. The edit was kept; the proposal is the document.",
    ),
    "already_published": Sentence(
        ja="この計画はすでに公開されています。公開し直す必要はありません。",
        en="This plan is already published. There is no need to publish it again.",
        severity="error",
    ),
    "no_proposal": Sentence(
        ja="この確認事項には提案がありません。値を入力するか、理由を書いて「対応しない」を選んでください。",
        en="There is no proposal for this question. Enter a value, or set it aside with a reason.",
        severity="error",
    ),
    "answer_required": Sentence(
        ja="値か理由を書いてください。",
        en="Write the value or the reason.",
        severity="error",
    ),
    "value_not_understood": Sentence(
        ja="{field}「{found}」は読み取れません。「{expected}」のように入れてください。",
        en="{field} “{found}” cannot be understood. Enter it like this: {expected}.",
        severity="error",
    ),
    "several_targets": Sentence(
        ja="「{found}」には目標が{count}つあります。指標を分けて、一つずつ入れてください。",
        en="“{found}” holds {count} targets. Split the indicator and enter one each.",
        severity="error",
    ),
    "pasted_cells_left": Sentence(
        ja="{row}行目に使い道の分からないセル「{found}」があります。番号・指標・目標・備考の順に並べてください。",
        en="Row {row} has cells whose use is unknown: “{found}”. Order them as label, measure, target, note.",
    ),
    "pasted_measure_missing": Sentence(
        ja="{row}行目に、何を測るのか（指標）がありません。書き足してください。",
        en="Row {row} does not say what is measured. Add the measure.",
        severity="error",
    ),
    "typed_target_unread": Sentence(
        ja="「{found}」からは目標が読み取れません。「令和8年度までに80%以上」のように入れてください。",
        en="No target is found in “{found}”. Write it like “令和8年度までに80%以上”.",
    ),
}

"""Measurements, snapshots and their verification."""

from hoshin.core.problems.record import Sentence

SENTENCES: dict[str, Sentence] = {
    "snapshot_no_tables": Sentence(
        ja="締める記録がありません。表を一つ以上渡してください。",
        en="There are no records to close. Give at least one table.",
        severity="error",
    ),
    "snapshot_no_columns": Sentence(
        ja="列のない表は締められません。列を決めてください。",
        en="A table without columns cannot be closed. Name its columns.",
        severity="error",
    ),
    "snapshot_table_name": Sentence(
        ja="表の名前「{found}」は使えません。英小文字で始まる半角英数字（40字まで）にしてください。",
        en="The table name “{found}” cannot be used. Use up to 40 lower-case letters, figures and _.",
        severity="error",
    ),
    "snapshot_column_name": Sentence(
        ja="列名「{found}」は使えません（空、重複、制御文字、または種類が不明）。120字までの別の名前にしてください。",
        en="The column “{found}” cannot be used (empty, repeated, with control characters, or of an unknown kind). "
        "Give it another name of up to 120 characters.",
        severity="error",
    ),
    "snapshot_identifying_column": Sentence(
        ja="列「{found}」は個人を特定するため、締めた記録に入れられません。番号（コード）に置き換えるか、外してください。",
        en="The column “{found}” identifies people and may not enter closed records. Replace it by a code or leave it "
        "out.",
        severity="error",
    ),
    "snapshot_unknown_column": Sentence(
        ja="{row}行目に、表にない列「{found}」があります。列を加えるか、行から外してください。",
        en="Row {row} has a column “{found}” that the table does not have. Add the column or take it out of the row.",
        severity="error",
    ),
    "snapshot_cell_of_other_kind": Sentence(
        ja="{row}行目の列「{found}」の値が、列の種類（{kind}）と合いません。直すか、空にしてください。",
        en="Row {row}, column “{found}”: the value is not of the column’s kind ({kind}). Correct it or leave it empty.",
        severity="error",
    ),
    "snapshot_more_faults": Sentence(
        ja="ほかに{count}件、同じような誤りがあります。はじめの分を直してから、もう一度締めてください。",
        en="There are {count} more such faults. Mend the first ones and close again.",
        severity="error",
    ),
    "snapshot_missing": Sentence(
        ja="記録 {snapshot} が保管場所にありません。控え（バックアップ）から戻してください。",
        en="Snapshot {snapshot} is not in the store. Restore it from a backup.",
        severity="error",
    ),
    "snapshot_file_missing": Sentence(
        ja="記録 {snapshot} のファイル「{found}」がありません。控え（バックアップ）から戻してください。",
        en="Snapshot {snapshot}: the file “{found}” is missing. Restore it from a backup.",
        severity="error",
    ),
    "snapshot_file_altered": Sentence(
        ja="記録 {snapshot} のファイル「{found}」が、締めたときから変わっています。"
        "控え（バックアップ）から戻し、原因を調べてください。",
        en="Snapshot {snapshot}: the file “{found}” was altered after it was closed. Restore it from a backup and find "
        "out why.",
        severity="error",
    ),
    "snapshot_file_extra": Sentence(
        ja="記録 {snapshot} に、締めたときになかったファイル「{found}」があります。"
        "誰が置いたか調べ、取り除いてください。",
        en="Snapshot {snapshot} holds a file “{found}” that was not there when it was closed. Find out who put it "
        "there and remove it.",
        severity="error",
    ),
    "snapshot_other_format": Sentence(
        ja="記録 {snapshot} の形式「{found}」は、この版では読めません。新しい版で確かめてください。",
        en="Snapshot {snapshot} is of format “{found}”, which this version cannot read. Check it with a newer one.",
        severity="error",
    ),
    "store_unreachable": Sentence(
        ja="根拠の保管場所を使えません（{found}）。HOSHIN_EVIDENCE_STORE と関連する設定を確かめてください。"
        "何も変更していません。",
        en="The evidence store cannot be used ({found}). Check HOSHIN_EVIDENCE_STORE and its settings. Nothing was "
        "changed.",
        severity="error",
    ),
    "recipe_without_method": Sentence(
        ja="計算方法が指定されていません。使える方法は {expected} です。",
        en="The recipe names no method. Use one of: {expected}.",
        severity="error",
    ),
    "recipe_unknown_method": Sentence(
        ja="計算方法「{found}」はこの版にありません。使える方法は {expected} です。",
        en="This version has no method “{found}”. Use one of: {expected}.",
        severity="error",
    ),
    "recipe_table_missing": Sentence(
        ja="計算に使う表「{found}」が、締めた記録にありません。表は {expected} です。",
        en="The records hold no table “{found}”, which the recipe reads. They hold: {expected}.",
        severity="error",
    ),
    "recipe_does_not_fit": Sentence(
        ja="指標「{found}」の計算方法が、締めた記録と合いません。計算方法か記録を直してください。",
        en="The recipe of the indicator “{found}” does not fit the records. Correct the recipe or the records.",
        severity="error",
    ),
    "recipe_design_unreadable": Sentence(
        ja="計算方法の調査設計が読めません（{found}）。設計を直してください。",
        en="The survey design of the recipe cannot be read ({found}). Correct the design.",
        severity="error",
    ),
    "recipe_estimate_missing": Sentence(
        ja="計算方法が求める推定「{found}」が、設計の推定の中にありません。名前を合わせてください。",
        en="The recipe asks for the estimate “{found}”, which the design does not make. Make the names agree.",
        severity="error",
    ),
    "source_title_missing": Sentence(
        ja="根拠の名前がありません。何の記録か分かる名前を入れてください。",
        en="The source has no title. Say which records it is.",
        severity="error",
    ),
    "source_kind_unknown": Sentence(
        ja="根拠の種類「{found}」はありません。survey、register、cases、series のいずれかにしてください。",
        en="There is no kind of evidence “{found}”. Use survey, register, cases or series.",
        severity="error",
    ),
    "source_population_unknown": Sentence(
        ja="「{found}」という対象はありません。一覧から選んでください。",
        en="There is no population “{found}”. Choose one of the list.",
        severity="error",
    ),
    "source_owner_elsewhere": Sentence(
        ja="担当が、この組織の役職ではありません。この組織の役職から選んでください。",
        en="The owner is not a post of this organisation. Choose one of its posts.",
        severity="error",
    ),
    "source_retired": Sentence(
        ja="この根拠は{found}で終了しています。新しい根拠を作ってください。",
        en="This source was retired on {found}. Make a new one.",
        severity="error",
    ),
    "indicator_unknown": Sentence(
        ja="計画に指標「{found}」がありません。一覧から選んでください。",
        en="The plan has no indicator “{found}”. Choose one of the list.",
        severity="error",
    ),
    "population_mismatch": Sentence(
        ja="この指標は「{expected}」についての値ですが、この根拠が表すのは「{found}」です。別の根拠を使うか、使う理由を書いてください（値には「母集団の相違」と表示されます）。",
        en="The indicator speaks of {expected}; this source speaks of {found}. Use another source, or write why this "
        "one is used (the figure will then be marked as one of another population).",
        severity="error",
    ),
    "period_backwards": Sentence(
        ja="期間の終わり {found} が始まりより前です。日付を直してください。",
        en="The period ends on {found}, before it begins. Correct the dates.",
        severity="error",
    ),
    "period_overlaps": Sentence(
        ja="期間が、すでに締めた {found} と重なります。期間を分けるか、同じ期間の訂正として締めてください。",
        en="The period overlaps {found}, which is closed. Part the periods, or close the same period as a correction.",
        severity="error",
    ),
    "period_not_over": Sentence(
        ja="期間は{found}に終わります。終わってから締めてください。",
        en="The period ends on {found}. Close it when it is over.",
        severity="error",
    ),
    "correction_reason_required": Sentence(
        ja="この期間はすでに締めてあります。訂正するには理由を書いてください（前の記録も残ります）。",
        en="This period is closed. To correct it, write the reason (the former records are kept).",
        severity="error",
    ),
    "not_measured_reason_required": Sentence(
        ja="測定しなかった理由を書いてください。",
        en="Write why it was not measured.",
        severity="error",
    ),
    "not_measured_but_is": Sentence(
        ja="この年度にはすでに測定値があります（{found}）。測定なしとは記録できません。",
        en="This year has a figure already ({found}), so it cannot be recorded as not measured.",
        severity="error",
    ),
    "may_not_see_source": Sentence(
        ja="この根拠を見る権限がありません。所属する組織の根拠だけを見られます。",
        en="You may not see this source. You can see those of your own organisation.",
        severity="error",
    ),
    "may_not_work_on_source": Sentence(
        ja="この根拠を変更する権限がありません。担当課か企画担当に頼んでください。",
        en="You may not change this source. Ask its section or the planner.",
        severity="error",
    ),
    "may_not_attach_indicator": Sentence(
        ja="この計画の指標に根拠を結び付ける権限がありません。企画担当に頼んでください。",
        en="You may not attach evidence to this plan’s indicators. Ask its planner.",
        severity="error",
    ),
    "may_not_state_not_measured": Sentence(
        ja="この指標を「測定なし」と記録する権限がありません。担当課か企画担当に頼んでください。",
        en="You may not state that this indicator was not measured. Ask its section or the planner.",
        severity="error",
    ),
    "measurement_differs": Sentence(
        ja="「{found}」の{field}が一致しません。保存された値：{stored}、計算し直した値：{recomputed}。"
        "控え（バックアップ）と監査記録を確かめてください。",
        en="“{found}”: {field} differs. Stored: {stored}; recomputed: {recomputed}. Compare with a backup and the "
        "audit record.",
        severity="error",
    ),
    "measurement_without_snapshot": Sentence(
        ja="「{found}」は、もとになった記録 {snapshot} が変わっているか失われているため、計算し直せません。"
        "控え（バックアップ）から戻してください。",
        en="“{found}” cannot be recomputed, since its snapshot {snapshot} was altered or lost. Restore it from a "
        "backup.",
        severity="error",
    ),
    "measurement_unreadable": Sentence(
        ja="保存された測定値が読めません（{found}）。控え（バックアップ）から戻してください。",
        en="A stored measurement cannot be read ({found}). Restore it from a backup.",
        severity="error",
    ),
    "snapshot_row_altered": Sentence(
        ja="データベースにある記録 {snapshot} の内容が、保管場所のものと違います。"
        "控え（バックアップ）から戻してください。",
        en="What the database says of snapshot {snapshot} is not what the store holds. Restore it from a backup.",
        severity="error",
    ),
}

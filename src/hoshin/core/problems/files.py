"""A file that cannot be opened, is not what it says, or is dangerous; and what a file keeps out of sight.

`{file}` is the file's name. A refusal always says what to do next, usually: save the document anew.
"""

from hoshin.core.problems.record import Sentence


def _error(ja: str, en: str) -> Sentence:
    return Sentence(ja=ja, en=en, severity="error")


def _note(ja: str, en: str) -> Sentence:
    return Sentence(ja=ja, en=en, severity="note")


SENTENCES: dict[str, Sentence] = {
    "file_missing": _error(
        "ファイル「{file}」が見つかりません。名前と場所を確かめてください。",
        "The file “{file}” was not found. Check its name and place.",
    ),
    "file_is_directory": _error(
        "「{file}」はフォルダーです。中のファイルを一つ指定してください。",
        "“{file}” is a folder. Name one file in it.",
    ),
    "file_not_regular": _error(
        "「{file}」は通常のファイルではありません。保存されたファイルを指定してください。",
        "“{file}” is not an ordinary file. Name a saved file.",
    ),
    "file_no_permission": _error(
        "ファイル「{file}」を読む権限がありません。権限を確かめるか、読める場所に写してください。",
        "There is no permission to read “{file}”. Check its permissions or copy it to a place you can read.",
    ),
    "file_not_loadable": _error(
        "ファイル「{file}」を読み込めませんでした（{reason}）。保存先を確かめて、もう一度試してください。",
        "The file “{file}” could not be loaded ({reason}). Check where it is stored and try again.",
    ),
    "file_empty": _error(
        "ファイル「{file}」は空です（0バイト）。保存し直したものを指定してください。",
        "The file “{file}” is empty (0 bytes). Save the document again and name that file.",
    ),
    "file_too_large": _error(
        "ファイル「{file}」は {size} あり、上限の {limit} を超えています。画像を除くか、文書を分けて保存してください。",
        "The file “{file}” has {size}, more than the limit of {limit}. Take out pictures or split the document.",
    ),
    "file_encrypted": _error(
        "ファイル「{file}」にはパスワードがかかっています。元のソフトで開き、パスワードを解除して保存し直してください。",
        "The file “{file}” is protected by a password. Open it in its own program, remove the password, save it again.",
    ),
    "file_old_office": _error(
        "ファイル「{file}」は古い形式（{kind}）です。"
        "元のソフトで開き、「名前を付けて保存」で {proposed} 形式にしてください。",
        "The file “{file}” is of an old kind ({kind}). Open it in its own program and save it as {proposed}.",
    ),
    "file_other_kind": _error(
        "ファイル「{file}」は {kind} で、計画書としては読めません。"
        "xlsx・docx・pptx・pdf・テキストのいずれかで保存し直してください。",
        "The file “{file}” is {kind}, which is not read as a plan. Save it as xlsx, docx, pptx, pdf or text.",
    ),
    "file_broken": _error(
        "ファイル「{file}」は壊れているか、途中で切れています（{reason}）。"
        "元のソフトで開けるか確かめ、保存し直してください。",
        "The file “{file}” is broken or cut short ({reason}). See whether its own program opens it, and save it again.",
    ),
    "archive_too_many_entries": _error(
        "ファイル「{file}」の中身が {size} 個あり、上限の {limit} 個を超えています。安全のため開きません。",
        "The file “{file}” holds {size} parts, more than the limit of {limit}. It is not opened, for safety.",
    ),
    "archive_unpacks_too_large": _error(
        "ファイル「{file}」の「{part}」は広げると {size} になり、上限の {limit} を超えます。安全のため開きません。"
        "不要な行・列や画像を除いて保存し直してください。",
        "In “{file}”, “{part}” would unpack to {size}, more than the limit of {limit}. It is not opened, for safety. "
        "Delete unused rows, columns or pictures and save it again.",
    ),
    "archive_suspicious": _error(
        "ファイル「{file}」は通常の文書にない作り（{reason}）になっています。安全のため開きません。"
        "元のソフトで開いて保存し直してください。",
        "The file “{file}” is built in a way no ordinary document is ({reason}). It is not opened, for safety. "
        "Open it in its own program and save it again.",
    ),
    "xml_with_entities": _error(
        "ファイル「{file}」の「{part}」に文書型宣言（DTD・実体参照）があります。安全のため読みません。"
        "元のソフトで開いて保存し直してください。",
        "In “{file}”, “{part}” declares a document type (DTD, entities). It is not read, for safety. "
        "Open it in its own program and save it again.",
    ),
    "xml_too_deep": _error(
        "ファイル「{file}」の「{part}」は入れ子が {limit} 段を超えています。安全のため読みません。"
        "元のソフトで開いて保存し直してください。",
        "In “{file}”, “{part}” is nested more than {limit} levels deep. It is not read, for safety. "
        "Open it in its own program and save it again.",
    ),
    "too_many_cells": _error(
        "ファイル「{file}」の{place}には、読める上限（{limit}）を超えるセルや文があります。"
        "計画の部分だけを残して保存し直してください。",
        "In “{file}”, {place} holds more cells or texts than can be read ({limit}). "
        "Keep only the plan's part and save it again.",
    ),
    "reading_too_costly": _error(
        "ファイル「{file}」は、読み取りに使える{resource}（{limit}）を超えたので、途中で止めました。"
        "計画の部分だけを残して保存し直してください。",
        "Reading “{file}” was stopped because it exceeded the allowed {resource} ({limit}). "
        "Keep only the plan's part and save it again.",
    ),
    "reading_failed": _error(
        "ファイル「{file}」を読み取る途中で失敗しました（{reason}）。元のソフトで開いて保存し直してください。"
        "それでも同じなら、このファイルを添えて開発者に知らせてください。",
        "Reading “{file}” failed ({reason}). Open it in its own program and save it again. "
        "If it fails again, report it to the developers together with the file.",
    ),
    "no_text_found": _error(
        "ファイル「{file}」に文字がありません。文字を含む文書を指定してください（画像だけの文書は読めません）。",
        "The file “{file}” holds no text. Name a document with text; pictures alone cannot be read.",
    ),
    "no_plan_found": _error(
        "ファイル「{file}」から計画を見つけられませんでした。"
        "「めざす成果」「具体的取組」「施策」などの見出しがある計画書を指定してください。",
        "No plan was found in “{file}”. Name a document that has headings such as めざす成果, 具体的取組 or 施策.",
    ),
    "suffix_differs": _note(
        "ファイル「{file}」の中身は {kind} です。名前の末尾と違いますが、中身に合わせて読みました。",
        "The content of “{file}” is {kind}. The end of its name says otherwise; it was read by its content.",
    ),
    "macros_not_run": _note(
        "マクロが含まれていますが、実行せずに文字だけを読みました。結果に影響はありません。",
        "The file contains macros. They were not run; only the text was read.",
    ),
    "external_link_not_followed": _note(
        "ほかのファイルへのリンクがあります。たどらずに、保存されている値を読みました：{found}。",
        "There are links to other files. They were not followed; the stored values were read: {found}.",
    ),
    "struck_text_left_out": _note(
        "取り消し線の文字「{found}」は、計画に含めていません。生きている文字なら取り消し線を外してください。",
        "The struck-through text “{found}” is not part of the plan. Remove the strike if it is meant to stand.",
    ),
    "deleted_text_left_out": _note(
        "変更履歴で削除された文字「{found}」は、計画に含めていません。確定するには変更を承諾してください。",
        "The text “{found}”, deleted by a tracked change, is not part of the plan. Accept the change to settle it.",
    ),
    "hidden_text_left_out": _note(
        "見えない文字「{found}」は、計画に含めていません。必要なら見える書式にして保存し直してください。",
        "The invisible text “{found}” is not part of the plan. Make it visible and save again if it is needed.",
    ),
    "hidden_cells_left_out": _note(
        "非表示の行・列は、計画に含めていません。必要なら表示して保存し直してください：{found}。",
        "Hidden rows or columns are not part of the plan. Show them and save again if they are needed: {found}.",
    ),
    "hidden_sheet_left_out": _note(
        "非表示のシートは、計画に含めていません。必要なら表示して保存し直してください：{found}。",
        "A hidden sheet is not part of the plan. Show it and save again if it is needed: {found}.",
    ),
    "hidden_slide_left_out": _note(
        "非表示のスライドは、計画に含めていません。必要なら表示して保存し直してください：{found}。",
        "A hidden slide is not part of the plan. Show it and save again if it is needed: {found}.",
    ),
    "hidden_shape_left_out": _note(
        "非表示の図形は、計画に含めていません。必要なら表示して保存し直してください：{found}。",
        "A hidden shape is not part of the plan. Show it and save again if it is needed: {found}.",
    ),
    "off_slide_left_out": _note(
        "スライドの外に置かれた文字は、計画に含めていません。必要ならスライドの中に移してください：{found}。",
        "Text beside the slide is not part of the plan. Move it onto the slide if it is needed: {found}.",
    ),
    "presenter_notes_left_out": _note(
        "発表者ノートは、計画に含めていません：{found}。",
        "Presenter notes are not part of the plan: {found}.",
    ),
    "comments_left_out": _note(
        "コメントは、計画に含めていません：{found}。",
        "Comments are not part of the plan: {found}.",
    ),
    "page_header_left_out": _note(
        "ページの上下に繰り返される文字（ヘッダー・フッター）は、計画に含めていません：{found}。",
        "Page headers and footers are not part of the plan: {found}.",
    ),
    "formula_without_value": Sentence(
        ja="数式「{found}」の計算結果が保存されていません。Excelで開いて保存し直すと読めます。",
        en="The result of the formula “{found}” is not stored. Open the file in Excel and save it to make it readable.",
    ),
    "cell_holds_error": Sentence(
        ja="セルの値がエラー「{found}」です。Excelで式を直してください。",
        en="The cell holds the error “{found}”. Mend its formula in Excel.",
    ),
    "number_format_not_known": Sentence(
        ja="表示形式「{format}」を完全には再現できません。値は「{found}」として読みました。印刷と同じか確かめてください。",
        en="The number format “{format}” is not fully known. “{found}” was read. Compare it with the print.",
    ),
    "picture_not_read": _note(
        "画像の中の文字は読んでいません（{found}）。計画の文が画像なら、文字として入れてください。",
        "Text inside pictures was not read ({found}). If it is part of the plan, enter it as text.",
    ),
    "pdf_too_many_pages": _error(
        "PDFは {count} ページあり、読めるのは {limit} ページまでです。残りは読んでいません。"
        "計画の部分だけを保存し直してください。",
        "The PDF has {count} pages; {limit} can be read and the rest was not. Save only the plan's part.",
    ),
    "pdf_is_a_scan": _error(
        "ファイル「{file}」は画像だけのPDF（スキャン）で、文字がありません。元の文書があれば、それを使ってください。"
        "なければ文字認識（OCR）をしてから読み、すべての数字を原本と照らし合わせてください。",
        "“{file}” is a PDF of pictures only (a scan) and holds no text. Use the document it was printed from. "
        "If there is none, run OCR first and compare every number with the original.",
    ),
    "pdf_page_not_read": _error(
        "このページは壊れていて読めませんでした。元のソフトでPDFを作り直してください。",
        "This page is broken and was not read. Make the PDF anew from its own program.",
    ),
    "pdf_page_is_a_picture": _error(
        "このページは画像だけで、文字がありません（スキャンされた文書）。文字認識（OCR）をしてから読み、"
        "すべての数字を原本と照らし合わせてください。元の文書があれば、それを使うのが確実です。",
        "This page is a picture without text (a scan). Run OCR first and compare every number with the original; "
        "the document it was printed from is safer if you have it.",
    ),
    "pdf_text_from_scan": Sentence(
        ja="このページの文字は、画像に重ねた文字認識（OCR）の結果のようです。すべての数字を原本と照らし合わせてください。",
        en="The text of this page seems to come from OCR laid over a picture. Compare every number with the original.",
    ),
    "pdf_unreadable_characters": Sentence(
        ja="文字コードのない文字が「{found}」にあります（「\ufffd」の所）。印刷を見て入れ直してください。",
        en="“{found}” holds characters without a code (shown as “\ufffd”). Enter them from the printed page.",
    ),
    "pdf_text_over_border": Sentence(
        ja="「{found}」が罫線をはみ出しています。始まりのセルの文字として読みました。合っているか確かめてください。",
        en="“{found}” runs over a cell's border. It was read as text of the cell where it begins. Check it.",
    ),
    "pdf_row_over_pages": _note(
        "改ページで切れた行をつなぎました：「{found}」。つなぎ目が正しいか確かめてください。",
        "A row cut by a page break was put together: “{found}”. Check the joint.",
    ),
    "pdf_label_at_page_break": Sentence(
        ja="改ページの直後の見出し「{found}」は、改ページ前の行の見出しかもしれません。"
        "どの行のものか、印刷を見て確かめてください。",
        en="The label “{found}” right after a page break may belong to the row before it, too. Check the print.",
    ),
    "pdf_ruby_left_out": _note(
        "ふりがな「{found}」は、計画に含めていません。",
        "The reading aid “{found}” (furigana) is not part of the plan.",
    ),
    "pdf_page_too_full": _error(
        "このページには読める上限を超える文字や図形があり、一部を読んでいません。図面を除いて保存し直してください。",
        "This page holds more characters or shapes than can be read; a part was not. Take out drawings and save again.",
    ),
    "pdf_digits_lost": _error(
        "このページの数字のうち {count} 個を置き場所に結び付けられませんでした。"
        "このページの数字を印刷と照らし合わせてください。",
        "{count} digits of this page could not be tied to a place. Compare the numbers of this page with the print.",
    ),
}

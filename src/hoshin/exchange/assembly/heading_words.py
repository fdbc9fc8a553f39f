"""The words of headings, as regular expressions on folded text (no spaces, narrow widths), most specific first.

A new form generation is a new row here and a case in the tests.
"""

from hoshin.exchange.assembly.sections import Key

_YEAR = r"(?:(?:令和|平成|R|H)?(?:元|\d{1,4})年度の?|前年度の?|昨年度の?|本年度の?|当年度の?|今年度の?)?"
_MID = (
    r"(?:中間(?:振り?返り|評価|見直し)|上半期(?:の)?(?:振り?返り|評価)|年度途中の?(?:振り?返り|評価)|"
    r"8月末時点の?(?:振り?返り|状況)?)"
)
_END = r"(?:自己評価|年度末(?:の)?(?:振り?返り|評価)|期末(?:振り?返り|評価)|事後評価|最終評価)"
_INDICATOR = r"(?:指標|指数|目標)"
_OUTCOME = r"(?:アウトカム|成果)(?:\((?:成果|アウトカム)\)|[・/](?:成果|アウトカム))?"
_PROCESS = (
    r"(?:プロセス|過程|活動|アウトプット|取組|事業|業績)"
    r"(?:\((?:過程|プロセス|活動|アウトプット|産出|取組)\)|[・/](?:過程|プロセス|活動|アウトプット))?"
)

FIELDS: tuple[tuple[Key, str | None, str], ...] = (
    # The document's head
    (Key.REVISION_HISTORY, None, r"(?:改訂|改定|変更|修正|更新)(?:の)?(?:履歴|経過|経緯|一覧)|主な(?:変更|修正)点"),
    (Key.MISSION, None, r"(?:区役所|局|部|区|本市|所属|組織)?(?:の)?使命(?:・役割)?"),
    (
        Key.APPROACH,
        None,
        _YEAR + r"(?:区政|局|区|所属|市政|組織|施策)?(?:の)?(?:運営|経営|推進)?(?:の|に関する|に当たっての)?"
        r"(?:基本的な考え(?:方)?|基本的考え方|基本的な方針|基本的方針|運営の考え方)",
    ),
    # Reviews, before the plain fields whose names they share
    (Key.RESULT, "outcome", _OUTCOME + _INDICATOR + r"の?(?:達成状況|達成度|進捗状況|実績値?|測定結果)(?:等)?"),
    (Key.RESULT, "process", _PROCESS + _INDICATOR + r"の?(?:達成状況|達成見込み?|達成度|進捗状況|実績値?)(?:等)?"),
    (
        Key.REVIEW,
        "effectiveness",
        r"戦略に対する(?:取組|取り組み)の?有効性|戦略の(?:有効性|進捗状況)|(?:取組|取り組み|施策|事業)の有効性",
    ),
    (Key.REVIEW, "mid_year.actions_taken", _MID + r"[・:の]?(?:取組|取り組み|活動)(?:実績|状況)"),
    (Key.REVIEW, "mid_year.challenges", _MID + r"[・:の]?課題"),
    (Key.REVIEW, "mid_year.improvements", _MID + r"[・:の]?(?:改善策|改善点|今後の対応)"),
    (Key.REVIEW, "challenges", r"課題(?:と|・|及び)(?:改善策|対応策|今後の対応)"),
    (Key.REVIEW, "mid_year", _YEAR + _MID),
    (Key.REVIEW, "policy", r"今後の(?:取組|対応|改善)?(?:方針|方向性?|対応方向|進め方)"),
    (Key.REVIEW, "year_end", _YEAR + _END),
    (
        Key.REVIEW,
        "actions_taken",
        r"(?:当年度の?|年度末まで?の?)?(?:取組|取り組み|活動)の?実績(?:・成果)?|取組状況|実施状況",
    ),
    (Key.REVIEW, "improvements", r"改善策|改善点|改善の方向性?|見直し内容"),
    (Key.REVIEW, "challenges", r"(?:取組の|残された|明らかになった|評価を踏まえた)課題"),
    (Key.REVIEW, "assessment", r"(?:総合|全体)評価|評価結果|評価の?理由|達成状況"),
    # Indicators and what stands beside them
    (Key.EXIT_CRITERIA, None, r"撤退(?:・|又は|または)?(?:再構築)?の?基準|撤退(?:・再構築)?の?条件|見直し(?:の)?基準"),
    (
        Key.PAST_RESULTS,
        None,
        r"(?:前年度|昨年度|前回|過年度|これ)まで(?:の)?(?:主な)?(?:実績|成果|取組(?:実績)?)|過去の実績|"
        + _YEAR
        + r"(?:主な)?実績",
    ),
    (Key.OUTCOME_INDICATORS, None, r"(?:主な)?" + _OUTCOME + _INDICATOR + r"(?:値)?(?:及び目標値|・目標値|と目標値)?"),
    (
        Key.PROCESS_INDICATORS,
        None,
        r"(?:主な)?" + _PROCESS + _INDICATOR + r"(?:値)?(?:及び目標値|・目標値|と目標値)?|KPI|重要業績評価指標",
    ),
    (Key.DECORATION, "target_column", r"(?:数値)?目標値|目標数値"),
    (Key.DECORATION, "due_column", r"(?:目標|達成|計画終了)年度|(?:目標|達成)時期"),
    (Key.DECORATION, "present_column", r"(?:現状|基準|当初|計画策定時)値"),
    (Key.DECORATION, "measure_column", r"指標(?:名|の名称|の内容|項目)?"),
    (Key.DECORATION, "single_year", r"(?:単年度|年度|当年度)目標(?:値)?"),
    # The tree's fields
    (
        Key.FUTURE_VISION,
        None,
        r"(?:めざす|目指す)?(?:べき)?将来(?:像|ビジョン|の姿)|(?:めざす|目指す)(?:べき)?(?:姿|将来像|まちの姿)",
    ),
    (Key.CURRENT_STATE, None, r"現状(?:・|と|及び)?(?:データ|分析)?|現状値?・データ|背景(?:・現状)?"),
    (Key.CAUSE_ANALYSIS, None, r"要因(?:の)?分析|要因|原因分析"),
    (Key.CHALLENGE, None, r"課題認識|(?:現状(?:と|・|及び))?課題(?:の認識)?|解決すべき課題|主な課題"),
    (Key.GOAL_STATE, None, r"(?:めざす|目指す|目ざす)(?:べき)?(?:状態|状況)|(?:めざす|目指す)成果"),
    (
        Key.STRATEGY,
        None,
        r"(?:主な)?戦略|(?:主な|今後の)?(?:取組|取り組み)(?:の)?(?:方針|方向性?)|(?:施策|事業|政策)の?(?:基本)?(?:方針|方向性?)|展開方針",
    ),
    (
        Key.ACTIVITIES,
        None,
        r"(?:主な|具体的な?|当年度の?|本年度の?)?(?:取組|取り組み|事業|活動|実施)(?:の)?(?:内容|概要)|"
        r"(?:当年度の?|本年度の?|主な)(?:取組|取り組み)|(?:主な)?内容(?=$|[】\])>」:])",
    ),
    (
        Key.INITIATIVE,
        None,
        r"(?:主な)?具体的な?(?:取組|取り組み|事業)(?:名)?|事務事業(?:名)?|(?:取組|取り組み)(?:名)?|事業(?:名(?:称)?)?",
    ),
    (Key.OUTCOME, None, r"(?:めざす|目指す)成果(?:及び|と|・)戦略|(?:基本)?施策(?:名)?"),
    (Key.ISSUE, None, r"経営課題(?:名)?|政策(?:名)?|基本目標(?:名)?"),
    (Key.ORGANISATION, None, r"(?:所属|組織|部局|区|局)名"),
    (
        Key.GOAL,
        None,
        r"(?:区|区政|局|所属|市政|組織|区役所)?(?:運営|経営)?(?:の)?(?:目標|基本目標)",
    ),
    # Words that stand in a form and mean nothing by themselves
    (
        Key.DECORATION,
        None,
        r"計画|Plan|PLAN|Do|DO|Check|CHECK|Action|ACTION|評価|単位(?::千円|:円)?|様式\d?|別紙\d?|目次|"
        r"詳細版?はこちら|担当(?:課)?|関連するSDGs|SDGsのゴール|個別|全体",
    ),
)
"""Key, detail, words. The first row whose words stand at the beginning, with nothing but an aside behind, wins."""

_NO_ASIDE = r"%|\d千?円|再掲|新規|拡充|変更|以上|以下|実績[値:]?\d"
ASIDES = (
    rf"(?:\((?![^()]*(?:{_NO_ASIDE}))[^()]{{0,60}}\)|<[^<>]{{0,60}}>|\[[^\[\]]{{0,40}}\]|"
    r"※[^:。]{0,20}(?:場合は必須|記入|参照)|等(?=[:】\]>」|]|$))*"
)
"""What may follow a heading's words and still belong to it: 「(概ね3～5年間で念頭に設定)」."""

SHORT_WORDS = frozenset(
    {
        "戦略",
        "課題",
        "目標",
        "使命",
        "要因",
        "現状",
        "基本目標",
        "背景",
        "計画",
        "評価",
        "個別",
        "全体",
        "担当",
        "KPI",
        "事業",
        "施策",
        "政策",
        "取組",
    }
)
"""Words so common that one space behind them does not make them a heading."""

TOP_LEVELS = (
    r"(?:第)?(?:[一-鿿々ぁ-んァ-ヶー・]{0,10})"
    r"(?:課題|目標|政策|施策|プロジェクト|方針|柱|戦略|ビジョン|テーマ|プラン|分野|領域|重点|ミッション|章|方向|方向性)"
)
"""What a level with a single number may be called: 「経営課題１」「基本目標1」「重点プロジェクト1」."""

NOT_LEVELS = (
    r"^(?:及び|および|と|・|の|を|に|又は|や)|指標|指数|令和|平成|昭和|年度|ページ|電話|番号|様式|別紙|資料|図|表|注|参照|指数|予算|決算|第[0-9]|延べ|約|計|各|毎|週|月|"
    r"アウトカム|プロセス|単年度|うち|全$|SDG|ゴール|前年|合計|累計|概ね|おおむね"
)
"""Words before a number that are no level's name."""

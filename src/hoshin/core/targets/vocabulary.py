"""The words that target phrases are made of, one table a role. Longest match wins; a word has one role.

A new word is a row here and a row in `tests/spec/targets/phrases.toml`.
"""

from enum import StrEnum

from hoshin.core.targets.words import words


class Role(StrEnum):
    """What a token does in a phrase."""

    TEXT = "text"
    SPACE = "space"
    NUMBER = "number"
    UNIT = "unit"
    PERIOD = "period"
    BASELINE = "baseline"
    COMPARE = "compare"
    SYMBOL = "symbol"
    CHANGE = "change"
    SAME = "same"
    MULTIPLE = "multiple"
    ZERO = "zero"
    SIGN = "sign"
    RANGE = "range"
    EACH = "each"
    APPROXIMATE = "approximate"
    ABOUT = "about"
    FLOOR = "floor"
    CEILING = "ceiling"
    CUMULATIVE = "cumulative"
    TIMES = "times"
    ANY_OF = "any_of"
    ALL_OF = "all_of"
    COLON = "colon"
    COMMA = "comma"
    STOP = "stop"
    ARROW = "arrow"
    OPEN = "open"
    CLOSE = "close"
    NOTE = "note"
    RESULT = "result"
    TARGET = "target"
    LABEL = "label"
    HOLDER = "holder"
    UNDECIDED = "undecided"
    CONDITION = "condition"


COMPARE = {
    "以上": ">=",
    "以下": "<=",
    "以内": "<=",
    "未満": "<",
    "を超える": ">",
    "を超え": ">",
    "を越える": ">",
    "を越え": ">",
    "超える": ">",
    "超え": ">",
    "超": ">",
    "を上回る": ">",
    "を上回り": ">",
    "を上まわる": ">",
    "上回る": ">",
    "を下回る": "<",
    "を下まわる": "<",
    "を下回り": "<",
    "下回る": "<",
    **dict.fromkeys(
        (
            "を下回らない",
            "を切らない",
            "を割らない",
            "を割り込まない",
            "未満にならない",
            "未満にしない",
            "より少なくならない",
        ),
        ">=",
    ),
    **dict.fromkeys(("を超えない", "を越えない", "を上回らない", "を超過しない"), "<="),
    **dict.fromkeys(("以上かからない", "以上にならない", "以上にしない", "を切る", "に満たない", "を割り込む"), "<"),
    **dict.fromkeys(("以下にならない", "以下にしない", "を超過"), ">"),
    "より多い": ">",
    "より少ない": "<",
    "より高い": ">",
    "より低い": "<",
    "より高く": ">",
    "より低く": "<",
    "よりも高く": ">",
    "よりも低く": "<",
}
SYMBOL = {"≧": ">=", "≦": "<=", ">=": ">=", "<=": "<=", ">": ">", "<": "<", "=": "="}
CHANGE = {
    **dict.fromkeys(
        words(
            """
        増加 増やす 増やし ふやす 増員 増進 増大 増強 増 拡大 拡充 引き上げ 引上げ 引上 上昇 高める 高め 伸ばす 伸ばし
        延ばす 延伸 上げる 上げ アップ プラス 増え 増える 増す 上積み 積み増し 伸長 高くする 増量 増設 底上げ
        より多く よりも多く 増額
        """
        ),
        "increase",
    ),
    **dict.fromkeys(
        words(
            """
        減少 減らす 減らし へらす 削減 縮減 低減 逓減 減 引き下げ 引下げ 低下 短縮 抑制 圧縮 縮小 下げる 下げ ダウン
        抑える 抑え マイナス 減る 軽減 減員 低くする 短くする 減量 省力化 より少なく よりも少なく 減額
        """
        ),
        "decrease",
    ),
    **dict.fromkeys(("向上", "改善", "回復", "強化"), "better"),
}
SAME = dict.fromkeys(
    words(
        """
        維持 堅持 保つ 保持 キープ 並み 並 同程度 と同程度 と同水準 同水準 と同等 同等 と同数 同数 と同額 同額 横ばい
        据え置き 据置き 増減なし 増減無し 変動なし
        """
    ),
    "maintain",
)
MULTIPLE = {"倍増": "double", "半減": "half", "半数": "half_count", "過半数": "majority"}
EACH = dict.fromkeys(
    words(
        """
        それぞれ いずれも ともに 両方とも 両方で 各々 おのおの どちらも 双方とも すべての項目で 全ての項目で
        """
    ),
    "each",
)
APPROXIMATE = dict.fromkeys(("約", "おおむね", "概ね", "おおよそ", "およそ", "凡そ", "ほぼ", "概ぼ"), "about")
ABOUT = dict.fromkeys(
    words(
        """
        程度 前後 ぐらい くらい 内外 台 弱 強 余り 余 規模 ほど ケタ 桁 に近づける に近い に近く をめど
        """
    ),
    "about",
)
FLOOR = dict.fromkeys(("少なくとも", "最低でも", "最低", "最小でも"), ">=")
CEILING = dict.fromkeys(("多くとも", "最大でも", "最大", "上限", "長くとも", "遅くとも"), "<=")
EXACTLY = dict.fromkeys(("ちょうど", "丁度"), "=")
CUMULATIVE = dict.fromkeys(("延べ", "のべ", "累計", "累積", "通算", "延人数", "延利用"), "cumulative")
SUM = dict.fromkeys(("合計", "総計", "通期"), "sum")
TIMES = {
    **dict.fromkeys(
        words(
            """
        毎年度 毎年 各年度 各年 年間 年度間 年度ごとに 年ごとに 単年度 年
        """
        ),
        "年",
    ),
    **dict.fromkeys(("毎月", "各月", "月間", "月", "1か月", "1ヶ月", "1ヵ月", "1カ月"), "月"),
    **dict.fromkeys(("毎週", "週間", "週"), "週"),
    **dict.fromkeys(("毎日", "1日"), "日"),
    **dict.fromkeys(("毎回",), "回"),
    **dict.fromkeys(("四半期", "毎四半期", "四半期ごとに", "各四半期"), "四半期"),
}
ANY_OF = dict.fromkeys(("または", "又は", "もしくは", "若しくは", "あるいは", "或いは"), "or")
ALL_OF = {
    **dict.fromkeys(("かつ", "且つ"), "and"),
    **dict.fromkeys(("及び", "および", "並びに", "ならびに"), "list"),
}
"""「かつ」 parts two demands; 「及び」 does behind a demand and joins two nouns elsewhere."""
NOTE = dict.fromkeys(("※", "(注", "(参考", "注)", "【参考", "[参考", "(備考"), "note")
RESULT = dict.fromkeys(
    words(
        """
        実績値 実績 現状値 現況値 現状 現況 前回値 前回 基準値 中間値 当初値 初期値 直近値 最新値 参考値 参考 結果
        達成値 達成状況 実施済み 実施済 測定値 基準年 見込み 見込値
        """
    ),
    "result",
)
TARGET = dict.fromkeys(("数値目標", "成果目標", "最終目標", "活動目標", "目標値", "目標", "指標", "到達目標"), "target")
WITHOUT_NUMBER = ("均衡", "黒字", "黒字化", "最小化", "最大化", "適正水準", "上位", "適正な水準")
"""Words that ask for a number without giving it."""
UNDECIDED = dict.fromkeys(("検討中", "調整中", "未定", "今後設定", "別途設定", "別途定める", "設定予定"), "undecided")
CONDITION = dict.fromkeys(("の場合は", "場合は", "場合には", "場合"), "condition")
ZERO = {"ゼロ": "zero", "皆無": "zero"}
SIGN = {"▲": "-", "±": "±", "+": "+", "＋": "+"}

WORDS: dict[str, tuple[Role, str]] = {
    word: (role, sense)
    for role, table in (
        (Role.COMPARE, COMPARE),
        (Role.SYMBOL, SYMBOL),
        (Role.CHANGE, CHANGE),
        (Role.SAME, SAME),
        (Role.MULTIPLE, MULTIPLE),
        (Role.EACH, EACH),
        (Role.APPROXIMATE, APPROXIMATE),
        (Role.ABOUT, ABOUT),
        (Role.FLOOR, FLOOR | EXACTLY),
        (Role.CEILING, CEILING),
        (Role.CUMULATIVE, CUMULATIVE | SUM),
        (Role.TIMES, TIMES),
        (Role.ANY_OF, ANY_OF),
        (Role.ALL_OF, ALL_OF),
        (Role.NOTE, NOTE),
        (Role.RESULT, RESULT),
        (Role.TARGET, TARGET),
        (Role.UNDECIDED, UNDECIDED),
        (Role.CONDITION, CONDITION),
        (Role.ZERO, ZERO),
        (Role.SIGN, SIGN),
    )
    for word, sense in table.items()
}
LONGEST_WORD = max(map(len, WORDS))
FIRST_SIGNS = frozenset(word[0] for word in WORDS)

UNITS: dict[str, str] = {
    **dict.fromkeys(("%", "パーセント", "パ-セント", "百分率"), "%"),
    **dict.fromkeys(("ポイント", "pt", "PT", "%pt", "%ポイント", "%PT", "パーセントポイント", "p.p."), "ポイント"),
    **dict.fromkeys(("‰", "パーミル"), "‰"),
    **{
        unit: unit
        for unit in words(
            """
        人 名 件 回 か所 カ所 ヶ所 ヵ所 箇所 個所 団体 地域 校 園 世帯 戸 棟 冊 点 枚 部 台 本 基 個 社 店 店舗 施設
        事業所 組 組織 区 市 町 村 市町村 自治体 都道府県 日 時間 分 秒 週 グラム キログラム メートル キロメートル
        リットル キロワット キロワット時 平方メートル 立方メートル 地点 カ年 規格 か月 ヶ月 カ月 ヵ月 年 歳 位 倍 円
        ドル kWh MWh GWh kW MW kL kl mL L t トン kg g mg mg/L km m cm mm ㎞ ㎡ ㎢ m2 m3 ㎥ ha ヘクタール ℃ 度 dB
        デシベル ppm PV アクセス ビュー ダウンロード DL いいね フォロワー コース 講座 教室 事業 区画 橋 隻 機 両 便
        路線 駅 港 床 室 席 クラス 学級 学校 大学 企業 者 家庭 家族 家屋 手続 手続き 案件 項目 種類 品目 作品 論文 報
        カ国 か国 ヵ国 ヶ国 ケ国 国 都市 地区 拠点 チーム グループ サークル クラブ ヶ所以上 株 頭 羽 匹 匹頭 通 人回
        人日 人月 延人 泊 人泊 食 tCO2 t-CO2 トンCO2 kgCO2 問 科目 単位 級 段階 小学校 中学校 中学校区 小学校区
        小中学校 学区 班 箱 袋 着 足 語 言語 字 ページ 頁 面 票 議案 議席 名分 人分 食分 回分 日分 冊分 セット
        ユニット システム モデル ケース 事例 プラン プロジェクト プログラム イベント 公園 路面 号 ルート コマ 店所
        商店街 町会 自治会 連合 支部 会場 病院 診療所 医療機関 保育所 保育園 幼稚園 こども園 センター ビル マンション
        団地 工場 農家 経営体 法人 組合 協議会 名以上 票数 投票所 避難所 主体 集落 課題 機関 技術 特許 検体 症例 例
        製品 機種 漁港 河川 ダム 省庁 大会 館 首長 農場 UU 人材 人家 取組 名分 水系 流域 選手 シーズ 品種 品 GB TB MB
        Mbps TEU BD Bq μg Ω
        """
        )
        if not unit.endswith("以上")
    },
}
NOT_UNITS = words(
    """
        分野 分の 日本 人口 人数 人材 年度 年生 年目 回目 回生 本柱 点検 点満点 番目 社局 国立 区分 町村 台風 部門
        部分 件名 個人 戸建 校庭 校種 園児 円滑 倍速 日常 級友 度目 件目 つ目 位置 者間 施設間 台帳 回線 本部 部局
        校区 泊二日
        """
)
"""Words that begin like a unit and are none."""
NOT_NUMBERS = words(
    """
        四半期 一層 一般 一体 一定 一部 一環 一貫 一元 一方 一日も 一刻 一時 一連 一括 一次 二次 三次 一助 一員 一歩
        一番 一覧 一緒 一致 一同 一様 一種 十分 不十分 万全 万一 万が一 百貨 千葉 千代 四季 四国 九州 八尾 三重 五輪
        三者 第三者 二酸化 一酸化 七夕 八王子 三田 四日市 千里 万博 万引き 一人ひとり 一人一人 一人暮らし
        一級 二級
        """
)
"""Words that begin like a kanji numeral and are none."""
LONGEST_UNIT = max(map(len, UNITS))
OPENING, CLOSING = "([【〈《<{「『", ")]】〉》>}」』"
PAIRS = dict(zip(OPENING, CLOSING, strict=True))
QUOTES = "「『"

"""Whether more or less of a measure is better, when the phrase prints a bare figure.

The last word that has a direction decides, since Japanese puts the head last: 「犯罪件数」 should fall,
「犯罪防止教室の参加者数」 should rise. A measure without any such word has no direction, and the reader must ask.
"""

import re
from typing import Literal

from hoshin.core.targets.words import words

Better = Literal["more", "less"]

_LESS = words(
    """
        事故 犯罪 犯 認知件数 被害 苦情 クレーム 待機児童 待機者 死者 死亡 死傷 負傷 火災 出火 滞納 未納 未収 不納欠損
        不登校 いじめ 離職 退職者 排出 焼却 ごみ量 ごみの量 廃棄 残食 食品ロス むし歯 虫歯 有病 り患 罹患 喫煙
        放置自転車 違反 誤り ミス 漏えい 漏洩 流出 紛失 漏水 時間外 残業 待ち時間 待時間 所要時間 所要日数 処理時間
        処理日数 処理期間 審査日数 審査期間 到着時間 対応時間 回答日数 滞在日数 コスト 経費 維持管理費 電力使用
        使用電力 電気使用 ガス使用 燃料使用 用紙使用 エネルギー消費 消費電力 エネルギー使用 孤独 孤立 不安 不満 不十分
        不足 困って 困難 悩 負担感 搬送 不法投棄 不適正 空き家 空家 不正 欠席 中退 中途退学 失業 自殺 虐待死 感染者
        発症 症例 有所見 要介護認定率 高齢化率 赤字 債務 負債比率 公債費 市債残高 地方債残高 将来負担 ひったくり 窃盗
        盗難 詐欺 痴漢 落書き 迷惑 騒音 汚濁 温室効果ガス CO2 二酸化炭素 インシデント 発生件数 発生数 発生率 不適合
        海難 災害件数 負担額 脱落 食中毒 まん延 倒産 廃業 転出超過 格差 遅延 故障 不具合 停止 未受診 未処理 未実施
        未加入 未接種 無関心 知らない ない区民 ない市民 ない住民 ない人 ない児童 ない生徒 ない世帯 ない割合 ない者
        ない保護者 ない学校 いない ことがない しない できない 感じない 思わない 再犯 違法 路上生活 ホームレス 不通
        断水 漏れ 浸水 陥没 ワースト リスク 不良 欠損 超過勤務 身体拘束 事件 非行 暴力 トラブル 低出生体重
        朝食を食べない 放置 残渣 混入 逃げ遅れ 滅失 枯死 有収水量減 不明者 遺棄
        """
)
_MORE = words(
    """
        除却 撤去 駆除 解体 是正 摘発 検挙 回収 捕獲 満足 防犯 防災 防火 新設 増設 改修 修繕 更新 参加 利用者 利用率
        利用件数 利用回数 利用割合 来場 来館 来訪 来庁者の満足 受講 受診 登録 設置 開設 加入 実施
        開催 普及 認知度 認知率 周知 知っている 理解 意識 達成 整備 交付 回収率 収納率 徴収率 有収率 就職 就労 合格
        正答 進学 卒業 修了 視聴 閲覧 アクセス フォロワー ダウンロード 貸出 配布 発信 相談会 講座 教室 訓練 研修
        キャンペーン 啓発 防止 対策 抑止 予防 解消 軽減 減った 減少した 改善 見守り 協力 ボランティア 団体数
        サポーター 養成 取得 助成 補助 支援件数 支援数 支援率 支援者 解決 返還 分別 再生 リサイクル 資源化 緑化 植樹
        耐震化 バリアフリー 洋式化 点検 検査 巡回 パトロール 訪問 派遣 連携 協定 締結 採択 採用 創出 開発 輸出 売上
        収入 寄附 寄付 観光客 宿泊 訪日 入込 出生 健康寿命 歩数 稼働率 充足率 自給率 健全 作成率 策定 完了 進捗 適正
        導入 活用 オンライン 電子申請 電子契約 キャッシュレス コンビニ交付 接種 検診率 健診率 里親 受任 後見人 自立
        定住 移住 雇用 女性 育休 有給 取組 取り組 実践 備え 備蓄 投票率 応募 論文 成果 公開 公表 掲載 発行 提供 供給
        生産 サロン 子ども食堂 こども食堂 カフェ 出前 説明会 交流 イベント参加 好き 楽しい できる できた つなげた
        つながった 対応率 対応割合 誘致 節減 減らす 減らした 防ぐ 抑え 避け 対応でき 対処 向上 増えた 削減 低減 受注
        成約 輩出 特許 シェア 自主開発 製造 受入 回答率 回収率 有効回答 アクセス 提案 発表 発電 導入量 回収量 件の累計
        役立 きっかけ 紹介 口座振替 居場所 拠点数 定着 継続 復旧 確保 保存 認証 認定数 認定件数 表彰 共有 納付 出席
        在学
        """
)
_TABLES: tuple[tuple[tuple[str, ...], Better], ...] = ((_LESS, "less"), (_MORE, "more"))
_NEAR = 32
"""Only the words near the head of a measure tell its direction."""
_TRAILING_REMARK = re.compile(r"[ 　]*[（(【\[][^（()）【】\[\]]*[)）】\]]$")
_NEUTRAL_HEADS = ("満足度", "割合", "率", "比率", "度", "点数", "得点")
_NOT_HEADS = (
    "出現率",
    "増加率",
    "減少率",
    "高齢化率",
    "負担率",
    "公債費比率",
    "年度",
    "温度",
    "湿度",
    "濃度",
    "密度",
    "震度",
    "限度",
    "速度",
    "税率",
    "利率",
    "確率",
)


def _helped(before: str) -> bool:
    """「対策が講じられた帰宅困難者」: what was done for them turns the direction, so that it is open."""
    done = max(
        (before.rfind(word) for word in ("られた", "された", "を受けた", "を行った", "を実施した", "を講じた")),
        default=-1,
    )
    return done >= 0 and any(word in before[:done] for word in _MORE)


def has_less(measure: str) -> bool:
    """Whether any word of the measure names what there should be less of, wherever it stands."""
    return any(word in measure for word in _LESS)


def better(measure: str) -> Better | None:
    """The direction in which a measure should move, or None when it does not say.

    >>> better("特殊詐欺の認知件数"), better("特殊詐欺防止教室の参加者数"), better("救急出動件数")
    ('less', 'more', None)
    """
    measure = measure[-_NEAR:]
    bare = _TRAILING_REMARK.sub("", measure)
    last: tuple[int, int, Better] | None = None
    for table, direction in _TABLES:
        for word in table:
            at = measure.rfind(word)
            if at >= 0 and (last is None or (at + len(word), len(word)) > last[:2]):
                last = (at + len(word), len(word), direction)
    if last is not None:
        return None if last[2] == "less" and _helped(measure[: last[0] - last[1]]) else last[2]
    if bare.endswith(_NEUTRAL_HEADS) and not bare.endswith(_NOT_HEADS):
        return "more"
    return None

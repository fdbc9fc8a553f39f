"""What may stand behind a target: an end, or a predicate that demands. A noun that it would qualify may not.

「70%以上|を目指す」 is a target; 「8割以上|の児童の割合」 is a measure, and 「26.5%|である。」 a fact.

    demand = [の水準] [particle] [deed or verb] ending*
    deed   = の/を + short noun + を + deed ending*          「3件以上|の論文を発表する」
    state  = が/の … + feeling or aim                        「80%以上|の区民が…と感じる」
"""

import re
from typing import Literal

from hoshin.core.targets.vocabulary import CHANGE
from hoshin.core.targets.words import words

Tail = Literal["end", "demand", "state", "fact", "noun"]

_ENDINGS = tuple(
    sorted(
        words(
            """
        する します すること した状態 させる させます させること を図る を図り を図ること を図ります を行う を行い
        を行うこと を目指す をめざす を目指し を目指します を目指している 目指す めざす を目標とする を目標とし
        を目標として を目標に を目標としている 目標とする を成果目標とする とする とすること とし として にする にし
        にすること こと ようにする に努める に取り組む を得る を得て を得 を見込む 見込む になる となる になること
        となること なる できる できること される されること られること れること であること ことを目指す
        ことを目標とする し して させ させて ます を達成する を確保する を維持する るように目指す るよう目指す
        るよう努める よう努める 目標 目標値とする を目標値とする のものとする とします にします 取り組む
        とすることを目指す を基準とする いること あること となるようにする を上限とする を下限とする を保証する
        を突破する を突破 突破 を保つ る す るものとする ものとする 状態 状態とする 状態にする 程度とする に達すること
        に達する を達成 を実現 を確保 を堅持 を維持 を目標値 を目途とする を実施 と設定する に設定する を設定する
        を成果目標 ことを見込む
        """
        ),
        key=len,
        reverse=True,
    )
)
_VERBS = frozenset(
    words(
        """
        いる ある なる する 得る 占める 保つ 設ける 行う 行い 図る 続ける 受ける 開く 訪れる 迎える 植える 配る 置く
        結ぶ 満たす 作る つくる 生み出す 育てる つなげる 進める 始める 終える 講じる 増や 減ら 上げ 高め 伸ばし 下げ
        抑え 整え 届け 集め 行く 使う 出す とどめる 留める 収める 収まる 有する 達する 超え 超える 上回る 下回る
        引き上げ 引き下げ 引上げ 引下げ 増え 伸ば 延ば 増す 上回 下回 要する 乗せる 取り扱う 送り出す 立ち上げ
        受け入れ 掘り起こ 維 受け 設け 増 減 保 整備
        """
    )
)
_STEMS = _VERBS | {verb[:-1] for verb in _VERBS if verb.endswith("る") and len(verb) > 1}
_STATES = words(
    """
        感じる 感じている 思う 思っている 考える 考えている 回答 回答する 答える 満足 満足する 満足している 理解
        理解する 理解している 知っている 実感する 実感している 認識する 認識している 参加する 利用する 利用している
        取り組む 取り組んでいる 評価する 評価 意識する 意識している 実践する 実践している 備える 備えている 希望する
        役に立った 肯定的 肯定的回答 回答すること 良好 合格 修了 就職 がいる もいる 好き 楽しい 安心 評価を得る
        ことを目指す を目指す ことを目標とする ようにする されること すること いること 得ること 答えること
        ことを見込む 受けること 参加 活用されること 使用されること
        """
)
DEEDS = words(
    """
        実施 開催 参加 設置 達成 確保 策定 養成 創出 構築 支援 訪問 点検 配布 発行 発信 派遣 育成 登録 利用 活用 供給
        応募 提案 開設 輩出 再開 集積 整備 導入 採択 受講 受診 修了 取得 交付 作成 回収 解決 掲載 公表 公開 提供 検査
        調査 研修 講座 学習 訓練 啓発 活動 巡回 相談 執行 輸送 稼働 普及 増設 植樹 締結 開発 輸出 生産 就職 雇用 採用
        認定 助成 更新 改修 更生 耐震化 完了 遵守 維持 推移 継続 清掃 発表 視聴 貸出 販売 出荷 選定 来場 来館 加入
        協力 連携 交流 紹介 接続 収集 回答 獲得 運行 運営 出席 出展 配置 募集 受入 受入れ 受け入れ 移住 定住 発掘 把握
        指定 認証 取引 接種 合格 卒業 着手 着工 竣工 復旧 実現 抑制 算出 算定 充足 満足 向上 改善 拡大 集客 動員 対応
        開通 更改 確立 強化 受注 成約 契約 融資 減免 受理 決定 裁定 申請 提出 寄附 寄付 換地 造成 間伐 解消 除却 撤去
        検証 実証 試行 展開 投入 投資 誘致 誘導 送付 通知 閲覧 編成 保全 積み増し 堅持 回復 参集 出場 参画 具体化
        事業化 実用化 製品化 社会実装 実装 論文化 標準化 規格化 自立 立地 起業 創業 承継 引継 機会提供 権益確保 使用
        購入 調達 実行 抽出 研究 審査 処理 翻訳 配信 放送 公演 上映 展示 招へい 招聘 面談 指導 助言 監査 立入検査 検診
        健診 診療 健康診断 議論 協議 検討 入賞 授業 開所 開館 開庁 開放 投稿 更新 施行 制定
        """
)
_HEADS = words(
    """
        割合 率 数 者 人 世帯 住宅 範囲 区民 市民 児童 生徒 学校 事業所 企業 団体 家庭 高齢者 職員 地域 施設 状況 もの
        方 日
        """
)
_FACT_ENDS = words(
    """
        た である であり です ている ています とされる という ところ ため 見込まれる にあたる 当たる である見込み
        られる となる見込み でいる
        """
)
_AIMS = ("を目標としている", "を目指している", "している状態", "ている状態", "なっている状態", "した状態")
_PARTICLES = words(
    """
        にまで までに まで には へと を に と が で へ は も
        """
)
_LEVEL_WORDS = ("の水準", "水準", "のレベル", "の状態", "の数", "の成績")
_RELATIVES = words(
    """
        に向け による ための における に関する に対する となる された した ている との への を有する
        """
)
_KEPT_NOUN = re.compile(
    r"の[^がはのを]{1,16}を(?:確保|維持|達成|実現|目指|めざ|得|集め|保|図)(?:する|します|す|る|し、?|すること|ること)?"
    r"|の[^がはのをた]{1,10}(?:数|率|額|割合|量)"
)
_LONGEST_NOUN = 16
_LONGEST_TAIL = 250
"""No predicate is that far from its target; beyond, the number belongs to something else."""


def without_remarks(tail: str) -> str:
    """The tail without what stands in its brackets, and without spaces and closing marks."""
    depth, kept = 0, []
    for sign in tail:
        if sign in "([【〈《":
            depth += 1
        elif sign in ")]】〉》":
            depth = max(0, depth - 1)
        elif depth == 0 and not sign.isspace() and sign not in "*。.!":
            kept.append(sign)
    return "".join(kept)


def judge_tail(tail: str, *, final: bool = True, compared: bool = False) -> Tail:
    """What the words behind a core make of it. `final` is False when another clause follows,
    `compared` is True behind a comparison with a baseline (「前年度並み|の参加者数を確保」).

    >>> judge_tail("を目指す"), judge_tail("の児童の割合"), judge_tail("である")
    ('demand', 'noun', 'fact')
    >>> judge_tail("のスポーツ実施率の向上"), judge_tail("の論文を発表する")
    ('noun', 'demand')
    """
    if len(tail) > _LONGEST_TAIL:
        return "noun"
    said = without_remarks(tail).strip("、,:")
    for word in _LEVEL_WORDS:
        if said.startswith(word) and said[len(word) :].startswith(("に", "を", "と", "で", "へ", "まで")):
            said = said[len(word) :]
            break
    if not said or said in ("へ", "に", "いること"):
        return "end" if not said else "demand"
    if compared and _KEPT_NOUN.fullmatch(said):
        return "demand"
    if is_fact(said, final=final):
        return "fact"
    if _demands(said):
        return "demand"
    if said[0] == "が" and "する" in said and said.endswith(("の開催", "の実施")):
        return "state"
    if said[0] == "の" and "が" in said and is_deed(said.rpartition("が")[2]):
        return "state"
    if said[0] in "がはもの" and said.endswith(_STATES) and not said.endswith(_HEADS):
        return "noun" if said[0] == "の" and "が" not in said and said[-1] not in "るう" else "state"
    return "noun"


def is_fact(said: str, *, final: bool = True) -> bool:
    """Whether a clause tells what was or is, instead of what is to be.

    >>> is_fact("減少した"), is_fact("増加させる"), is_fact("を目標としている")
    (True, False, False)
    """
    if said.endswith(_AIMS):
        return False
    if not final and said.endswith(("し", "り", "て")):
        return False
    return said.endswith(_FACT_ENDS) and not said.endswith(_STATES)


def _demands(said: str) -> bool:
    of_noun = said.startswith("の")
    stem, ended = _without_endings(said)
    if not stem and ended:
        return True
    rest = _without_particle(stem)
    if of_noun:
        return _of_noun(said[1:], stem[1:])
    if not rest:
        return ended
    if any(word in rest for word in _RELATIVES):
        return False
    if rest in _STEMS or rest in CHANGE or is_deed(rest):
        return True
    return ended and len(rest) <= 4 and all("一" <= sign <= "鿿" for sign in rest)


def _of_noun(said: str, stem: str) -> bool:
    """「の開催」, 「の参加を得る」, 「の論文を発表する」, but not 「のスポーツ実施率の向上」."""
    if "の" in stem or "が" in stem or "は" in said.replace("場合は", "") or any(word in stem for word in _RELATIVES):
        return False
    noun, _, deed = said.partition("を")
    if deed:
        bare, ended = _without_endings(deed)
        nouns = 0 < len(noun) <= _LONGEST_NOUN and not noun.endswith(_HEADS[:3])
        return nouns and (is_deed(bare) or bare in _STEMS or (not bare and ended) or is_deed(bare.split("に")[-1]))
    return len(stem) <= _LONGEST_NOUN and (is_deed(stem) or stem in CHANGE or (not stem and said != ""))


def _without_endings(said: str) -> tuple[str, bool]:
    ended = False
    while said:
        ending = next((end for end in _ENDINGS if said.endswith(end)), None)
        if ending is None:
            break
        said, ended = said[: -len(ending)], True
    return said, ended


def _without_particle(said: str) -> str:
    for particle in _PARTICLES:
        if said.startswith(particle):
            return said[len(particle) :]
    return said


def is_deed(rest: str) -> bool:
    """Whether words end in something that can be done so and so often.

    >>> is_deed("防災訓練を実施"), is_deed("実施率")
    (True, False)
    """
    bare = rest.rstrip("をにとがでは")
    return bare.endswith(DEEDS) and len(bare) <= 20 and "の" not in bare

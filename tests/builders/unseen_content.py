"""What the plans of wards that do not exist say: programmes, indicators and money, drawn by a seed.

The answer is the truth of one plan, with the keys of a plan document. A key that is absent is not claimed.
"""

import random
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
CIRCLED = "①②③④⑤⑥⑦⑧⑨"

ORGANISATIONS = ("潮見区", "汐風区", "若草区", "水都市水道局", "若葉市こども未来局", "浜手区", "山吹市環境局", "梅園区")

# title, wanted state, strategy, outcome indicators, initiatives: (title, indicators, activities)
PROGRAMMES: tuple[dict[str, Any], ...] = (
    {
        "title": "災害に強い地域づくり",
        "goal": "大きな地震や津波のときにも、住民どうしが助け合い、だれもが落ち着いて避難できる備えが整っている。",
        "strategy": "自主防災組織の訓練を実践に近づけ、要配慮者の名簿を地域と共有しながら、顔の見える備えを広げる。",
        "outcomes": (("share", "家庭で3日分以上の水と食料を備えていると答えた区民の割合"),),
        "initiatives": (
            (
                "地域防災訓練の支援",
                (
                    ("per", "避難所開設訓練の実施", "地域", "回"),
                    ("share", "訓練が役に立ったと答えた参加者の割合"),
                ),
                ("避難所開設訓練の計画づくりを支援", "夜間訓練の実施", "訓練用資機材の貸出し"),
            ),
            (
                "個別避難計画の作成",
                (("share", "避難行動要支援者のうち個別避難計画を作成した人の割合"),),
                ("福祉専門職との計画作成会議", "名簿の更新"),
            ),
            (
                "防災知識の普及",
                (("cumulative", "防災出前講座の受講者数", "人"), ("bare", "防災マップを見たことがある区民の割合")),
                ("出前講座の開催", "マンション向け冊子の作成", "防災メールの登録促進"),
            ),
        ),
    },
    {
        "title": "高齢者が安心して暮らせるまち",
        "goal": "一人で暮らす高齢者も近所とのつながりをもち、困りごとを早いうちに相談できている。",
        "strategy": "見守りの担い手を増やすとともに、地域包括支援センターと医療機関の連携を密にする。",
        "outcomes": (("share", "困ったときに相談できる相手がいると答えた65歳以上の区民の割合"),),
        "initiatives": (
            (
                "見守りネットワークの強化",
                (("count", "見守り協力店の登録数", "店舗"), ("share", "見守り対象者のうち月1回以上訪問した人の割合")),
                ("協力店の開拓", "訪問員の研修", "連絡会の開催"),
            ),
            (
                "認知症への理解の促進",
                (("cumulative", "認知症サポーター養成講座の受講者数", "人"),),
                ("小学校での講座", "企業向け講座"),
            ),
            (
                "介護予防の推進",
                (("count", "体操の会の立ち上げ数", "か所"), ("up", "体力測定会の参加者数")),
                ("体操指導者の派遣", "測定会の開催"),
            ),
        ),
    },
    {
        "title": "税と保険料の公平な負担",
        "goal": "納付の方法が分かりやすく、納められない事情のある人には早い段階で相談の手が届いている。",
        "strategy": "口座振替と電子納付を広げ、滞納の初期に連絡をとることで収納率を底上げする。",
        "outcomes": (("share", "現年度分の保険料収納率"),),
        "initiatives": (
            (
                "口座振替の勧奨",
                (("share", "口座振替を利用する世帯の割合"),),
                ("窓口での受付", "勧奨はがきの送付"),
            ),
            (
                "早期納付相談",
                (("count", "夜間・休日の納付相談の件数", "件"), ("below", "長期滞納となった世帯数", "世帯")),
                ("電話による案内", "夜間相談窓口の開設"),
            ),
        ),
    },
    {
        "title": "ごみの少ない清潔なまち",
        "goal": "一人ひとりがごみを減らす工夫を続け、道路や公園がいつも気持ちよく使える。",
        "strategy": "分別の分かりやすい案内と、地域ぐるみの清掃を両輪として進める。",
        "outcomes": (("below", "家庭から出る普通ごみの量", "t"),),
        "initiatives": (
            (
                "資源の分別の徹底",
                (("share", "古紙を分けて出していると答えた世帯の割合"),),
                ("分別アプリの案内", "集合住宅への訪問説明"),
            ),
            (
                "不法投棄の防止",
                (("down", "不法投棄の通報件数"), ("count", "夜間パトロールの実施回数", "回")),
                ("監視カメラの設置", "夜間パトロール"),
            ),
            (
                "食品を無駄にしない取組",
                (("both", "食べ残しを減らそうと思った", "料理の工夫が分かった", "料理教室の参加者"),),
                ("料理教室の開催", "協力飲食店の募集"),
            ),
        ),
    },
    {
        "title": "こどもが健やかに育つまち",
        "goal": "妊娠期から学齢期まで切れ目のない支えがあり、こどもが自分の力を伸ばしている。",
        "strategy": "保健師の訪問と地域の居場所を組み合わせ、孤立した子育てをなくす。",
        "outcomes": (("share", "子育てをするうえで頼れる場所があると感じる保護者の割合"),),
        "initiatives": (
            (
                "乳幼児の健康づくり",
                (("share", "3歳児健康診査の受診率"), ("share", "4か月児健診のあとに助言を受けた家庭の満足度")),
                ("健診会場の託児", "未受診家庭への訪問"),
            ),
            (
                "学習の場の提供",
                (
                    ("both", "勉強する習慣がついた", "学校の授業が分かるようになった", "学習会に通う生徒"),
                    ("national", "区内中学校の英検3級以上の取得割合"),
                ),
                ("放課後学習会", "大学生による指導"),
            ),
            (
                "こどもの居場所づくり",
                (("count", "こども食堂の開設数", "か所"),),
                ("開設費の助成", "食材の提供団体との調整"),
            ),
        ),
    },
    {
        "title": "読書と学びのまち",
        "goal": "図書館がだれにとっても身近にあり、世代をこえて学びの輪が広がっている。",
        "strategy": "学校や地域の読書会と図書館を結び、移動図書館の巡回先を見直す。",
        "outcomes": (("share", "月に1冊以上の本を読むと答えた区民の割合"),),
        "initiatives": (
            (
                "移動図書館の運行",
                (("count", "移動図書館の貸出冊数", "冊"),),
                ("巡回先の追加", "大型団地での開館"),
            ),
            (
                "学校図書館との連携",
                (("per", "読み聞かせ会の開催", "校", "回"), ("share", "読書が好きだと答えた小学生の割合")),
                ("司書の派遣", "団体貸出し"),
            ),
        ),
    },
    {
        "title": "安全な道路と交通",
        "goal": "歩く人も自転車に乗る人も互いにゆずり合い、重い事故の起こらない通りになっている。",
        "strategy": "事故の多い交差点を調べ、警察・学校と役割を分けて対策する。",
        "outcomes": (("below", "自転車がかかわる事故の件数", "件"),),
        "initiatives": (
            (
                "通学路の安全点検",
                (("share", "点検で見つかった危険箇所のうち対策を終えた割合"),),
                ("合同点検の実施", "路面表示の補修"),
            ),
            (
                "自転車の正しい利用",
                (("cumulative", "自転車安全教室の参加者数", "人"), ("down", "駅前の放置自転車台数")),
                ("安全教室", "放置自転車の撤去", "駐輪場の案内"),
            ),
        ),
    },
    {
        "title": "待たせない窓口",
        "goal": "手続のために来庁しなくてよく、来庁した人も短い時間で用件を終えられる。",
        "strategy": "オンライン申請の対象を広げ、窓口の動線と案内を見直す。",
        "outcomes": (("bare", "窓口のサービスに満足した来庁者の割合"),),
        "initiatives": (
            (
                "手続のオンライン化",
                (("count", "オンラインで受け付けた申請の件数", "件"), ("share", "職員がRPAを使う業務の割合")),
                ("申請画面の作成", "職員向け研修"),
            ),
            (
                "窓口の改善",
                (("below", "住民票交付の平均待ち時間", "分"),),
                ("フロアマネージャーの配置", "混雑予測の公開"),
            ),
        ),
    },
    {
        "title": "花と緑の公園",
        "goal": "身近な公園が手入れの行き届いた憩いの場となり、住民が花づくりを楽しんでいる。",
        "strategy": "愛護会の担い手を若い世代に広げ、遊具の更新を計画的に行う。",
        "outcomes": (("share", "近くの公園をよく利用すると答えた区民の割合"),),
        "initiatives": (
            (
                "公園愛護会の支援",
                (("count", "愛護会が活動する公園の数", "公園"),),
                ("苗の配布", "講習会の開催"),
            ),
            (
                "遊具の安全管理",
                (("bare", "遊具の定期点検の実施率"), ("below", "遊具の不具合による事故件数", "件")),
                ("専門業者による点検", "古い遊具の撤去"),
            ),
        ),
    },
    {
        "title": "信頼される区役所",
        "goal": "職員が誇りをもって働き、区民の声がすぐに仕事の改善へ生かされている。",
        "strategy": "区民の声を部署をこえて共有し、小さな改善を毎月積み重ねる。",
        "outcomes": (("share", "区役所を信頼できると答えた区民の割合"),),
        "initiatives": (
            (
                "職員の育成",
                (("share", "接遇研修を受けた職員の割合"), ("count", "職員からの改善提案の件数", "件")),
                ("接遇研修", "若手職員の発表会"),
            ),
            (
                "情報の発信",
                (("up", "区公式SNSの閲覧数"), ("share", "広報紙を毎月読むと答えた区民の割合")),
                ("広報紙の紙面改善", "動画の配信"),
            ),
        ),
    },
)
ALSO_WANTED = (
    "転入してきた人も、地域の催しに気軽に加わっている。",
    "支える人と支えられる人の垣根が低くなっている。",
)
ALSO_DONE = (
    "あわせて、取組の効果を毎年確かめ、効果の薄いものは見直す。",
    "また、民間の事業者と役割を分け、限られた人手を生かす。",
)
LATER = (
    "参加者が一部の地域にかたよっているため、周知の方法を見直す。",
    "担い手の高齢化が進んでおり、若い世代への働きかけが足りない。",
    "関係機関との情報の共有に時間がかかっているので、会議の進め方を改める。",
)
DONE = (
    "予定していた催しを計画どおりに行い、どの会場も定員に達した。",
    "対象となる世帯への案内を終え、順次訪問を進めている。",
    "地域の代表者と意見を交わし、年度の後半に行う内容を決めた。",
)
CHALLENGES = (
    "転入した世帯と地域のつながりが弱く、支えを必要とする人の情報が届きにくい。",
    "施設の老朽化と利用者の減少が同時に進み、これまでの運営のままでは続けることが難しい。",
    "取組を知らない人が多く、参加する人が固定化している。",
)


@dataclass
class Manner:
    """How one document prints: drawn once, kept throughout."""

    hyphen: str
    wrapped: bool
    circled: bool
    wide: bool
    separator: str
    bracket: str
    year_short: bool
    money: str = "{thousand}千円"

    def code(self, *parts: int) -> str:
        """The code as this document prints it: 1-1-1, １－１－１, 1-(1)-① or 【1-1-1】."""
        if self.circled and len(parts) > 1:
            tail = "-" + CIRCLED[parts[2] - 1] if len(parts) == 3 else ""
            return f"{parts[0]}-({parts[1]}){tail}"
        text = self.hyphen.join(map(str, parts))
        text = text.translate(WIDE) if self.hyphen == "－" else text
        return f"【{text}】" if self.wrapped else text

    def title(self, text: str | None) -> str:
        if text is None:
            return ""
        return text if self.wrapped else self.bracket.format(text)

    def number(self, text: str) -> str:
        return text.translate(WIDE) if self.wide else text


def manner(rng: random.Random) -> Manner:
    style = rng.choice(("plain", "wide", "circled", "wrapped", "plain"))
    return Manner(
        hyphen="－" if style == "wide" else rng.choice(("-", "‐", "-")),
        wrapped=style == "wrapped",
        circled=style == "circled",
        wide=rng.random() < 0.35,
        separator=rng.choice(("：", "：", "　", " ： ")),
        bracket=rng.choice(("　【{}】", "　{}", " {}")),
        year_short=rng.random() < 0.3,
    )


def era_year(fiscal_year: int, *, short: bool = False) -> str:
    """The fiscal year as printed: 令和4年度, R4年度, 平成30年度."""
    era, letter, year = ("令和", "R", fiscal_year - 2018) if fiscal_year >= 2019 else ("平成", "H", fiscal_year - 1988)
    return f"{letter if short else era}{'元' if year == 1 and not short else year}年度"


def _target(comparator: str, value: float | None, unit: str | None, **more: Any) -> dict[str, Any]:
    return {
        "comparator": comparator,
        "value": value,
        "unit": unit,
        "due_fiscal_year": None,
        "baseline": None,
        "comparator_implied": False,
    } | more


def _share(rng: random.Random) -> tuple[str, float]:
    value = rng.choice((rng.randint(20, 95), round(rng.uniform(20, 95), 1)))
    return f"{value}", value


def indicators(kind: tuple[str, ...], rng: random.Random, how: Manner, due: int | None) -> list[dict[str, Any]]:
    """The indicators that one printed phrase holds (two for 「それぞれ」), without labels."""
    name, measure = kind[0], kind[1]
    until = f"{era_year(due, short=how.year_short)}までに" if due else ""
    base: dict[str, Any] = {"due_fiscal_year": due}
    text, value = _share(rng)
    percent = rng.choice(("%", "％"))
    if name == "share":
        target, words = _target(">=", value, "%", **base), f"{until}{text}{percent}以上"
    elif name == "bare":
        target, words = _target(">=", value, "%", comparator_implied=True, **base), f"{until}{text}{percent}"
    elif name == "count":
        number = rng.randint(3, 2400)
        target, words = _target(">=", number, kind[2], **base), f"{until}{number:,}{kind[2]}以上"
    elif name == "below":
        number = rng.randint(3, 900)
        target, words = _target("<=", number, kind[2], **base), f"{until}{number:,}{kind[2]}以下"
    elif name == "cumulative":
        number = rng.randint(60, 3000)
        target = _target(">=", number, kind[2], cumulative=True, **base)
        words = f"{until}延べ{number:,}{kind[2]}以上"
    elif name == "per":
        number = rng.randint(1, 4)
        target, words = _target(">=", number, kind[3], per=kind[2], **base), f"{until}各{kind[2]}{number}{kind[3]}以上"
    elif name in ("up", "down"):
        sign, word = (">=", "以上") if name == "up" else ("<=", "以下")
        target = _target(sign, None, None, baseline="previous_fiscal_year", **base)
        del target["unit"]
        words = f"{until}前年度{word}"
    elif name == "national":
        target, words = _target(">=", None, None, baseline="national_average", **base), f"{until}全国平均以上"
        del target["unit"]
    else:
        target = _target(">=", value, "%", **base)
        words = f"{until}それぞれ{text}{percent}以上"
        whole = f"「{kind[1]}」「{kind[2]}」と答えた{kind[3]}の割合"
        pair = [
            {"measure_contains": part, "target": dict(target), "phrase": whole, "words": words} for part in kind[1:3]
        ]
        return _printed(pair, how)
    return _printed([{"measure": measure, "target": target, "phrase": measure, "words": words}], how)


def _printed(found: list[dict[str, Any]], how: Manner) -> list[dict[str, Any]]:
    for one in found:
        one["words"] = how.number(one["words"])
        one["printed"] = f"{one['phrase']}{how.separator}{one['words']}"
        one |= {"label": None, "revised": False, "results": []}
    return found


@dataclass(frozen=True)
class Extent:
    """Which parts a form generation prints."""

    fiscal_year: int
    goal_state: bool = True
    process: bool = True
    exit: bool = False
    past: bool = False
    earlier_money: bool = False
    mid_year: bool = False
    year_end: bool = False
    challenge: bool = False
    front: bool = False
    stamps: bool = True
    history: bool = False
    figures: bool = False


def label_them(groups: list[list[dict[str, Any]]], rng: random.Random) -> None:
    """①②… where a cell holds several phrases, sometimes also where it holds one."""
    if len(groups) > 1 or rng.random() < 0.2:
        for number, group in enumerate(groups):
            for one in group:
                one["label"] = CIRCLED[number]


def _measured(rng: random.Random, fiscal_year: int) -> dict[str, Any]:
    return {"printed": f"{rng.randint(20, 90)}.{rng.randint(1, 9)}%", "fiscal_year": fiscal_year}


def _initiative(
    entry: Any, where: tuple[int, int, int], rng: random.Random, how: Manner, extent: Extent
) -> dict[str, Any]:
    title, kinds, activities = entry
    groups = [indicators(kind, rng, how, None) for kind in kinds] if extent.process else []
    label_them(groups, rng)
    chosen = list(activities)
    built: dict[str, Any] = {
        "code": "-".join(map(str, where)),
        "code_printed": how.code(*where),
        "title": title,
        "groups": groups,
        "activities": chosen,
        "budget": {"kind": "amount", "amount_yen": rng.randint(150, 99_000) * 1000},
        "budget_lines": [],
        "exit_criteria": [],
        "past_results": None,
        "reviews": [],
    }
    if extent.earlier_money:
        built["budget_lines"] = [
            {"kind": "settled", "fiscal_year": extent.fiscal_year - 2, "amount_yen": rng.randint(150, 99_000) * 1000},
            {"kind": "budget", "fiscal_year": extent.fiscal_year - 1, "amount_yen": rng.randint(150, 99_000) * 1000},
        ]
    if extent.exit:
        built["exit_criteria"] = [f"上記目標が{rng.randint(5, 19)}%未満の場合、事業を再構築する"]
    if extent.past:
        built["past_results"] = "、".join(
            f"{era_year(extent.fiscal_year - back)}　{title}の実施　{rng.randint(3, 60)}回" for back in (2, 1)
        )
    if extent.mid_year:
        built["reviews"].append({"stage": "mid_year", "actions": rng.choice(DONE), "code": rng.choice(("①", "②"))})
    if extent.year_end:
        built["reviews"].append(
            {
                "stage": "year_end",
                "actions": rng.choice(DONE),
                "improve": rng.choice(LATER),
                "code": rng.choice(("①（ⅰ）", "②（ⅰ）", "①（ⅱ）")),
                "measured": [_measured(rng, extent.fiscal_year) for _ in groups],
            }
        )
    return built


def _outcome(
    programme: dict[str, Any], where: tuple[int, int], rng: random.Random, how: Manner, extent: Extent
) -> dict[str, Any]:
    due = extent.fiscal_year + rng.choice((0, 1, 2, 3))
    groups = [indicators(kind, rng, how, due) for kind in programme["outcomes"]]
    entries = list(programme["initiatives"])[: rng.randint(2, len(programme["initiatives"]))]
    initiatives = [_initiative(e, (*where, n), rng, how, extent) for n, e in enumerate(entries, 1)]
    kinds = rng.random()
    if kinds < 0.35:
        initiatives[-1]["budget"] = {"kind": "none", "amount_yen": None}
    elif kinds < 0.7 and len(initiatives) > 1:
        initiatives[-1]["budget"] = {
            "kind": "included_in",
            "amount_yen": None,
            "included_in": initiatives[0]["code"],
            "included_in_printed": initiatives[0]["code_printed"],
        }
    return {
        "code": "-".join(map(str, where)),
        "code_printed": how.code(*where),
        "title": programme["title"],
        "goal_state": _sometimes_longer(programme["goal"], ALSO_WANTED, rng) if extent.goal_state else None,
        "strategy": _sometimes_longer(programme["strategy"], ALSO_DONE, rng),
        "groups": groups,
        "initiatives": initiatives,
        "measured": [_measured(rng, extent.fiscal_year) for _ in groups] if extent.year_end else [],
        "earlier": [_measured(rng, extent.fiscal_year - 1) for _ in groups] if extent.year_end else [],
    }


def _sometimes_longer(text: str, more: tuple[str, ...], rng: random.Random) -> str:
    return f"{text}\n{rng.choice(more)}" if rng.random() < 0.4 else text


def mark_some(plan: dict[str, Any], rng: random.Random) -> None:
    """New initiatives carry 【新規】 after their title."""
    for outcome in plan["outcomes"]:
        for initiative in outcome["initiatives"]:
            initiative["marks"] = ["新規"] if rng.random() < 0.15 else []


def leave_out(plan: dict[str, Any], rng: random.Random) -> None:
    """Drop an outcome whose absence the codes betray, and the title of the last one."""
    outcomes = plan["outcomes"]
    followed = [a for a, b in pairwise(outcomes) if a["issue_code"] == b["issue_code"]]
    alone = [
        b
        for a, b, c in zip(outcomes, outcomes[1:], outcomes[2:], strict=False)
        if a["issue_code"] != b["issue_code"] != c["issue_code"]
    ]
    gone = rng.choice(followed + alone) if followed or alone else None
    if gone is not None:
        outcomes.remove(gone)
        plan["absent"].append(gone["code"])
        if gone in alone:
            plan["issues"] = [issue for issue in plan["issues"] if issue["code"] != gone["issue_code"]]
    outcomes[-1]["title"] = None


def add_history(plan: dict[str, Any], rng: random.Random) -> None:
    """One row of 改訂履歴 on the first initiative's first indicator."""
    year = plan["fiscal_year"]
    plan["revision_history"] = [
        {
            "on": f"{year}-10-{rng.randint(10, 28)}",
            "code": plan["outcomes"][0]["initiatives"][0]["code_printed"],
            "old": f"{rng.randint(20, 40)}回以上",
            "new": f"{rng.randint(41, 60)}回以上",
            "reason": "上半期の実績を踏まえて見直したため",
        }
    ]


def only_figures(plan: dict[str, Any], rng: random.Random) -> None:
    """Indicators as a table of figures: the unit, the present and the target value each in a cell of its own."""
    for outcome in plan["outcomes"]:
        for holder in (outcome, *outcome["initiatives"]):
            groups = [g for g in holder["groups"] if len(g) == 1 and g[0]["target"]["value"] is not None]
            holder["groups"] = [g for g in groups if "per" not in g[0]["target"] and "cumulative" not in g[0]["target"]]
            for group in holder["groups"]:
                one = group[0]
                one["label"] = None
                one["target"] |= {"comparator_implied": True}
                one["figure"] = f"{one['target']['value']:,}"
                if holder is not outcome:
                    del one["target"]["due_fiscal_year"]
        due = plan["fiscal_year"] + 3
        for group in outcome["groups"]:
            group[0]["target"]["due_fiscal_year"] = due
        outcome["measured"] = [{"printed": f"{rng.randint(11, 99)}.{rng.randint(1, 9)}"} for _ in outcome["groups"]]
        for initiative in outcome["initiatives"]:
            initiative["activities"] = []


def stamp_some(plan: dict[str, Any], rng: random.Random) -> None:
    """Mark about a quarter of the single-phrase indicators as changed, so that each mark has one meaning."""
    stamp = f"{era_year(plan['fiscal_year'] - 1, short=True)}自己評価を踏まえ変更"
    for outcome in plan["outcomes"]:
        for holder in (outcome, *outcome["initiatives"]):
            if len(holder["groups"]) == 1 and len(holder["groups"][0]) == 1 and rng.random() < 0.3:
                holder["groups"][0][0] |= {"revised": True, "stamp": stamp}
                plan["stamps"] += 1


def plan_truth(
    form: str, extent: Extent, seed: int, *, money: str, one_outcome_an_issue: bool = False
) -> dict[str, Any]:
    """One plan: everything that a careful reader would find in the document made from it."""
    rng = random.Random(f"{form}/{seed}")
    how = manner(rng)
    how.money = money
    issues, outcomes = [], []
    programmes = rng.sample(PROGRAMMES, k=rng.randint(3, 5))
    number = 0
    while programmes:
        number += 1
        taken = programmes[: 1 if one_outcome_an_issue else rng.randint(1, 2)]
        programmes = programmes[len(taken) :]
        issues.append(
            {
                "code": str(number),
                "title": f"{taken[0]['title']}に向けて",
                "challenge": rng.choice(CHALLENGES) if extent.challenge else None,
            }
        )
        for place, programme in enumerate(taken, 1):
            outcomes.append(_outcome(programme, (number, place), rng, how, extent) | {"issue_code": str(number)})
    organisation = rng.choice(ORGANISATIONS)
    plan = {
        "form": form,
        "organisation": organisation,
        "fiscal_year": extent.fiscal_year,
        "goal": f"{organisation}に住む人がともに支え合い、{outcomes[0]['title']}をかなえる" if extent.front else None,
        "mission": "区民の声に耳を傾け、限られた財源を生かして暮らしの質を高める" if extent.front else None,
        "issues": issues,
        "outcomes": outcomes,
        "stamps": 0,
        "absent": [],
        "revision_history": [],
        "manner": how,
    }
    if seed % 4 == 3 and not one_outcome_an_issue:
        leave_out(plan, rng)
    if extent.stamps:
        stamp_some(plan, rng)
    if extent.figures:
        only_figures(plan, rng)
    strike_one(plan, rng)
    mark_some(plan, rng)
    if extent.history:
        add_history(plan, rng)
    return plan


def strike_one(plan: dict[str, Any], rng: random.Random) -> None:
    """One indicator also shows its old words struck through, where the format can strike."""
    shares = [
        group[0]
        for outcome in plan["outcomes"]
        for holder in (outcome, *outcome["initiatives"])
        for group in holder["groups"]
        if len(group) == 1 and group[0]["target"]["comparator"] == ">=" and group[0]["target"].get("unit") == "%"
    ]
    if shares:
        rng.choice(shares)["old"] = plan["manner"].number(f"{rng.randint(5, 19)}.5%以上")

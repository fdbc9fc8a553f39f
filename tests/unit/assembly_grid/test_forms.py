"""Whole forms of several generations and cities, drawn as grids."""

from tests.unit.assembly_grid.drawn import said, table


def test_the_sheet_of_2012_to_2022():
    """様式2: issue, outcome and initiative blocks, each with plan, mid-year review and self-evaluation."""
    form = table(
        [("経営課題１　【安全なまち】", 1, 6)],
        [("計画", 4, 1), ("めざすべき将来像・将来像（10～20年を念頭に設定）", 1, 5)],
        [("安心して暮らせる", 1, 5)],
        [("現状（課題設定の根拠となる現状・データ）", 1, 3), ("要因分析（差が生じる要因の分析）", 1, 2)],
        [("認知件数は1,234件", 1, 3), ("意識が低い", 1, 2)],
        [("めざす成果及び戦略１－１　【防犯】", 1, 6)],
        [("計画", 4, 1), ("めざす状態（概ね3～5年間を念頭に設定）", 1, 3), ("戦略（中期的な取組の方向性）", 1, 2)],
        [("意識が高い", 1, 3), ("警察と連携する。", 3, 2)],
        [("アウトカム（成果）指標（めざす状態を数値化した指標）", 1, 3)],
        [("感じる区民の割合：令和3年度末までに41.5%以上", 1, 3)],
        [("中間振り返り", 2, 1), ("戦略の進捗状況　a：順調　b：順調でない", 1, 3), ("課題と改善策", 1, 2)],
        [("a", 1, 3), ("―", 1, 2)],
        [("自己評価", 2, 1), ("アウトカム指標の達成状況", 1, 2), "前年度", "個別", "全体"],
        [("42.0%", 1, 2), "36.2%", "A", "A"],
        [("具体的取組１－１－１　【見守り】", 2, 3), "30決算額", "元予算額", "2予算額"],
        ["1,234千円", "2,345千円", ""],
        [("計画", 5, 1), ("当年度の取組内容", 1, 3), ("プロセス指標（過程指標）", 1, 2)],
        [("・巡回\n・啓発", 3, 3), ("①回数：10回以上", 1, 2)],
        [("撤退・再構築基準", 1, 2)],
        [("満足度が50%未満", 1, 2)],
        [("前年度までの実績", 1, 1), ("巡回12回", 1, 4)],
        [("自己評価", 4, 1), ("当年度の取組実績", 1, 3), ("課題", 1, 1), ("改善策", 1, 1)],
        [("12回実施", 1, 3), "なし", "継続"],
        [("プロセス指標の達成状況", 1, 3), ("評価", 1, 2)],
        [("①12回", 1, 3), ("①（ⅰ）", 1, 2)],
    )
    assert said(form) == [
        "issue 1 経営課題: 【安全なまち】",
        "future_vision 1: 安心して暮らせる",
        "current_state 1: 認知件数は1,234件",
        "cause_analysis 1: 意識が低い",
        "outcome 1-1 めざす成果及び戦略: 【防犯】",
        "goal_state 1-1: 意識が高い",
        "strategy 1-1: 警察と連携する。",
        "outcome_indicators 1-1: 感じる区民の割合：令和3年度末までに41.5%以上",
        "review 1-1 mid_year.effectiveness: a",
        "review 1-1 mid_year.challenges: ―",
        "result 1-1 outcome: 42.0%",
        "result 1-1 previous: 36.2%",
        "result 1-1 individual: A",
        "result 1-1 overall: A",
        "initiative 1-1-1 具体的取組: 【見守り】",
        "budget_line 1-1-1 ?30.settled: 1,234千円",
        "budget_line 1-1-1 ?1.budget: 2,345千円",
        "activities 1-1-1: ・巡回\n・啓発",
        "process_indicators 1-1-1: ①回数：10回以上",
        "exit_criteria 1-1-1: 満足度が50%未満",
        "past_results 1-1-1: 巡回12回",
        "review 1-1-1 year_end.actions_taken: 12回実施",
        "review 1-1-1 year_end.challenges: なし",
        "review 1-1-1 year_end.improvements: 継続",
        "result 1-1-1 process: ①12回",
        "review 1-1-1 year_end.assessment: ①（ⅰ）",
    ]


def test_the_short_page_since_2023():
    form = table(
        [("【経営課題１】地域のつながり", 1, 4)],
        ["課題認識", ("つながりが希薄", 1, 3)],
        ["主な戦略", ("つながりづくり", 1, 3)],
        ["アウトカム指標", "割合：令和7年度末までに50%以上", "アウトカム指標の達成状況（定量評価）", "48%"],
        ["主な具体的取組（5年度予算額）", ("【1-1-1】 見守り （19,808千円）\n【1-1-2】 理解の促進 （－円）", 1, 3)],
        ["自己評価（定性評価）", ("できた", 1, 3)],
        ["今後の方針", ("続ける", 1, 3)],
    )
    assert said(form) == [
        "issue 1 経営課題: 地域のつながり",
        "challenge 1: つながりが希薄",
        "strategy 1: つながりづくり",
        "outcome_indicators 1: 割合：令和7年度末までに50%以上",
        "result 1 outcome: 48%",
        "review 1 year_end: できた",
        "review 1 policy: 続ける",
        "initiative 1-1-1 具体的取組: 見守り",
        "budget 1-1-1: 19,808千円",
        "initiative 1-1-2 具体的取組: 理解の促進",
        "budget 1-1-2: －円",
    ]


def test_one_row_an_initiative_with_the_head_on_each_page():
    first = table(
        ["具体的取組", "プロセス(過程)指標", "取組内容", "予算"],
        ["1-1-1 支援", "満足度：70%以上", "・支援", "77,153千円"],
        ["具体的取組", "プロセス(過程)指標", "取組内容", "予算"],
        ["1-1-2\n交流", "①数：5件以上", "・交流", "1-1-1を含む"],
    )
    cut_by_the_page = table(["1-1-3 続き", "数：9件以上", "・広報", "3千円"])
    assert said(first, cut_by_the_page) == [
        "initiative 1-1-1 具体的取組: 支援",
        "process_indicators 1-1-1: 満足度：70%以上",
        "activities 1-1-1: ・支援",
        "budget 1-1-1: 77,153千円",
        "initiative 1-1-2 具体的取組: 交流",
        "process_indicators 1-1-2: ①数：5件以上",
        "activities 1-1-2: ・交流",
        "budget 1-1-2: 1-1-1を含む",
        "initiative 1-1-3 具体的取組: 続き",
        "process_indicators 1-1-3: 数：9件以上",
        "activities 1-1-3: ・広報",
        "budget 1-1-3: 3千円",
    ]


def test_one_column_an_initiative_beside_the_outcome():
    form = table(
        [("めざす成果及び戦略2-1 こどものまち", 1, 5)],
        [("計画", 1, 2), "具体的取組", "2-1-1 切れ目のない施策", "2-1-2 体制構築"],
        ["めざす状態", "みんな元気", "プロセス(過程)指標\n単年度目標", "①訪問：370件以上", "①割合：80%以上"],
        ["アウトカム指標", "割合：令和4年度までに70%", "取組内容", "①見守り", "①支援"],
        ["戦略", "切れ目なく", "予算", "2,607千円", "12,065千円"],
    )
    assert said(form) == [
        "outcome 2-1 めざす成果及び戦略: こどものまち",
        "goal_state 2-1: みんな元気",
        "outcome_indicators 2-1: 割合：令和4年度までに70%",
        "strategy 2-1: 切れ目なく",
        "initiative 2-1-1 具体的取組: 切れ目のない施策",
        "process_indicators 2-1-1: ①訪問：370件以上",
        "activities 2-1-1: ①見守り",
        "budget 2-1-1: 2,607千円",
        "initiative 2-1-2 具体的取組: 体制構築",
        "process_indicators 2-1-2: ①割合：80%以上",
        "activities 2-1-2: ①支援",
        "budget 2-1-2: 12,065千円",
    ]


def test_another_citys_measures_and_projects():
    form = table(
        ["施策1-1", ("子育て支援の充実", 1, 5)],
        ["施策の目標", ("安心して子育て", 1, 5)],
        [("成果指標", 3, 1), "指標名", "単位", "現状値(R2)", "R3年度実績", "目標値(R7)"],
        ["満足している割合", "%", "62.3", "63.0", "70"],
        ["待機児童数", "人", "12", "8", "0"],
        [("事務事業名", 1, 2), "所管課", "取組内容", "予算額（千円）", "評価"],
        [("1-1-1 保育所整備", 1, 2), "保育課", "整備する", "12,345", "A"],
    )
    assert said(form) == [
        "outcome 1-1 施策: 子育て支援の充実",
        "goal_state 1-1: 安心して子育て",
        "outcome_indicators 1-1: 満足している割合：R7年度までに70%",
        "result 1-1 actual: 62.3",
        "result 1-1 actual: 63.0",
        "outcome_indicators 1-1: 待機児童数：R7年度までに0人",
        "result 1-1 actual: 12",
        "result 1-1 actual: 8",
        "initiative 1-1-1 事務事業: 保育所整備",
        "decoration 1-1-1 section_column: 保育課",
        "activities 1-1-1: 整備する",
        "budget 1-1-1: 12,345",
        "result 1-1-1 assessment: A",
    ]


def test_an_outcome_whose_initiatives_stand_in_rows_beside_it():
    form = table(
        ["施策", "事務事業", "活動指標", "事業費"],
        [("1-1 子育て", 2, 1), "1-1-1 保育所", "入所数：10人以上", "5千円"],
        ["1-1-2 相談", "件数：9件以上", "－"],
    )
    assert said(form) == [
        "outcome 1-1 施策: 子育て",
        "initiative 1-1-1 事務事業: 保育所",
        "process_indicators 1-1-1: 入所数：10人以上",
        "budget 1-1-1: 5千円",
        "initiative 1-1-2 事務事業: 相談",
        "process_indicators 1-1-2: 件数：9件以上",
        "budget 1-1-2: －",
    ]


def test_a_table_of_changes():
    form = table(
        [("改訂履歴", 1, 5)],
        ["改訂日", "取組", "改訂前", "改訂後", "改訂理由"],
        ["令和2年10月28日", "1-1-1", "30回以上", "42回以上", "実績を踏まえて"],
    )
    assert said(form) == [
        "revision_history columns:date,item,old,new,reason: "
        "令和2年10月28日 / 1-1-1 / 30回以上 / 42回以上 / 実績を踏まえて"
    ]

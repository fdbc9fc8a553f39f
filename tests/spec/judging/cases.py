"""What the verdict on a target and a figure is: one row a case, in the words of the contract."""

PERCENT = {"comparator": ">=", "value": 62.8, "unit": "%"}
SAMPLED = {"value": 59.6, "unit": "%", "n": 400, "lower": 54.7, "upper": 64.3}
BEFORE = {"comparator": ">=", "baseline": "previous_fiscal_year"}
FEWER = {"comparator": "<=", "unit": "件", "baseline": "previous_calendar_year"}


def case(target, measurement, code_set="outcome-fy2012", **more):
    return {"target": target, "measurement": measurement, "code_set": code_set, **more}


def counted(value, unit="件"):
    return {"value": value, "unit": unit}


def share(value, lower, upper, n=400):
    return {"value": value, "unit": "%", "n": n, "lower": lower, "upper": upper}


# (what the row shows, the case, expected: code, supports, retreat, demands improvements)
ROWS = [
    ("missed as a number, open as evidence", case(PERCENT, SAMPLED), "B", "cannot_tell", None, True),
    ("reached beyond the margin", case(PERCENT, share(70, 66, 74)), "A", "reached", None, False),
    ("missed beyond the margin", case(PERCENT, share(50, 46, 54)), "B", "not_reached", None, True),
    ("the lower end on the target is reached", case(PERCENT, share(66, 62.8, 70)), "A", "reached", None, False),
    ("nothing is rounded up", case({**PERCENT, "value": 60}, counted(59.95, "%")), "B", "not_reached", None, True),
    ("exactly the target is reached", case(PERCENT, counted(62.8, "%")), "A", "reached", None, False),
    ("more than is not met by equal", case({**PERCENT, "comparator": ">"}, counted(62.8, "%")), "B", "not_reached", None, True),
    ("zero is a number", case({"comparator": ">=", "value": 5, "unit": "回"}, counted(0, "回")), "B", "not_reached", None, True),
    ("a zero target met", case({"comparator": "<=", "value": 0, "unit": "件"}, counted(0)), "A", "reached", None, False),
    ("a zero target missed", case({"comparator": "=", "value": 0, "unit": "件"}, counted(1)), "B", "not_reached", None, True),
    ("missing is never zero", case(PERCENT, {"missing": "not_measured"}), None, "not_measured", None, False),
    ("a falling target", case({"comparator": "<=", "value": 200, "unit": "件"}, counted(186)), "A", "reached", None, False),
    ("a falling share, open", case({"comparator": "<", "value": 10, "unit": "%"}, share(9, 7, 11)), "A", "cannot_tell", None, False),
    ("implied comparator yields to direction", case({"comparator": ">=", "value": 35, "unit": "件", "comparator_implied": True}, counted(20), direction="less"), "A", "reached", None, False),
    ("printed comparator against direction", case({"comparator": ">=", "value": 35, "unit": "件"}, counted(20), direction="less"), None, "cannot_tell", None, False),
    ("above last year's, two surveys, open", case(BEFORE, share(50, 46, 54), previous=share(48, 44, 52)), "A", "cannot_tell", None, False),
    ("above last year's, two surveys, sure", case(BEFORE, share(60, 57, 63), previous=share(48, 45, 51)), "A", "reached", None, False),
    ("below last year's, two surveys, sure", case(BEFORE, share(40, 37, 43), previous=share(48, 45, 51)), "B", "not_reached", None, True),
    ("equal to last year's", case(BEFORE, share(48, 45, 51), previous=share(48, 45, 51)), "A", "cannot_tell", None, False),
    ("last year unknown", case(BEFORE, share(50, 46, 54)), None, "not_comparable", None, False),
    ("last year missing", case(BEFORE, share(50, 46, 54), previous={"missing": "not_measured"}), None, "not_comparable", None, False),
    ("counts against last year's", case(FEWER, counted(49), previous=counted(52)), "A", "reached", None, False),
    ("counts above last year's", case(FEWER, counted(53), previous=counted(52)), "B", "not_reached", None, True),
    ("another year's baseline", case({"comparator": "<", "baseline": "fiscal:2015"}, counted(80), baseline=counted(81)), "A", "reached", None, False),
    ("the nation's average", case({"comparator": ">=", "baseline": "national_average"}, counted(70, "%"), baseline=counted(71, "%"), previous=counted(60, "%")), "B", "not_reached", None, True),
    ("twenty per cent fewer", case({"comparator": "decrease", "value": 20, "unit": "%", "baseline": "fiscal:2015"}, counted(80), baseline=counted(100)), "A", "reached", None, False),
    ("not quite twenty per cent fewer", case({"comparator": "decrease", "value": 20, "unit": "%", "baseline": "fiscal:2015"}, counted(81), baseline=counted(100)), "B", "not_reached", None, True),
    ("any increase", case({"comparator": "increase"}, counted(101), previous=counted(100)), "A", "reached", None, False),
    ("no increase", case({"comparator": "increase"}, counted(100), previous=counted(100)), "B", "not_reached", None, True),
    ("ten more", case({"comparator": "increase", "value": 10, "unit": "人"}, counted(112, "名"), previous=counted(100, "人")), "A", "reached", None, False),
    ("points of a share", case({"comparator": "increase", "value": 5, "unit": "ポイント"}, counted(56, "%"), previous=counted(50, "%")), "A", "reached", None, False),
    ("per cent of a share, both readings agree", case({"comparator": "increase", "value": 10, "unit": "%"}, counted(61, "%"), previous=counted(50, "%")), "A", "reached", None, False),
    ("per cent of a share, readings differ", case({"comparator": "increase", "value": 10, "unit": "%"}, counted(56, "%"), previous=counted(50, "%")), None, "cannot_tell", None, False),
    ("a range held", case({"comparator": "between", "value": 60, "value_max": 70, "unit": "%"}, share(65, 61, 69)), "A", "reached", None, False),
    ("a range, open", case({"comparator": "between", "value": 60, "value_max": 70, "unit": "%"}, share(65, 59, 71)), "A", "cannot_tell", None, False),
    ("above a range", case({"comparator": "between", "value": 60, "value_max": 70, "unit": "%"}, share(80, 75, 85)), "B", "not_reached", None, True),
    ("a level maintained", case({"comparator": "maintain", "value": 90, "unit": "%"}, counted(92, "%"), direction="more"), "A", "reached", None, False),
    ("a level maintained, direction unknown", case({"comparator": "maintain", "value": 90, "unit": "%"}, counted(92, "%")), None, "cannot_tell", None, False),
    ("exactly the level, whatever the direction", case({"comparator": "maintain", "value": 90, "unit": "%"}, counted(90, "%")), "A", "reached", None, False),
    ("last year's level maintained", case({"comparator": "maintain", "baseline": "previous_fiscal_year"}, counted(31), previous=counted(31), direction="less"), "A", "reached", None, False),
    ("a person decides", case({"comparator": "qualitative"}, counted(3)), None, "cannot_tell", None, False),
    ("other units", case({"comparator": ">=", "value": 100, "unit": "人"}, counted(120, "件")), None, "not_comparable", None, False),
    ("units of one kind", case({"comparator": "<=", "value": 9_200_000_000, "unit": "円"}, counted(91, "億円")), "A", "reached", None, False),
    ("an open panel says nothing of all", case(PERCENT, {"value": 80, "unit": "%", "n": 900, "claims_inference": False}), "A", "cannot_tell", None, False),
    ("effective", case(PERCENT, share(70, 66, 74), "effectiveness-fy2012"), "ア", "reached", None, False),
    ("not effective", case(PERCENT, share(50, 46, 54), "effectiveness-fy2012"), "イ", "not_reached", None, True),
    ("process, reached and done", case(PERCENT, counted(63, "%"), "process-fy2012", done_as_planned=True), "①(ⅰ)", "reached", None, False),
    ("process, reached and not done", case(PERCENT, counted(63, "%"), "process-fy2012", done_as_planned=False), "①(ⅱ)", "reached", None, False),
    ("process, missed and done", case(PERCENT, counted(60, "%"), "process-fy2012", done_as_planned=True), "②(ⅰ)", "not_reached", None, True),
    ("process, missed and not done", case(PERCENT, counted(60, "%"), "process-fy2012", done_as_planned=False), "②(ⅱ)", "not_reached", None, True),
    ("process, how it went unknown", case(PERCENT, counted(60, "%"), "process-fy2012"), None, "not_reached", None, False),
    ("the criterion for withdrawal fires", case(PERCENT, counted(39, "%"), "process-fy2012", done_as_planned=True, retreat={"comparator": "<", "value": 40, "unit": "%"}), "③", "not_reached", "fired", True),
    ("the criterion is clear", case(PERCENT, counted(40, "%"), "process-fy2012", done_as_planned=True, retreat={"comparator": "<", "value": 40, "unit": "%"}), "②(ⅰ)", "not_reached", "clear", True),
    ("fired for an outcome leaves its code", case(PERCENT, counted(39, "%"), retreat={"comparator": "<", "value": 40}), "B", "not_reached", "fired", True),
    ("not measured leaves the criterion open", case(PERCENT, {"missing": "cancelled"}, "process-fy2012", done_as_planned=True, retreat={"comparator": "<", "value": 40}), None, "not_measured", None, False),
    ("fired although the target is a person's", case({"comparator": "qualitative"}, counted(3), "process-fy2012", retreat={"comparator": "<", "value": 5}), "③", "cannot_tell", "fired", True),
    ("mid-year, expected", case(PERCENT, counted(63, "%"), "process-mid-year", done_as_planned=True, period="mid_year"), "①(ⅰ)", "reached", None, False),
    ("mid-year, not expected", case(PERCENT, counted(60, "%"), "process-mid-year", done_as_planned=False, period="mid_year"), "②(ⅱ)", "not_reached", None, True),
    ("2007, reached", case(PERCENT, counted(63, "%"), "process-fy2007"), "①", "reached", None, False),
    ("2007, missed", case(PERCENT, counted(60, "%"), "process-fy2007"), "③", "not_reached", None, True),
    ("reform, one year at the line", case({"comparator": ">=", "value": 100, "unit": "件"}, counted(90), "reform-progress", item_years=1), "概ね順調", "not_reached", None, False),
    ("reform, one year below the line", case({"comparator": ">=", "value": 100, "unit": "件"}, counted(89), "reform-progress", item_years=2), "順調でない", "not_reached", None, True),
    ("reform, three years at the line", case({"comparator": ">=", "value": 3, "unit": "件"}, counted(2), "reform-progress", item_years=3), "概ね順調", "not_reached", None, False),
    ("reform, years unknown and they matter", case({"comparator": ">=", "value": 100, "unit": "件"}, counted(70), "reform-progress"), None, "not_reached", None, False),
    ("reform, years unknown and of no matter", case({"comparator": ">=", "value": 100, "unit": "件"}, counted(95), "reform-progress"), "概ね順調", "not_reached", None, False),
    ("reform, not a number", case({"comparator": "qualitative"}, counted(1), "reform-progress"), None, "cannot_tell", None, False),
    ("ratio of 100", case({"comparator": ">=", "value": 50, "unit": "件"}, counted(50), "ratio-100-80-50"), "A", "reached", None, False),
    ("ratio of 80", case({"comparator": ">=", "value": 50, "unit": "件"}, counted(40), "ratio-100-80-50"), "B+", "not_reached", None, False),
    ("ratio of 50", case({"comparator": ">=", "value": 50, "unit": "件"}, counted(25), "ratio-100-80-50"), "B", "not_reached", None, True),
    ("ratio below 50", case({"comparator": ">=", "value": 50, "unit": "件"}, counted(24), "ratio-100-80-50"), "C", "not_reached", None, True),
    ("a falling ratio is the right way up", case({"comparator": "<=", "value": 40, "unit": "件"}, counted(50), "ratio-100-80-50"), "B+", "not_reached", None, False),
    ("a falling ratio to zero, met", case({"comparator": "<=", "value": 0, "unit": "件"}, counted(0), "ratio-100-80-50"), "A", "reached", None, False),
    ("a falling ratio to zero, missed", case({"comparator": "<=", "value": 0, "unit": "件"}, counted(2), "ratio-100-80-50"), "C", "not_reached", None, True),
]  # fmt: skip

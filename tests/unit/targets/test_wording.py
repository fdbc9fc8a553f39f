"""A target in words."""

from datetime import date
from decimal import Decimal

import pytest

from hoshin.core.plan.document import Target
from hoshin.core.targets import wording


@pytest.mark.parametrize(
    ("target", "ja", "en"),
    [
        (
            Target(">=", Decimal("69.1"), unit="%", due_fiscal_year=2023),
            "2023年度（令和5年度）までに69.1％以上にする",
            "at least 69.1 % by the end of fiscal year 2023",
        ),
        (Target("<=", Decimal(62000000), unit="円"), "62,000,000円以下にする", "at most 62,000,000 円"),
        (
            Target(">", unit="%", baseline="national_average"),
            "全国平均の割合を超える",
            "more than the national average",
        ),
        (
            Target("<=", unit="件", baseline="previous_fiscal_year"),
            "前年度の件数以下にする",
            "at most the figure of last fiscal year",
        ),
        (
            Target("decrease", Decimal(20), unit="%", baseline="fiscal:2015"),
            "2015年度（平成27年度）より20％減らす",
            "lower by 20 % against fiscal year 2015",
        ),
        (Target("increase"), "増やす", "raise"),
        (Target("maintain"), "今の水準を維持する", "keep at the present level"),
        (Target("maintain", Decimal(95), unit="%"), "95％を維持する", "keep at 95 %"),
        (Target("between", Decimal(20), Decimal(26), unit="℃"), "20℃〜26℃にする", "between 20 ℃ and 26 ℃"),
        (Target("=", Decimal(0), unit="件"), "ちょうど0件にする", "exactly 0 件"),
        (Target(">=", Decimal(1), unit="回", per="地域"), "各地域で1回以上にする", "at least 1 回 for each 地域"),
        (
            Target(">=", Decimal(4), unit="回", per="校・年"),
            "各校で毎年4回以上にする",
            "at least 4 回 for each 校 and every year",
        ),
        (
            Target(">=", Decimal(30), unit="件", due_fiscal_year=2025, since_fiscal_year=2023, cumulative=True),
            "2023年度（令和5年度）から2025年度（令和7年度）までの合計で30件以上にする",
            "at least 30 件 in total over fiscal years 2023 to 2025",
        ),
        (
            Target("qualitative", due_date=date(2024, 10, 31)),
            "2024年10月31日までに書かれた状態を実現する",
            "reach the state described by 2024-10-31",
        ),
    ],
)
def test_a_target_in_words(target, ja, en):
    assert (wording(target), wording(target, "en")) == (ja, en)

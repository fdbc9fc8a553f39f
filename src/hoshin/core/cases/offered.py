"""What an indicator can take from a register of cases, in words."""

from collections.abc import Sequence
from typing import Any

from hoshin.core.cases.measuring import METHOD


def offered_recipes(place_kinds: Sequence[str], language: str = "ja") -> dict[str, dict[str, Any]]:
    """The cohort's share by the end of the period or within 90 days, of all cases and of each kind of place.

    >>> list(offered_recipes(["学校"]))[:2]
    ['期間末までにつないだ割合', '把握から90日以内につないだ割合']
    """
    ja = language == "ja"
    by_end = "期間末までにつないだ割合" if ja else "Share connected by the end of the period"
    in_time = "把握から90日以内につないだ割合" if ja else "Share connected within 90 days of being found"
    offers: dict[str, dict[str, Any]] = {by_end: {"method": METHOD}}
    offers[in_time] = {"method": METHOD, "cutoff": {"days": 90}}
    for kind in place_kinds:
        offers[f"{by_end}（{kind}）" if ja else f"{by_end} ({kind})"] = {"method": METHOD, "place_kinds": [kind]}
    return offers

"""全国地方公共団体コード: six digits, the last of which checks the others."""

import re


def is_organisation_code(text: str) -> bool:
    """Whether the text is a code whose check digit holds. It is text: the leading zero of 北海道 counts.

    >>> is_organisation_code("271004"), is_organisation_code("271005"), is_organisation_code("011002")
    (True, False, True)
    """
    if not re.fullmatch(r"[0-9]{6}", text):
        return False
    weighted = sum(int(digit) * weight for digit, weight in zip(text[:5], (6, 5, 4, 3, 2), strict=True))
    return (11 - weighted % 11) % 10 == int(text[5])

"""Keeps one-time codes out of logs: a log is read by more people than may answer in somebody's place."""

import logging
import re

_CODE = re.compile(r"(/responses/(?:a/)?)(?!answer/|language/|open/|survey/|a/)[^/\s\"'?]+")


def without_codes(text: str) -> str:
    """A line of a log with the codes of addresses taken out.

    >>> without_codes("Not Found: /responses/a/A2B3C4D5E6F7/3/"), without_codes("GET /responses/A2B3C4D5E6F7/ 302")
    ('Not Found: /responses/a/…/3/', 'GET /responses/…/ 302')
    >>> without_codes("/responses/survey/12/keying/ /responses/open/3/ /responses/answer/")
    '/responses/survey/12/keying/ /responses/open/3/ /responses/answer/'
    """
    return _CODE.sub(r"\1…", text)


class NoCodes(logging.Filter):
    """Words each record anew before any handler sees it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_codes(record.getMessage()), ()
        return True

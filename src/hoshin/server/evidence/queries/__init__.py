"""What pages, commands and other apps ask of evidence."""

from hoshin.server.evidence.queries.coverage import Coverage, coverage_of
from hoshin.server.evidence.queries.indicators import PlanIndicator, indicators_of_plan
from hoshin.server.evidence.queries.measurements import (
    IndicatorEvidence,
    ItemEvidence,
    LatestFigure,
    MeasuredYear,
    evidence_of_plan,
    latest_figures,
    measurements_of,
)
from hoshin.server.evidence.queries.sources import SourceEntry, SourcePage, source_page, sources_for
from hoshin.server.evidence.queries.standing import EvidenceError, NoSuchSourceError, readable_source

__all__ = [
    "Coverage",
    "EvidenceError",
    "IndicatorEvidence",
    "ItemEvidence",
    "LatestFigure",
    "MeasuredYear",
    "NoSuchSourceError",
    "PlanIndicator",
    "SourceEntry",
    "SourcePage",
    "coverage_of",
    "evidence_of_plan",
    "indicators_of_plan",
    "latest_figures",
    "measurements_of",
    "readable_source",
    "source_page",
    "sources_for",
]

"""From an opened snapshot and an attachment to a completed measurement, and to the row that keeps it."""

import hashlib
import json
from datetime import datetime
from typing import Any

from hoshin.core.measurement.codec import measurement_to_json, value_in_text
from hoshin.core.measurement.completing import completed
from hoshin.core.measurement.record import Known, Measurement, Missing
from hoshin.engines.measuring import measurement_from
from hoshin.exchange.snapshots import OpenedSnapshot
from hoshin.server.evidence.models import Attachment, MeasurementRow, Snapshot
from hoshin.version import VERSION


def measured(attachment: Attachment, opened: OpenedSnapshot) -> Measurement:
    """The measurement of an attached indicator; raises `NotMeasurableError` when recipe and records do not fit."""
    figure = measurement_from(attachment.recipe, opened.tables, opened.manifest["definition"], opened.period)
    return completed(
        figure,
        source=opened.manifest["source"],
        snapshot=opened.name,
        base_words=attachment.base_words,
        wording=attachment.wording,
        population_differs=bool(attachment.override_reason),
    )


def measured_again(stored: Measurement, opened: OpenedSnapshot) -> Measurement:
    """The stored measurement computed anew from its snapshot: equal to it, unless something was altered.

    The words that a person gave when attaching are taken from what is stored; they are not computed.
    """
    figure = measurement_from(stored.recipe, opened.tables, opened.manifest["definition"], opened.period)
    return completed(
        figure,
        source=opened.manifest["source"],
        snapshot=opened.name,
        base_words=stored.base_words,
        wording=stored.wording,
        population_differs="population_differs" in stored.flags,
    )


def content_hash_of(content: Any) -> str:
    """The hash of a measurement's JSON, kept in the audit record beside the closing."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def new_row(attachment: Attachment, snapshot: Snapshot, measurement: Measurement, at: datetime) -> MeasurementRow:
    """The row of a measurement, not yet saved."""
    content = measurement_to_json(measurement)
    reading = measurement.reading
    kind = "known" if isinstance(reading, Known) else "missing" if isinstance(reading, Missing) else "withheld"
    return MeasurementRow(
        attachment=attachment,
        snapshot=snapshot,
        plan_id=attachment.plan_id,
        item_id=attachment.item_id,
        first=measurement.period.first,
        last=measurement.period.last,
        fiscal_year=measurement.period.fiscal_year,
        content=content,
        content_hash=content_hash_of(content),
        reading=kind,
        value=value_in_text(reading.value)[:200] if isinstance(reading, Known) else "",
        unit=(measurement.unit or "")[:40],
        computed_at=at,
        engine_version=VERSION,
    )

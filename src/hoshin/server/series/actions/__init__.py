"""Everything that changes series. Each action checks a permission and writes one audit event in its transaction."""

from hoshin.server.series.actions.attaching import attach_series
from hoshin.server.series.actions.closing import NothingToCloseError, close_year
from hoshin.server.series.actions.defining import SeriesChangedError, SeriesError, define_series, edit_series
from hoshin.server.series.actions.importing import (
    BatchSettledError,
    confirm_final,
    discard_import,
    propose_import,
    record_observations,
    store_import,
    take_back_import,
)

__all__ = [
    "BatchSettledError",
    "NothingToCloseError",
    "SeriesChangedError",
    "SeriesError",
    "attach_series",
    "close_year",
    "confirm_final",
    "define_series",
    "discard_import",
    "edit_series",
    "propose_import",
    "record_observations",
    "store_import",
    "take_back_import",
]

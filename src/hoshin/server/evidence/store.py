"""The evidence store of this installation, as the settings name it."""

from django.conf import settings

from hoshin.exchange.snapshots import ObjectStoreAccess, SnapshotStore, store_at


def evidence_store() -> SnapshotStore:
    """Where snapshots are kept. Settings are read on each call, so that a test may point elsewhere."""
    return store_at(
        settings.EVIDENCE_STORE,
        settings.DATA_DIRECTORY,
        ObjectStoreAccess(
            endpoint=settings.EVIDENCE_STORE_ENDPOINT,
            region=settings.EVIDENCE_STORE_REGION,
            access_key=settings.EVIDENCE_STORE_ACCESS_KEY,
            secret_key=settings.EVIDENCE_STORE_SECRET_KEY,
        ),
    )

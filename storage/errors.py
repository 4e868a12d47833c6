"""The named errors of the archive: one line each that says what happened, where, and what to do.

StorageError
  BadArchiveUri          the address itself cannot be used
  NotAnArchive           the place exists and holds no archive
  NewerArchive           written by a later version of this program
  StoreError             the object store did not do what was asked
    StoreUnavailable     no answer, or "later": worth trying again (the only transient one)
    StoreDenied          credentials missing, wrong or without the right
    BucketMissing        the bucket is not there
    StoreUnwritable      the folder or the disk refuses
    ObjectMissing        no object under the key
    ObjectConflict       the key holds other bytes; objects are never changed
    ObjectDamaged        what was stored or read is not what it should be
  DamagedRecord          a WARC record that cannot be read
  SpoolError             the local spool cannot be written or read
  RunError               a run used against its order (appending after its close ...)
"""

from __future__ import annotations


class StorageError(Exception):
    """Base of everything that the archive raises on purpose."""


class BadArchiveUri(StorageError):
    """ARCHIVE_URI is neither `file:...` nor `s3://bucket/prefix`."""


class NotAnArchive(StorageError):
    """There is no archive.json at the address."""


class NewerArchive(StorageError):
    """archive.json names a format that this version does not know."""


class StoreError(StorageError):
    """The object store failed; `transient` says whether the same call may succeed later by itself."""

    transient = False


class StoreUnavailable(StoreError):
    """Unreachable, timed out, or overloaded."""

    transient = True


class StoreDenied(StoreError):
    """The store refused the credentials, or there are none."""


class BucketMissing(StoreError):
    """The bucket does not exist; this program creates no buckets."""


class StoreUnwritable(StoreError):
    """A local folder that cannot be created, written or synced."""


class ObjectMissing(StoreError):
    """No object under this key."""


class ObjectConflict(StoreError):
    """The key is taken by other bytes."""


class ObjectDamaged(StoreError):
    """Size or checksum of an object are not what they must be."""


class DamagedRecord(StorageError):
    """A WARC record breaks off, does not fit its length, or fails a digest."""


class SpoolError(StorageError):
    """The spool in STATE_DIR could not be written, synced or read."""


class RunError(StorageError):
    """A run was asked for something out of order."""

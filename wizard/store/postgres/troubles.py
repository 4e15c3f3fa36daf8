"""What errors of psycopg mean: trouble of the machine, another try, or a bug of ours."""

import psycopg
from psycopg import errors

from wizard.errors import StorageBusy, StorageError, StorageFailed, StorageFull

_MET_ANOTHER = (errors.SerializationFailure, errors.DeadlockDetected)
_BUSY = (*_MET_ANOTHER, errors.LockNotAvailable, errors.QueryCanceled)
# OperationalError holds lost connections, and servers that stop or have no room; the others are
# a standby, a damaged database and a right that was not granted.
_ENVIRONMENT = (
    psycopg.OperationalError,
    errors.ReadOnlySqlTransaction,
    errors.InternalError_,
    errors.DataCorrupted,
    errors.IndexCorrupted,
    errors.InsufficientPrivilege,
)


def trouble_of(error: psycopg.Error) -> StorageError | None:
    """Return what the environment did to us, or None when the error is a bug of ours."""
    if isinstance(error, errors.DiskFull):
        return StorageFull("the store is full")
    if isinstance(error, _BUSY):
        return StorageBusy("the store is locked")
    if isinstance(error, _ENVIRONMENT):
        return StorageFailed("the store failed")
    return None


def is_worth_another_try(error: psycopg.Error) -> bool:
    """Tell whether a transaction that surely did not happen may well happen the next time.

    That is after meeting another one, and when the connection or the server went away: what a
    server says of itself when it stops, and no word at all. It is not so for a full disk.
    """
    if isinstance(error, (*_MET_ANOTHER, errors.ReadOnlySqlTransaction)):
        return True
    if not isinstance(error, psycopg.OperationalError):
        return False
    return error.sqlstate is None or error.sqlstate.startswith(("08", "57P"))


def safe_error(error: psycopg.Error) -> psycopg.Error:
    """Return an error of the same class without the stored values that its message may hold."""
    diag = error.diag
    # Class 42 is about the words of a statement, in which no value stands.
    words = diag.message_primary if (error.sqlstate or "").startswith("42") else None
    where = words or diag.constraint_name or diag.table_name or "a statement"
    return type(error)(f"{type(error).__name__} at {where}")

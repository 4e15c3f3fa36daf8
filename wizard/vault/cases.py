"""Cases: what a resident sends is sealed to a desk; who holds the desk's key opens it.

A case has a fresh data key, sealed to the desk's public key for this case and key version only.
Header, plan and work stand in boxes under it that are bound to desk, case and name, and the work to
the revision too: moved, swapped or older ones do not open. The reply is sealed under a key that the
header and the resident's draft hold, and nobody else.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

import msgspec

from wizard.core.case import CaseHeader, CaseState, CaseWork, Origin, Reply, SentPlan
from wizard.core.days import local_day
from wizard.core.mixed import plain_words
from wizard.errors import CaseUnreadable, Unreadable
from wizard.store.cases import Case, CaseKey, Cases
from wizard.vault.deskkeys import DeskKey
from wizard.vault.hpke import PrivateKey, seal_to
from wizard.vault.lifetimes import whole_day_after
from wizard.vault.padding import seal_padded, unseal_padded
from wizard.vault.sealing import KEY_SIZE, SealBroken

WITHDRAWN_SHOWN = timedelta(days=30)
"""How long a desk sees that a case was withdrawn."""

_BATCH = 500
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Hold a case in the clear for the length of one request; `plan` is None from a list."""

    case: Case
    header: CaseHeader = field(repr=False)
    work: CaseWork = field(repr=False)
    plan: SentPlan | None = field(repr=False)
    key: bytes = field(repr=False)


def new_reply_key() -> str:
    """Make the key of a case's reply, hexadecimal, for its header and the resident's draft."""
    return secrets.token_hex(KEY_SIZE)


def new_case(
    desk: DeskKey,
    header: CaseHeader,
    plan: SentPlan,
    *,
    reference: str,
    origin: Origin,
    now: datetime,
    keep: timedelta,
    work: CaseWork | None = None,
) -> Case:
    """Seal a new case to a desk; it is kept for `keep` after its last change."""
    case = Case(
        id=secrets.token_bytes(16),
        desk_id=desk.desk_id,
        key_version=desk.version,
        reference=reference,
        state=CaseState.RECEIVED,
        origin=origin,
        received_on=local_day(now),
        expires_at=whole_day_after(now, keep),
        sealed_key=b"",
        header=b"",
        plan=b"",
        work=b"",
    )
    return _sealed_to(desk, case, header, plan, work or CaseWork())


def open_head(case: Case, keys: Mapping[int, PrivateKey]) -> OpenCase:
    """Open a case from a list, without its plan; `keys` are the desk's, by version.

    Raises CaseUnreadable for every case that was not sealed to this desk as it stands here, and
    for an empty one.
    """
    key = _open_key(case.desk_id, case.id, case.key_version, case.sealed_key, keys)
    header = _open(key, case.header, _place(case, b"header"), CaseHeader)
    work = _open(key, case.work, _work_place(case), CaseWork)
    return OpenCase(case, header, work, None, key)


def open_case(case: Case, keys: Mapping[int, PrivateKey]) -> OpenCase:
    """Open a whole case. Raises as `open_head` does."""
    opened = open_head(case, keys)
    plan = _open(opened.key, case.plan, _place(case, b"plan"), SentPlan)
    return replace(opened, plan=plan)


def changed(
    opened: OpenCase,
    *,
    now: datetime,
    keep: timedelta,
    state: CaseState | None = None,
    header: CaseHeader | None = None,
    work: CaseWork | None = None,
    reply: Reply | None = None,
    assigned_to: bytes | None = None,
    first_contact_on: date | None = None,
) -> Case:
    """Return the next revision of a case with these changes, to be kept `keep` from now.

    None leaves things as they are. Without a reply key in its header a case has no reply.
    """
    old, reply_key = opened.case, (header or opened.header).reply_key
    case = replace(
        old,
        state=old.state if state is None else state,
        revision=old.revision + 1,
        expires_at=max(old.expires_at, whole_day_after(now, keep)),
        assigned_to=old.assigned_to if assigned_to is None else assigned_to,
        first_contact_on=first_contact_on or old.first_contact_on,
    )
    new_work = opened.work if work is None else work
    case = replace(case, work=_seal(opened.key, new_work, _work_place(case)))
    if header is not None:
        case = replace(case, header=_seal(opened.key, header, _place(case, b"header")))
    if reply is not None and reply_key:
        case = replace(case, reply=_seal(bytes.fromhex(reply_key), reply, _reply_place(case)))
    return case


def resealed(
    opened: OpenCase, to: DeskKey, *, now: datetime, keep: timedelta, work: CaseWork | None = None
) -> Case:
    """Return the next revision of a case for another desk, under a fresh data key.

    It is new there: received, of nobody, unread, not called, and the talk that the resident could
    read is off. ValueError means a case without its plan, from a list.
    """
    if opened.plan is None:
        raise ValueError("a case is handed over with its plan")
    case = replace(
        opened.case,
        desk_id=to.desk_id,
        key_version=to.version,
        state=CaseState.RECEIVED,
        revision=opened.case.revision + 1,
        expires_at=max(opened.case.expires_at, whole_day_after(now, keep)),
        assigned_to=b"",
        opened_on=None,
        first_contact_on=None,
        reply=b"",
    )
    return _sealed_to(to, case, opened.header, opened.plan, work or opened.work)


def emptied(case: Case, now: datetime) -> Case:
    """Return a withdrawn case: nothing of it is left but that it was."""
    return replace(
        case,
        state=CaseState.WITHDRAWN,
        revision=case.revision + 1,
        expires_at=min(case.expires_at, whole_day_after(now, WITHDRAWN_SHOWN)),
        assigned_to=b"",
        sealed_key=b"",
        header=b"",
        plan=b"",
        work=b"",
        reply=b"",
    )


def read_reply(case: Case, reply_key: str) -> Reply | None:
    """Open what the desk lets the resident read, or None when there is nothing yet.

    Raises CaseUnreadable.
    """
    if not case.reply:
        return None
    return _open(bytes.fromhex(reply_key), case.reply, _reply_place(case), Reply)


def rewrap_all(cases: Cases, keys: Mapping[int, PrivateKey], to: DeskKey) -> int:
    """Seal every data key of a desk to its newest key; return how many could not be opened.

    Safe at any time and to repeat; whoever changes a case meanwhile is told that it has changed.
    """
    unreadable, after = 0, b""
    while found := cases.keys_before(to.desk_id, to.version, after, _BATCH):
        swaps = [(key, new) for key in found if (new := _rewrapped(key, keys, to))]
        cases.swap_keys(swaps)
        unreadable += len(found) - len(swaps)
        after = found[-1].case_id
    return unreadable


def _rewrapped(old: CaseKey, keys: Mapping[int, PrivateKey], to: DeskKey) -> CaseKey | None:
    try:
        key = _open_key(old.desk_id, old.case_id, old.key_version, old.sealed_key, keys)
    except CaseUnreadable:
        return None
    sealed = seal_to(to.public, key, _key_place(old.desk_id, old.case_id, to.version))
    return replace(old, key_version=to.version, sealed_key=sealed)


def _sealed_to(
    desk: DeskKey, case: Case, header: CaseHeader, plan: SentPlan, work: CaseWork
) -> Case:
    key = secrets.token_bytes(KEY_SIZE)
    return replace(
        case,
        sealed_key=seal_to(desk.public, key, _key_place(desk.desk_id, case.id, desk.version)),
        header=_seal(key, header, _place(case, b"header")),
        plan=_seal(key, plan, _place(case, b"plan")),
        work=_seal(key, work, _work_place(case)),
    )


def _open_key(
    desk_id: str, case_id: bytes, version: int, sealed: bytes, keys: Mapping[int, PrivateKey]
) -> bytes:
    try:
        return keys[version].unseal(sealed, _key_place(desk_id, case_id, version))
    except (KeyError, Unreadable, SealBroken):
        raise CaseUnreadable("a case does not open") from None


def _seal(key: bytes, content: msgspec.Struct, place: bytes) -> bytes:
    return seal_padded(key, msgspec.json.encode(content, enc_hook=plain_words), place)


def _open(key: bytes, sealed: bytes, place: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(unseal_padded(key, sealed, place), type=kind)
    except (SealBroken, msgspec.DecodeError):
        raise CaseUnreadable("a case does not open") from None


def _key_place(desk_id: str, case_id: bytes, version: int) -> bytes:
    return b"case|%b|%b|%d" % (desk_id.encode(), case_id, version)


def _place(case: Case, box: bytes) -> bytes:
    return b"case|%b|%b|%b" % (case.desk_id.encode(), case.id, box)


def _work_place(case: Case) -> bytes:
    return b"%b|%d" % (_place(case, b"work"), case.revision)


def _reply_place(case: Case) -> bytes:
    return b"reply|%b" % case.id

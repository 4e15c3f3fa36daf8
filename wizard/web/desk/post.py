"""Mail that waits: what is wrong with it, and trying again at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from flask import Blueprint, url_for
from msgspec import Struct
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.roles import Right, may
from wizard.delivery.trouble import Trouble
from wizard.errors import Unreadable
from wizard.store.cases import Mail
from wizard.vault.mails import open_mail
from wizard.web.desk.guard import needs, require_colleague
from wizard.web.desk.layout import desk_of, done, render_desk_page
from wizard.web.site import current_site, now

TRIED_ANEW = timedelta(days=1)
"""How long a mail that was given up is tried again."""

WRONG: Mapping[str, str] = MappingProxyType(
    {
        "": "Gaat zo weg.",
        Trouble.UNREACHABLE: "De mailserver antwoordt niet.",
        Trouble.REFUSED: "De mailserver weigert deze mail.",
        Trouble.UNSAFE: "De verbinding met de mailserver is niet veilig. Er is niets verstuurd.",
        Trouble.DAMAGED: "Deze mail is niet te openen.",
    }
)

DESK, RESIDENT = "De balie", "De inwoner"
ADDRESS_WRONG = " Misschien klopt het adres niet."

blueprint = Blueprint("post", __name__, url_prefix="/post")


class Waiting(Struct, frozen=True):
    """A mail as the page shows it; `next_try` is None when it is given up."""

    reference: str
    whom: str
    wrong: str
    tries: int
    next_try: datetime | None


@blueprint.get("/")
@needs(Right.SEE_WAITING_MAIL)
def show() -> str:
    """List what waits, and what was given up."""
    colleague, moment = require_colleague(), now()
    mails = current_site().store.cases.waiting_mails(colleague.staff.desk_id)
    return render_desk_page(
        "desk/post.html",
        mails=[_shown(mail, moment) for mail in mails],
        sends=current_site().settings.mail_server is not None,
        may_hurry=may(colleague.role, Right.HURRY_MAIL),
    )


@blueprint.post("/")
@needs(Right.HURRY_MAIL)
def hurry() -> AnyResponse:
    """Have everything that waits tried at once."""
    desk_id, moment = require_colleague().staff.desk_id, now()
    current_site().store.cases.hurry_mails(desk_id, moment, moment + TRIED_ANEW)
    return done("mail", url_for("desk.post.show"))


def failing_mails() -> int:
    """Return how many mails could not be delivered so far, for who may see which."""
    staff = require_colleague().staff
    if not may(staff.role, Right.SEE_WAITING_MAIL):
        return 0
    waiting = current_site().store.cases.waiting_mails(staff.desk_id)
    return sum(mail.tries > 0 for mail in waiting)


def _shown(mail: Mail, moment: datetime) -> Waiting:
    whom = _whom(mail)
    wrong = ADDRESS_WRONG if (whom, mail.trouble) == (RESIDENT, Trouble.REFUSED) else ""
    next_try = None if mail.give_up_at <= moment else mail.next_try_at
    return Waiting(mail.reference, whom, f"{WRONG[mail.trouble]}{wrong}", mail.tries, next_try)


def _whom(mail: Mail) -> str:
    """Tell for whom a mail is, without its address: the desk's own stands in the open."""
    own = desk_of(require_colleague())
    try:
        to = open_mail(current_site().keys, mail).to
    except Unreadable:
        return "Onbekend"
    return DESK if own and to == own.mail else RESIDENT

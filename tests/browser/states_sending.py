"""Every state of the pages on which a resident sends the plan, follows it and takes it back."""

from unittest.mock import patch

import msgspec

from tests.browser.stage import Reach, Stage, at, press
from tests.browser.states_failures import breaks
from tests.browser.told import HELPED_ALL, SHORT
from wizard import errors
from wizard.core.answers import Answer
from wizard.core.draft import Draft
from wizard.core.sending import desks_for
from wizard.core.sent import Reach as Reached
from wizard.core.sent import Way

REACHED = Reached(call_me="Mo", way=Way.PHONE, phone="06 1234 5678", wmo=True, lang="nl")


def yes_button(stage: Stage) -> str:
    """Return the words of the button that sends, with what the desk is called in this language."""
    edition = stage.live.site.editions.find("arnhem", stage.lang)
    assert edition
    (desk,) = desks_for(edition.municipality, wmo=False)
    return stage.reads("Ja, stuur dit naar %(desk)s") % {"desk": desk.short}


def saying(question: str, choice: str) -> Draft:
    """Return a short plan with one answer more."""
    answers = {**SHORT.shared.answers, question: Answer(picks=(choice,))}
    return msgspec.structs.replace(
        SHORT, shared=msgspec.structs.replace(SHORT.shared, answers=answers)
    )


def sent(stage: Stage) -> None:
    """Send a short plan; all states come from one address, which may not send so many."""
    stage.give(SHORT.with_reach(REACHED))
    stage.open("/sturen/kijken")
    with patch("wizard.web.send.admit_sending"):
        stage.press(yes_button(stage))


def after_sending(path: str, *then: Reach) -> Reach:
    """Return what opens a page once the plan is sent, and goes on from there."""

    def reach(stage: Stage) -> None:
        sent(stage)
        at(path, None, *then)(stage)

    return reach


SENDING: dict[str, Reach] = {
    "sending, what goes": at("/sturen/", HELPED_ALL),
    "sending, how to be reached": at("/sturen/bereiken", SHORT.with_reach(REACHED)),
    "sending, error": at("/sturen/bereiken", SHORT, press("Verder")),
    "sending, last look": at("/sturen/kijken", HELPED_ALL.with_reach(REACHED)),
    "sending, under 16": at("/sturen/", saying("age", "under_16")),
    "sending, represented": at("/sturen/", saying("who_comes", "representative")),
    "sent": sent,
    "plan, sent": after_sending("/plan/"),
    "next step, sent": after_sending("/volgende-stap/"),
    "wipe, sent": after_sending("/wissen"),
    "withdraw": after_sending("/sturen/intrekken"),
    "withdrawn": after_sending("/sturen/intrekken", press("Ja, trek mijn plan in")),
    "error: not sent": breaks(errors.SendingNotOffered("not here")),
    "error: sent too often": breaks(errors.SentTooOften(1800)),
}

ALIKE = frozenset({"sending, represented", "withdrawn", "error: not sent", "error: sent too often"})
"""What looks like one of the others but for its words."""

"""How states, ways, actions and refusals read at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wizard.core.case import CaseState, Origin
from wizard.core.caseacts import Action, Refusal
from wizard.core.caselist import Order, Show
from wizard.core.sent import Way
from wizard.core.tallies import NoTalk


def _read_only(words: dict[str, str]) -> Mapping[str, str]:
    return MappingProxyType(words)


STATES = _read_only(
    {
        CaseState.RECEIVED: "Nieuw",
        CaseState.CALLING: "Bellen",
        CaseState.PLANNED: "Gesprek gepland",
        CaseState.TALKED: "Gesprek geweest",
        CaseState.CLOSED: "Klaar",
        CaseState.WITHDRAWN: "Ingetrokken",
    }
)

ORIGINS = _read_only(
    {
        Origin.SENT: "Website",
        Origin.PHONE: "Telefoon",
        Origin.PAPER: "Papier of balie",
        Origin.PRACTICE: "Oefenzaak",
    }
)

WAYS = _read_only(
    {
        Way.PHONE: "Bellen",
        Way.MAIL: "Mailen",
        Way.LETTER: "Een brief sturen",
        Way.HELPER: "Via wie helpt",
    }
)

SHOWS = _read_only(
    {
        Show.OPEN: "Open",
        Show.MINE: "Van mij",
        Show.UNREAD: "Ongelezen",
        Show.UNASSIGNED: "Van niemand",
        Show.WMO: "Wmo",
        Show.RECEIVED: "Nieuw",
        Show.CALLING: "Bellen",
        Show.PLANNED: "Gepland",
        Show.TALKED: "Geweest",
        Show.CLOSED: "Klaar",
    }
)

ORDERS = _read_only(
    {Order.WAITING: "Langst gewacht", Order.TALK: "Eerste gesprek", Order.NAME: "Naam"}
)

NO_TALKS = _read_only(
    {
        NoTalk.NOT_COME: "Niet gekomen",
        NoTalk.WITHDRAWN: "Ingetrokken, of wil niet meer",
        NoTalk.NO_CONTACT: "Geen contact gekregen",
    }
)

DONE = _read_only(
    {
        Action.TAKE: "Nam deze zaak",
        Action.GIVE_BACK: "Gaf deze zaak terug",
        Action.NO_ANSWER: "Belde, geen gehoor",
        Action.CALLED: "Belde en sprak",
        Action.PLAN_TALK: "Plande het gesprek",
        Action.MOVE_TALK: "Verzette het gesprek",
        Action.CANCEL_TALK: "Zegde het gesprek af",
        Action.TALK_HELD: "Gesprek is geweest",
        Action.RECORD_OUTCOME: "Legde de uitkomst vast en sloot deze zaak",
        Action.CORRECT_OUTCOME: "Verbeterde de uitkomst",
        Action.SAME_AS: "Merkte deze zaak als dubbel",
        Action.HAND_OVER: "Droeg deze zaak over",
        Action.COPY: "Zette deze zaak in het eigen systeem",
        Action.REOPEN: "Opende deze zaak weer",
        "": "Notitie",
    }
)
"""What the history says that a colleague did."""

CAME = "came"
"""In the audit: that a case came from the desk which its detail names."""

AUDITED = _read_only(
    {
        "list": "bekeek de lijst",
        "search": "zocht een zaak",
        "register": "voerde iemand in",
        CAME: "droeg een zaak over naar deze balie",
        "practice": "maakte een oefenzaak",
        "practice-gone": "wiste de oefenzaken",
        Action.TAKE: "nam een zaak",
        Action.GIVE_BACK: "gaf een zaak terug",
        Action.NO_ANSWER: "belde zonder gehoor",
        Action.CALLED: "belde en sprak iemand",
        Action.PLAN_TALK: "plande een gesprek",
        Action.MOVE_TALK: "verzette een gesprek",
        Action.CANCEL_TALK: "zegde een gesprek af",
        Action.TALK_HELD: "meldde dat een gesprek is geweest",
        Action.RECORD_OUTCOME: "legde een uitkomst vast en sloot een zaak",
        Action.CORRECT_OUTCOME: "verbeterde een uitkomst",
        Action.SAME_AS: "merkte een zaak als dubbel",
        Action.HAND_OVER: "droeg een zaak over",
        Action.COPY: "zette een zaak in het eigen systeem",
        Action.NOTE: "schreef een notitie",
        Action.REOPEN: "opende een zaak weer",
    }
)
"""What the audit says about cases."""

TOLD = _read_only(
    {
        "take": "Deze zaak is nu van jou.",
        "give_back": "De zaak is terug. Een collega kan hem nemen.",
        "no_answer": "Opgeschreven: gebeld, geen gehoor.",
        "called": "Opgeschreven: gebeld en gesproken.",
        "plan_talk": "Het gesprek staat. Zet het ook in je agenda.",
        "move_talk": "Het gesprek is verzet. Zet het ook in je agenda.",
        "cancel_talk": "Het gesprek gaat niet door. Plan een nieuw gesprek als dat kan.",
        "talk_held": "Opgeschreven: het gesprek is geweest.",
        "record_outcome": "De uitkomst staat erbij en de zaak is gesloten.",
        "correct_outcome": "De uitkomst is verbeterd.",
        "same_as": "De zaak is gemerkt als dubbel en gesloten.",
        "hand_over": "De zaak is overgedragen. Je ziet hem hier niet meer.",
        "copy": "Opgeschreven: de zaak staat in het eigen systeem.",
        "note": "De notitie staat erbij.",
        "reopen": "De zaak is weer open.",
        "register": "De zaak staat in de lijst.",
        "practice": "De oefenzaken staan klaar.",
        "practice-gone": "De oefenzaken zijn gewist.",
    }
)
"""What a page says after an action, by the word that its address then ends in."""

REFUSED = _read_only(
    {
        Refusal.ROLE: "Met jouw rol kun je deze zaak alleen lezen.",
        Refusal.STATE: "Dat kan nu niet met deze zaak. Kijk hoe de zaak ervoor staat.",
        Refusal.YOURS: "Deze zaak is al van jou.",
        Refusal.NOBODYS: "Deze zaak is al van niemand.",
        Refusal.OUTCOME_FIRST: "Leg eerst de uitkomst vast.",
        Refusal.OUTCOME_UNKNOWN: "Kies een uitkomst.",
        Refusal.TALK_FIRST: "Deze uitkomst kan pas als het gesprek is geweest. Meld dat eerst.",
        Refusal.REFERENCE: "Vul het kenmerk van de andere zaak in: acht tekens.",
        Refusal.EMPTY: "Er is nog niets ingevuld.",
    }
)

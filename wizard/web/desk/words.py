"""The words in which the desk speaks of what the program has names for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wizard.core.roles import Role
from wizard.web.desk.casewords import AUDITED

ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.READER: "Lezer",
        Role.PLANNER: "Planner",
        Role.LEAD: "Leidinggevende",
        Role.ADMINISTRATOR: "Beheerder",
    }
)

ROLE_HELP: Mapping[Role, str] = MappingProxyType(
    {
        Role.READER: "Leest zaken en cijfers. Verandert niets.",
        Role.PLANNER: "Leest zaken, belt inwoners en plant gesprekken.",
        Role.LEAD: "Doet wat een planner doet. Zorgt ook voor collega's en ziet het overzicht.",
        Role.ADMINISTRATOR: "Zorgt voor accounts. Kan geen zaken lezen: heeft geen sleutel.",
    }
)

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "sign in": "logde in",
        "sign out elsewhere": "logde op andere plekken uit",
        "change password": "veranderde het eigen wachtwoord",
        "change phone": "nam een andere telefoon voor de codes",
        "invite": "nodigde iemand uit",
        "make account": "maakte een account",
        "give access": "gaf toegang aan",
        "remove colleague": "verwijderde een collega",
        "renew key": "vernieuwde de sleutel van de balie",
        "set absence": "veranderde de afwezigheid van",
        "create desk": "maakte de balie",
        "recover desk": "opende de balie met de noodsleutel",
        "send": "stuurde een plan",
        "withdraw": "trok een plan in",
        "case_opened": "opende een zaak",
        "case_exported": "haalde een zaak uit Startplan",
        "results_exported": "haalde de resultaten uit Startplan",
        **AUDITED,
    }
)
"""By the action of a line of the audit; each goes on with a colleague's name or a reference."""

TOO_WEAK = (
    "Dit wachtwoord is te kort of te makkelijk te raden. Neem een zin van ten minste 12 tekens, "
    "zonder je naam."
)
NOT_THE_SAME = "Dit is niet twee keer hetzelfde wachtwoord."
BUSY = "Het is nu druk. Tel tot tien en probeer het dan weer."

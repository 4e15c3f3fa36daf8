"""Nothing that was sent, and nothing that the desk wrote about it, lies readable anywhere.

Looked through are the database and its backup, temporary files, the log, the mails as they went
over the wire, the audit, what the desk counts, and the file for a calendar.
"""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from tests.web.browser import Browser
from tests.web.canaries import contents, find, words
from tests.web.deskroom import CAW, DISTRICT_TEAM, PASSWORD, DeskRoom, desk_app
from tests.web.mailservers import Mailbox, nobody, serving
from tests.web.plans import alone, draft_in, give
from tests.web.sendings import PRESS, cases_of, fill_in
from wizard.core.answers import Answer
from wizard.delivery.outbox import BACK_OFF, Outbox
from wizard.delivery.smtp import hand_in

CANARIES = words(30)
PLAN, REACH, DESK = CANARIES[:4], CANARIES[4:14], CANARIES[14:]
"""What is typed in the plan, about how to be reached, and by the desk."""
MAILED = "kanarie.ooievaar@inwoner.example"
NUMBERS = "06 8642 9753 1", "06 9753 8642 2"
SENDER = "startplan@arnhem.example"
NOTE = "Schrijf er iets bij (hoeft niet)"
FOR_DESK = "Notitie voor de balie (hoeft niet)"
WITHOUT_NAMES = ("/balie/overzicht/", "/balie/resultaten/", "/balie/post/")
"""Pages of the desk on which no resident has a name."""


@dataclass
class Lived:
    """What came of it: the mails, what people took along, and what else must stay secret."""

    mailbox: Mailbox = field(default_factory=Mailbox)
    taken: dict[str, bytes] = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)

    @property
    def told(self) -> list[str]:
        """Everything that nobody may find."""
        return [*CANARIES, MAILED, *NUMBERS, *self.secrets]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("canaries")


@pytest.fixture(scope="module")
def rooms(folder, log):
    """Two desks of a site of which everything lies in one folder."""
    smtp = {"smtp_url": "smtp://127.0.0.1:2525", "mail_from": SENDER}
    with pytest.MonkeyPatch.context() as patch:
        (folder / "tmp").mkdir()
        patch.setattr(tempfile, "tempdir", str(folder / "tmp"))
        with desk_app(folder, **smtp) as app:
            yield {desk: DeskRoom(app, desk) for desk in (CAW, DISTRICT_TEAM)}


@pytest.fixture(scope="module")
def lived(rooms, folder) -> Lived:
    """Two residents who send and one who calls, and all that the desk does with them."""
    lived, room = Lived(), rooms[CAW]
    sent = [sent_by_mail(room, lived), sent_through_a_helper(room, lived)]
    colleague = room.sit(room.lead)
    for number, case in enumerate(sent):
        works_on(colleague, case, iter(DESK[number * 4 :]), lived)
    hands_over(colleague, sent[1])
    register(colleague)
    lived.taken |= {page: colleague.get(page).data for page in WITHOUT_NAMES}
    goes_wrong(colleague, sent[0])
    deliver(room, lived.mailbox)
    lived.secrets += [PASSWORD, room.lead.token, room.lead.secret]
    back_up(folder)
    return lived


def resident_of(room: DeskRoom, *told: str) -> Browser:
    resident = room.app.test_client()
    assert isinstance(resident, Browser)
    hope, wishes = (Answer(text=text, lang="nl", revision=1) for text in told)
    give(resident, alone(hope=hope, wishes=wishes))
    return resident


def sent(resident: Browser, lived: Lived) -> str:
    """Send what is filled in, and return the id of its case."""
    resident.press("Verder")
    resident.press(PRESS)
    lived.secrets += [link.reply_key for link in draft_in(resident).private.sent]
    return cases_of(resident)[0].id.hex()


def sent_by_mail(room: DeskRoom, lived: Lived) -> str:
    resident = resident_of(room, *PLAN[:2])
    fill_in(resident, "Mail mij", call_me=REACH[0], mail=MAILED, address=REACH[1])
    resident.page.tree.find(".//input[@name='confirm'][@value='yes']").set("checked", "")
    return sent(resident, lived)


def sent_through_a_helper(room: DeskRoom, lived: Lived) -> str:
    resident = resident_of(room, *PLAN[2:])
    number, left = NUMBERS
    told = {"call_me": REACH[2], "helper": REACH[3], "helper_phone": number, "phone": left}
    fill_in(resident, "Bel mijn helper", **told)
    return sent(resident, lived)


def works_on(colleague: Browser, case: str, told, lived: Lived) -> None:
    """Call, plan, look up, and take along what can be taken."""
    url = f"/balie/zaak/{case}/"
    colleague.visit(url)
    colleague.write(next(told), NOTE)
    colleague.press("Gebeld, geen gehoor")
    colleague.visit(url + "gesprek")
    for label, text in (("Dag", "2099-12-12"), ("Tijd", "10:30")):
        colleague.page.write(text, label)
    colleague.write(next(told), "Waar")
    colleague.write(next(told), "Met wie")
    colleague.write(next(told), FOR_DESK)
    colleague.press("Plan het gesprek")
    for name in ("kopie.txt", "gesprek.ics", "pdf"):
        lived.taken[f"{case} {name}"] = colleague.get(url + name).data
    colleague.press("Gesprek is geweest")


def hands_over(colleague: Browser, case: str) -> None:
    colleague.visit(f"/balie/zaak/{case}/overdragen")
    colleague.tick("Het wijkteam")
    colleague.write(DESK[8], "Waarom (de andere balie leest dit)")
    colleague.press("Draag over")


def register(colleague: Browser) -> None:
    """Enter somebody who called, and look for them."""
    colleague.visit("/balie/nieuw")
    colleague.write(REACH[4], "Naam")
    colleague.write(REACH[5], "Nummer, mailadres of adres")
    colleague.write(DESK[9], "Wat vertelde deze inwoner?")
    colleague.press("Bewaar deze zaak")
    colleague.visit("/balie/zaken/")
    colleague.write(REACH[4], "Zoek een naam of kenmerk")
    colleague.press("Zoek")


def goes_wrong(colleague: Browser, case: str) -> None:
    """Send what is too long, and what belongs nowhere."""
    colleague.visit(f"/balie/zaak/{case}/")
    colleague.page.write(DESK[10] * 200, NOTE)
    colleague.press("Alleen de notitie", 422)
    colleague.typed.clear()
    colleague.get("/balie/zaken/?toon=" + DESK[11])
    colleague.get("/balie/zaak/" + DESK[11] + "/")
    colleague.post("/balie/inloggen", data={"name": DESK[12], "password": DESK[13]})


def deliver(room: DeskRoom, mailbox: Mailbox) -> None:
    """Let the first try fail, and the second one succeed."""
    site, then = room.site, datetime.now(UTC)
    Outbox(site.store, site.keys, SENDER, partial(hand_in, nobody())).send_next(lambda: then)
    with serving(mailbox) as server:
        later = then + 2 * BACK_OFF[0]
        outbox = Outbox(site.store, site.keys, SENDER, partial(hand_in, server))
        while outbox.send_next(lambda: later):
            pass


def back_up(folder: Path) -> None:
    """Copy the database as its keepers do."""
    with (
        closing(sqlite3.connect(folder / "drafts" / "drafts.db")) as live,
        closing(sqlite3.connect(folder / "backup.db")) as copy,
    ):
        live.backup(copy)


def test_what_was_told_was_kept_and_can_be_read(lived):
    copied = b"".join(data for name, data in lived.taken.items() if name.endswith("kopie.txt"))
    found = {canary for canary, _ in find(CANARIES, copied)}
    assert found >= {*PLAN, REACH[0], REACH[2], REACH[3], *DESK[:8]}


def test_no_file_and_no_backup_holds_a_canary(lived, folder):
    found = {path: hits for path, data in contents(folder) if (hits := [*find(lived.told, data)])}
    assert found == {}
    names = {Path(path).name for path, _ in contents(folder)}
    assert names >= {"drafts.db", "drafts.db-wal", "backup.db"}


def test_no_log_line_holds_a_canary(lived, log):
    assert [*find(lived.told, log.getvalue().encode())] == []


def test_a_mail_says_nothing_but_to_whom_it_goes(lived):
    [mail] = lived.mailbox.envelopes
    head, _, text = mail.content.partition(b"\r\n\r\n")
    told = set(lived.told) - {MAILED}
    assert mail.rcpt_tos == [MAILED]
    assert [*find(told, head), *find(lived.told, text)] == []


def test_audit_overview_and_calendar_name_nobody(lived, rooms):
    lines = rooms[CAW].site.store.cases.audit_lines(None, datetime(2000, 1, 1, tzinfo=UTC))
    assert len(lines) > 20
    assert [*find(lived.told, str([line for line, _ in lines]).encode())] == []
    of_residents = [*PLAN, *REACH, MAILED, *NUMBERS]
    nameless = {n: data for n, data in lived.taken.items() if n.endswith((".ics", "/"))}
    assert [*find(of_residents, b"".join(nameless.values()))] == []
    assert len(nameless) == 2 + len(WITHOUT_NAMES)


def test_the_search_would_find_a_case_that_is_not_sealed(lived, rooms, folder, tmp_path):
    with closing(sqlite3.connect(folder / "backup.db")) as copy:
        copy.execute("CREATE TABLE plain (told TEXT)")
        copy.execute("INSERT INTO plain VALUES (?)", (REACH[0],))
        copy.commit()
    assert [*find(lived.told, (folder / "backup.db").read_bytes())]

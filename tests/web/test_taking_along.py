"""The person's own data as files: all that they told, and no more than whoever looks may see."""

import pytest

from tests.web.browser import PLACE
from tests.web.files import DATA, FILE, download, told
from tests.web.plans import HELPER, HOPE, SECRET, alone, draft_in, give, hand_over, together
from tests.web.test_private_pages import TRACES
from wizard.core.answers import Answer

TEXT = PLACE + "/plan/tekst"
ALONE = "Ja, ik ben alleen. Download alles"


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        (TEXT, "text/plain; charset=utf-8", "mijn-plan-groene-fiets.txt"),
        (FILE, "application/json", "mijn-gegevens-groene-fiets.json"),
    ],
)
def test_a_file_is_saved_under_the_plan_s_name_and_kept_by_nobody(client, path, kind, name):
    give(client, alone())
    headers = client.get(path).headers
    assert headers["Content-Type"] == kind
    assert headers["Content-Disposition"] == f"attachment; filename={name}"
    assert headers["Cache-Control"] == "no-store"
    assert "ETag" not in headers


def test_the_text_is_made_for_an_old_notepad(client):
    give(client, alone())
    raw = client.get(TEXT).data
    assert raw.startswith(b"\xef\xbb\xbfMIJN PLAN")
    assert raw.count(b"\n") == raw.count(b"\r\n") > 20
    assert f"„{HOPE}”" in raw.decode()


def test_what_is_off_paper_changes_no_byte_of_the_text(client, other):
    off = alone().with_paper("hope", on_paper=False, private=False)
    give(client, off)
    give(other, off.with_answer("hope", Answer(text="Iets heel anders"), private=False))
    assert client.get(TEXT).data == other.get(TEXT).data
    assert HOPE not in client.get(TEXT).text


def test_the_file_holds_everything_that_was_told(resident):
    file = told(download(resident))
    assert (file["startplan"], file["municipality"], file["language"]) == (1, "arnhem", "nl")
    assert file["about"] == "Dit bestand is van jou. Hierin staat wat je vertelde."
    assert file["draft"]["shared"]["answers"]["hope"]["text"] == HOPE
    assert file["draft"]["private"]["answers"]["how_it_went"]["text"] == SECRET
    said = {entry["question"]: entry["said"] for entry in file["readable"]}
    assert (said["hope"], said["how_it_went"]) == ([HOPE], [SECRET])


def test_the_file_holds_nothing_that_opens_anything(resident):
    raw = download(resident)
    code = resident.visit(PLACE + "/bewaren/code").text
    digits = "".join(filter(str.isdigit, code))[:16]
    assert len(digits) == 16
    found = raw.decode()
    assert resident.cookie("plan") not in found
    assert digits not in found.replace(" ", "")
    assert "revision" not in found


def test_alone_the_page_says_that_the_private_part_is_in_it(client):
    give(client, alone())
    page = client.visit(DATA)
    assert "Ook de vragen die alleen voor jou zijn, staan erin." in page.text
    assert "Download alles (om later weer te openen)" in page.links()
    assert ALONE not in page.buttons()


def test_beside_a_helper_the_private_part_stays_out(client):
    give(client, together())
    page = client.visit(DATA)
    raw = client.get(page.links()["Download zonder die antwoorden"]).data
    assert "De vragen die alleen voor jou zijn, staan er nu niet in." in page.text
    assert [trace for trace in TRACES if trace in page.html + raw.decode()] == []
    file = told(raw)
    assert file["draft"]["private"] == {}
    assert file["about"].endswith("De vragen alleen voor jou staan er niet in.")
    assert HELPER in raw.decode()


def test_beside_a_helper_private_answers_change_no_byte(client, other):
    give(client, together())
    give(other, together(stopped=Answer(picks=("no",), revision=1)))
    assert download(client) == download(other)


def test_who_says_to_be_alone_takes_everything_along(client):
    give(client, together())
    action, fields = client.visit(DATA).form_of(ALONE)
    file = told(client.send(action, fields).data)
    assert file["draft"]["private"]["answers"]["how_it_went"]["text"] == SECRET
    assert told(download(client))["draft"]["private"] == {}  # it counted once


def test_who_took_the_screen_for_the_private_part_has_it_alone(client):
    give(client, together())
    hand_over(client)
    assert "staan erin" in client.visit(DATA).text
    assert SECRET in download(client).decode()


def test_taking_along_changes_nothing(client):
    give(client, alone())
    before = draft_in(client)
    for path in (TEXT, DATA, FILE):
        client.get(path)
    assert draft_in(client) == before


def test_a_helper_gets_the_paper_as_text_and_no_more(helper):
    assert HOPE in helper.get(TEXT).text
    assert SECRET not in helper.get(TEXT).text
    assert "Mijn gegevens als bestand" not in helper.visit(PLACE + "/plan/").links()


@pytest.mark.parametrize("path", ["/plan/", "/privacy"])
def test_the_way_to_the_files_is_where_one_looks_for_it(client, path):
    give(client, alone())
    page = client.visit(PLACE + path)
    assert client.visit(page.links()["Mijn gegevens als bestand"]).heading == "Mijn gegevens"

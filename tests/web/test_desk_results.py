"""Results at the desk: pages and files of numbers, in which nobody can be found back."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.web.browser import Browser
from tests.web.conftest import make_app
from tests.web.counted import LAST_YEAR, QUARTERS, count, year_of_counts
from tests.web.deskroom import CAW, DISTRICT_TEAM, DeskRoom
from wizard.core.results import ResultRow, ResultTable
from wizard.core.roles import Role
from wizard.core.tallies import Tally, TallyKind
from wizard.settings import Settings
from wizard.web.desk.resultfiles import defused, results_csv
from wizard.web.desk.resulttables import told_tables
from wizard.web.desk.words import ACTIONS
from wizard.web.site import EXTENSION

RESULTS = "/balie/resultaten/"
PAGE = f"{RESULTS}{LAST_YEAR}"


def open_room(folder: Path, desk_id: str = CAW) -> DeskRoom:
    database = f"sqlite:///{folder}/drafts/drafts.db"
    app = make_app(Settings(database_url=database, key_dir=folder / "keys"))
    return DeskRoom(app, desk_id, practice=False)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskRoom]:
    """A desk with the counts of a year."""
    room = open_room(tmp_path_factory.mktemp("results"))
    count(room.site, CAW, year_of_counts(CAW))
    yield room
    room.app.extensions[EXTENSION].store.close()


@pytest.fixture
def lead(room: DeskRoom) -> Browser:
    return room.sit(room.lead)


@pytest.fixture
def new_room(tmp_path: Path) -> Iterator[DeskRoom]:
    """A desk that has counted nothing yet."""
    room = open_room(tmp_path)
    yield room
    room.app.extensions[EXTENSION].store.close()


def rows_of(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("role", Role)
def test_every_colleague_sees_results(room, role):
    assert room.browser_of(role).visit(RESULTS).heading.startswith("Resultaten")


def test_nobody_else_sees_them(room):
    for address in (PAGE, f"{PAGE}.csv", f"{PAGE}.json"):
        assert room.app.test_client().get(address).status_code == 401


def test_a_table_has_its_caption_heads_and_totals(lead):
    table = lead.visit(PAGE).soup.select("table")[2]
    assert table.caption.text.startswith("Aantal uitkomsten")
    heads = [head.text for head in table.select("thead th[scope=col]")]
    assert heads[0] == "januari t/m maart"
    assert heads[-1] == f"heel {LAST_YEAR}"
    total = table.select("tfoot th[scope=row], tfoot td")
    assert [cell.text for cell in total] == ["Alles samen", "126", "137", "120", "153", "536"]


def test_a_number_under_five_is_nowhere_on_the_page(lead):
    page = lead.visit(PAGE)
    numbers = {cell.text for cell in page.soup.select("td.number, .bar__number")}
    assert "verborgen" in numbers
    assert not numbers & {"1", "2", "3", "4"}


def test_a_chart_says_every_number_of_the_year_in_words(lead):
    drawing = lead.visit(PAGE).soup.select("svg.chart, .chart svg")[2]
    assert drawing.title.text == f"Staven: Wat eruit kwam, heel {LAST_YEAR}"
    assert drawing["aria-labelledby"].split() == [drawing.title["id"], drawing.desc["id"]]
    shown = [text.text for text in drawing.select(".bar__number")]
    assert shown[0] == "214"
    assert len(shown) == len(drawing.select("rect")) == 9


def test_the_newest_period_that_shows_all_stands_beside_2019_with_its_source(lead):
    page = lead.visit(PAGE)
    section = page.soup.select_one("[aria-labelledby=compared]")
    assert "Vergelijk met Arnhem in 2019" in section.text
    assert "Bron: Simpel switchen van dagbesteding naar werk" in section.text
    first = [cell.text for cell in section.select("tbody tr")[0].select("th, td")]
    assert first == ["Een plek om te leren", "43%", "45%"]


def test_another_desk_is_not_compared_with_2019(tmp_path):
    room = open_room(tmp_path, DISTRICT_TEAM)
    count(room.site, DISTRICT_TEAM, year_of_counts(DISTRICT_TEAM))
    page = room.sit(room.lead).visit(PAGE)
    assert len(page.soup.select("table")) == 3
    room.app.extensions[EXTENSION].store.close()


def test_years_lead_to_each_other(lead):
    lead.visit(PAGE)
    assert lead.press(str(LAST_YEAR - 1)).heading == f"Resultaten {LAST_YEAR - 1}"


@pytest.mark.parametrize("year", [LAST_YEAR - 2, LAST_YEAR + 5, 0, 99999])
@pytest.mark.parametrize("kind", ["", ".csv", ".json"])
def test_a_year_without_results_is_not_found(lead, year, kind):
    assert lead.get(f"{RESULTS}{year}{kind}").status_code == 404


def test_before_the_first_quarter_is_over_the_page_says_when_results_come(new_room):
    now = datetime.now(UTC).date()
    running = Tally(CAW, f"{now.year}Q{(now.month - 1) // 3 + 1}", TallyKind.ASKED, "", 20)
    count(new_room.site, CAW, [running])
    page = new_room.sit(new_room.lead).visit(RESULTS)
    assert "Er zijn nog geen resultaten." in page.text
    assert "20" not in [part.text for part in page.soup.select("td")]


def test_counts_of_another_desk_do_not_show(new_room):
    count(new_room.site, DISTRICT_TEAM, year_of_counts(DISTRICT_TEAM))
    assert "nog geen resultaten" in new_room.sit(new_room.lead).visit(RESULTS).text


def test_the_csv_opens_in_dutch_excel_and_has_the_numbers_of_the_page(lead):
    file = lead.get(f"{PAGE}.csv")
    assert file.data.startswith(b"\xef\xbb\xbfbalie;jaar;onderwerp;regel;periode;aantal\r\n")
    assert f"startplan-resultaten-{LAST_YEAR}.csv" in file.headers["Content-Disposition"]
    rows = rows_of(file.data)
    total = [row for row in rows if row[3] == "Alle aanvragen"]
    assert [row[5] for row in total] == ["131", "142", "118", "150", "541"]
    numbers = [cell.text for cell in lead.visit(PAGE).soup.select(".result td.number")]
    assert [row[5] for row in rows[1:]] == [n for n in numbers if not n.endswith("%")]


def test_the_json_has_the_same_numbers_and_null_for_hidden_ones(lead):
    told = json.loads(lead.get(f"{PAGE}.json").data)
    assert told["desk"] == "Centrum voor Activerend Werk (CAW)"
    outcomes = told["tables"][2]
    assert [period for period, _ in outcomes["periods"]] == [*QUARTERS[1:], str(LAST_YEAR)]
    numbers = {line["value"]: line["numbers"] for line in outcomes["lines"]}
    assert numbers["developing"] == [48, 55, 51, 60, 214]
    assert numbers["withdrawn"] == [None, 0, None, 0, None]


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_taking_a_file_along_is_noted_and_looking_is_not(room, kind):
    hired = room.hire(Role.READER)
    browser = room.sit(hired)
    browser.visit(PAGE)
    browser.get(f"{PAGE}.{kind}")
    since = datetime.now(UTC) - timedelta(hours=1)
    lines = [line for line, _ in room.site.store.cases.audit_lines(CAW, since)]
    [noted] = [line for line in lines if line.staff_id == hired.id and "result" in line.action]
    assert noted.action in ACTIONS
    assert (noted.action, noted.detail) == ("results_exported", f"{LAST_YEAR} {kind}")


@pytest.mark.parametrize("sign", [*"=+-@\t\r\n", " =", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_cell_of_a_file_is_a_formula(room, sign):
    text = f'{sign}HYPERLINK("http://kwaad.test";"klik")'
    municipality = room.site.default_edition().municipality
    table = ResultTable(TallyKind.OUTCOME, ("2025Q1",), (ResultRow("no_place", (7,)),), (7,))
    [told] = told_tables([table], municipality)
    [line] = told.lines
    evil = type(told)(
        told.kind, text, "", told.periods, (type(line)(text, text, (7,)),), told.total
    )
    rows = rows_of(results_csv(text, 2025, [evil]))
    assert rows[1][:4] == [f"'{text}", "2025", f"'{text}", f"'{text}"]
    assert {len(row) for row in rows} == {6}


def test_what_is_no_formula_stays_as_it_is():
    assert [defused(cell) for cell in ("CAW", "12", "a=b", "")] == ["CAW", "12", "a=b", ""]

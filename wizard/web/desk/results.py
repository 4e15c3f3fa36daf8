"""Results: what came of it per quarter and year, on a page and as files.

They hold no persons, so all colleagues see them, the administrator too. Whoever takes a file along
is noted: a file leaves the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, abort, g
from msgspec import Struct
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.days import local_day
from wizard.core.municipality import Comparison, Municipality
from wizard.core.results import ResultTable, compared, results_of, years_with_results
from wizard.core.roles import Right
from wizard.store.cases import AuditLine
from wizard.vault.audit import audited
from wizard.web.desk.chart import Chart, chart_of, comparing_chart
from wizard.web.desk.guard import needs, require_colleague
from wizard.web.desk.layout import render_desk_page
from wizard.web.desk.resultfiles import results_csv, results_json
from wizard.web.desk.resulttables import ToldTable, next_results_on, told_tables
from wizard.web.downloads import send_made
from wizard.web.site import current_site, now

blueprint = Blueprint("results", __name__, url_prefix="/resultaten")

EXPORTED = "results_exported"

MakesFile = Callable[[str, int, Sequence[ToldTable]], bytes]


class Compared(Struct, frozen=True):
    """Shares of the last period beside those elsewhere: in words and drawn."""

    period: str
    source: str
    there: str
    rows: tuple[tuple[str, int, int], ...]
    chart: Chart


class Found(Struct, frozen=True):
    """The results of a year, and the years there are."""

    year: int
    years: tuple[int, ...]
    tables: tuple[ToldTable, ...]
    compared: Compared | None


@blueprint.get("/", defaults={"year": None})
@blueprint.get("/<int:year>")
@needs(Right.SEE_RESULTS)
def show(year: int | None) -> str:
    """Show the results of a year; of the newest when the address names none."""
    next_on = next_results_on(local_day(now()))
    found = _find(year)
    if found is None:
        return render_desk_page("desk/results_none.html", next_on=next_on)
    charts = [chart_of(table) for table in found.tables]
    return render_desk_page("desk/results.html", found=found, charts=charts, next_on=next_on)


@blueprint.get("/<int:year>.csv")
@needs(Right.SEE_RESULTS)
def as_csv(year: int) -> AnyResponse:
    """Hand out the results of a year as a table."""
    return _send(year, "csv", "text/csv", results_csv)


@blueprint.get("/<int:year>.json")
@needs(Right.SEE_RESULTS)
def as_json(year: int) -> AnyResponse:
    """Hand out the results of a year for programs."""
    return _send(year, "json", "application/json", results_json)


def _find(year: int | None) -> Found | None:
    """Return the results of a year, or None where no quarter is over. Other years are not found."""
    tallies = current_site().store.cases.tallies(_desk_id())
    today, municipality = local_day(now()), g.edition.municipality
    years = years_with_results(tallies, today)
    if year is not None and year not in years:
        abort(404)
    if not years:
        return None
    year = year or years[0]
    outcomes = [outcome.id for outcome in municipality.outcomes]
    tables = results_of(tallies, year, outcomes, today)
    told = told_tables(tables, municipality)
    comparison = _comparison(municipality)
    beside = _beside(tables[-1], told[-1], comparison) if comparison else None
    return Found(year, years, told, beside)


def _comparison(municipality: Municipality) -> Comparison | None:
    """Return what this desk may be compared with: figures are of the desk that gets every case."""
    sending = municipality.sending
    is_main = sending and _desk_id() == f"{municipality.slug}/{sending.desk}"
    return sending.comparison if sending and is_main else None


def _beside(table: ResultTable, told: ToldTable, comparison: Comparison) -> Compared | None:
    found, shares = compared(table, comparison.shares)
    if not shares:
        return None
    titles = {line.value: line.title for line in told.lines}
    rows = tuple((titles[share.value], share.here, share.there) for share in shares)
    period = dict(told.periods)[found]
    chart = comparing_chart(rows, comparison.title)
    return Compared(period, comparison.source, comparison.title, rows, chart)


def _send(year: int, kind: str, mimetype: str, make: MakesFile) -> AnyResponse:
    found = _find(year)
    site, who, desk_id = current_site(), require_colleague().staff, _desk_id()
    tables = found.tables if found else ()
    content = make(_desk_name(), year, tables)
    line = AuditLine(now(), desk_id, who.id, EXPORTED, detail=f"{year} {kind}")
    site.store.cases.append_audit(audited(site.keys, line))
    return send_made(content, mimetype, f"startplan-resultaten-{year}.{kind}")


def _desk_id() -> str:
    return require_colleague().staff.desk_id


def _desk_name() -> str:
    """Return what the desk is called; its id when the municipality's file has it no longer."""
    desk_id = _desk_id()
    desk = g.edition.municipality.find_desk(desk_id.partition("/")[2])
    return desk.name if desk else desk_id

"""Results per quarter and year come from counts, only of what is over, and safe to show."""

from datetime import date

from wizard.core.results import OTHER, ResultTable, Share, compared, results_of, years_with_results
from wizard.core.tallies import NoTalk, Tally, TallyKind, asked, ended, waited

DESK = "village/desk"
OUTCOMES = ("work", "learning")
IN_2027 = date(2027, 2, 1)
SPRING, SUMMER = date(2026, 5, 4), date(2026, 8, 4)


def some(count: int, tally: Tally) -> list[Tally]:
    return [tally] * count


def table(kind: TallyKind, tallies: list[Tally], today: date = IN_2027) -> ResultTable:
    found = results_of(tallies, 2026, OUTCOMES, today)
    return next(table for table in found if table.kind is kind)


def test_counts_stand_in_their_quarter_and_add_up_to_the_year():
    plans = table(TallyKind.ASKED, [*some(7, asked(DESK, SPRING)), *some(20, asked(DESK, SUMMER))])
    assert plans.periods == ("2026Q2", "2026Q3", "2026Q4", "2026")
    assert plans.rows == ()
    assert plans.total == (7, 20, 0, 27)


def test_waiting_is_shown_by_its_parts():
    waits = table(
        TallyKind.WAITED,
        [*some(9, waited(DESK, SPRING, SPRING)), *some(6, waited(DESK, SPRING, SUMMER))],
    )
    assert [row.value for row in waits.rows] == ["7", "14", "28", "42", "more"]
    assert waits.rows[0].numbers == (9, 0, 0, 9)
    assert waits.rows[-1].numbers == (0, 6, 0, 6)
    assert waits.total == (9, 6, 0, 15)


def test_outcomes_stand_in_the_order_of_the_municipality_and_then_who_had_no_talk():
    tallies = [*some(8, ended(DESK, "learning", SPRING)), *some(5, ended(DESK, "not_come", SPRING))]
    outcomes = table(TallyKind.OUTCOME, tallies)
    assert [row.value for row in outcomes.rows] == [*OUTCOMES, *NoTalk]
    assert [row.numbers[0] for row in outcomes.rows] == [0, 8, 5, 0, 0]


def test_outcomes_that_the_municipality_let_go_of_still_count():
    outcomes = table(TallyKind.OUTCOME, some(8, ended(DESK, "of old", SPRING)))
    assert [row.value for row in outcomes.rows] == [*OUTCOMES, OTHER, *NoTalk]
    assert outcomes.total == (8, 0, 0, 8)


def test_an_outcome_that_is_taken_back_does_not_count():
    tallies = [*some(6, ended(DESK, "work", SPRING)), ended(DESK, "work", SPRING, by=-1)]
    assert table(TallyKind.OUTCOME, tallies).total == (5, 0, 0, 5)


def test_small_numbers_are_hidden():
    tallies = [*some(3, ended(DESK, "work", SPRING)), *some(30, ended(DESK, "learning", SPRING))]
    assert table(TallyKind.OUTCOME, tallies).rows[0].numbers[0] is None


def test_a_quarter_counts_when_it_is_over():
    tallies = [*some(7, asked(DESK, SPRING)), *some(9, asked(DESK, SUMMER))]
    plans = table(TallyKind.ASKED, tallies, today=date(2026, 9, 30))
    assert plans.periods == ("2026Q2",)
    assert plans.total == (7,)
    later = table(TallyKind.ASKED, tallies, today=date(2026, 10, 1))
    assert later.total == (7, 9)


def test_a_year_shows_when_a_quarter_of_it_is_over():
    counts = [asked(DESK, SPRING)]
    assert years_with_results(counts, SPRING) == ()
    assert years_with_results(counts, SUMMER) == (2026,)
    assert years_with_results(counts, IN_2027) == (2026,)
    assert years_with_results(counts, date(2027, 4, 1)) == (2027, 2026)


def test_without_counts_there_are_no_years():
    assert years_with_results([], SPRING) == ()


def test_shares_are_those_of_the_outcomes_that_are_compared():
    tallies = [
        *some(45, ended(DESK, "learning", SPRING)),
        *some(15, ended(DESK, "work", SPRING)),
        *some(40, ended(DESK, "no_contact", SPRING)),
    ]
    found = compared(table(TallyKind.OUTCOME, tallies), {"work": 10, "learning": 90})
    assert found == ("2026", (Share("work", 25, 10), Share("learning", 75, 90)))


def test_few_outcomes_are_not_compared():
    few = table(TallyKind.OUTCOME, some(49, ended(DESK, "work", SPRING)))
    assert compared(few, {"work": 10, "learning": 90}) == ("", ())


def test_nothing_is_compared_while_an_outcome_is_hidden():
    tallies = [*some(3, ended(DESK, "work", SPRING)), *some(90, ended(DESK, "learning", SPRING))]
    assert compared(table(TallyKind.OUTCOME, tallies), {"work": 10, "learning": 90}) == ("", ())


def test_the_newest_period_that_shows_all_is_compared():
    tallies = [
        *some(30, ended(DESK, "work", SPRING)),
        *some(30, ended(DESK, "learning", SPRING)),
        *some(3, ended(DESK, "work", SUMMER)),
        *some(60, ended(DESK, "learning", SUMMER)),
    ]
    found = compared(table(TallyKind.OUTCOME, tallies), {"work": 10, "learning": 90})
    assert found == ("2026Q2", (Share("work", 50, 10), Share("learning", 50, 90)))

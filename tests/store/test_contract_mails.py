"""What every back end does with waiting mails, counts and the audit."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

import pytest

from tests.store.rows_of_cases import (
    CAW,
    DAY,
    WIJKTEAM,
    case_row,
    chain,
    emptied,
    mail_row,
    next_of,
    noted,
)
from wizard.core.tallies import asked, ended, waited
from wizard.store.cases import MailQueue

HOUR = timedelta(hours=1)


@pytest.fixture
def cases(store):
    return store.cases


@pytest.fixture
def wait(cases):
    """Return a function that lets mails wait, in their order."""
    case = case_row()
    cases.add(case, tallies=[], audited=noted("add"))

    def add(*mails):
        now = cases.find(case.id)
        cases.change(next_of(now), from_desk=CAW, mails=mails, audited=noted("mail"))
        return mails

    return add


def test_a_mail_that_is_due_is_claimed_until_it_is_due_again(cases, wait, now):
    (mail,) = wait(mail_row())
    claimed = replace(mail, next_try_at=now + HOUR)
    assert cases.claim_mail(now - HOUR, now) is None
    assert cases.claim_mail(now, now + HOUR) == claimed
    assert cases.claim_mail(now, now + HOUR) is None
    assert cases.claim_mail(now + HOUR, now + 2 * HOUR).id == mail.id


def test_the_mail_that_waits_longest_is_claimed_first(cases, wait, now):
    mails = wait(*(mail_row(next_try_at=now + after * HOUR) for after in (3, 1, 2)))
    claimed = [cases.claim_mail(now + DAY, now + 2 * DAY).id for _ in mails]
    assert claimed == [mails[place].id for place in (1, 2, 0)]


def test_two_workers_claim_every_mail_once(cases, wait, now):
    mails, ready = wait(*(mail_row() for _ in range(12))), threading.Barrier(2)

    def work(_):
        ready.wait()
        return list(iter(lambda: cases.claim_mail(now, now + HOUR), None))

    with ThreadPoolExecutor(2) as workers:
        claimed = [mail.id for found in workers.map(work, range(2)) for mail in found]
    assert sorted(claimed) == sorted(mail.id for mail in mails)


def test_a_mail_that_was_sent_waits_no_more(cases, wait, now):
    sent, other = wait(mail_row(), mail_row())
    cases.sent_mail(sent.id)
    cases.sent_mail(sent.id)
    assert cases.waiting_mails(CAW) == [other]


def test_a_failed_try_is_counted_and_put_off(cases, wait, now):
    (mail,) = wait(mail_row())
    cases.retry_mail(mail.id, now + HOUR, "slow")
    cases.retry_mail(mail.id, now + 3 * HOUR, "refused")
    later = {"next_try_at": now + 3 * HOUR, "tries": 2, "trouble": "refused"}
    assert cases.waiting_mails(CAW) == [replace(mail, **later)]
    assert cases.claim_mail(now + 2 * HOUR, now + DAY) is None


def test_the_mails_of_a_desk_are_hurried_and_no_others(cases, wait, now):
    given_up, late = mail_row(give_up_at=now), mail_row(next_try_at=now + DAY, trouble="slow")
    (*_, other) = wait(given_up, late, mail_row(desk_id=WIJKTEAM, next_try_at=now + DAY))
    cases.hurry_mails(CAW, now, now + DAY)
    hurried = [(mail.next_try_at, mail.give_up_at) for mail in cases.waiting_mails(CAW)]
    assert hurried == [(now, now + DAY), (now, late.give_up_at)]
    assert cases.waiting_mails(WIJKTEAM) == [other]


@pytest.mark.parametrize("trouble", ["", "slow"])
def test_a_mail_that_is_being_sent_is_not_hurried_to_a_second_worker(cases, wait, now, trouble):
    (mail,) = wait(mail_row(trouble=trouble))
    assert cases.claim_mail(now, now + HOUR).trouble == ""
    cases.hurry_mails(CAW, now, now + 9 * DAY)
    assert cases.claim_mail(now, now + HOUR) is None
    assert cases.claim_mail(now + HOUR, now + DAY).give_up_at == now + 9 * DAY
    cases.retry_mail(mail.id, now + DAY, "slow")
    cases.hurry_mails(CAW, now + HOUR, now)
    assert cases.claim_mail(now + HOUR, now + DAY).id == mail.id


def test_a_desk_sees_its_own_mails_the_oldest_first(cases, wait):
    mails = wait(mail_row(), mail_row(desk_id=WIJKTEAM), mail_row())
    assert cases.waiting_mails(CAW) == [mails[0], mails[2]]
    assert cases.waiting_mails(WIJKTEAM) == [mails[1]]


def test_the_mails_of_all_desks_are_counted_by_what_becomes_of_them(cases, wait, now):
    assert cases.mail_queue(now) == MailQueue(0, 0, None)
    late = mail_row(desk_id=WIJKTEAM, next_try_at=now + DAY, give_up_at=now + 2 * DAY)
    wait(mail_row(), late, mail_row(give_up_at=now))
    assert cases.mail_queue(now) == MailQueue(2, 1, late.give_up_at)


def test_mails_about_a_withdrawn_case_go_along_also_from_the_desk_that_had_it_first(
    cases, wait, now
):
    case = case_row(reference="GONEGONE")
    about, there = (mail_row(reference="GONEGONE", desk_id=desk) for desk in (CAW, WIJKTEAM))
    (*_, other) = wait(about, there, mail_row())
    cases.add(case, tallies=[], audited=noted())
    cases.change(emptied(case), from_desk=CAW, audited=noted())
    assert cases.waiting_mails(WIJKTEAM) == []
    assert cases.waiting_mails(CAW) == [other]


def test_a_mail_that_was_given_up_shows_for_a_month(store, cases, wait, now):
    (mail, later) = wait(mail_row(give_up_at=now + HOUR), mail_row(next_try_at=now + 2 * DAY))
    assert cases.claim_mail(now + HOUR, now + DAY) is None
    store.purge(now + 30 * DAY)
    assert cases.waiting_mails(CAW) == [mail, later]
    store.purge(now + 30 * DAY + HOUR)
    assert cases.waiting_mails(CAW) == [later]


def test_counts_add_up(cases):
    spring, summer = date(2026, 6, 30), date(2026, 7, 1)
    tallies = [asked(CAW, spring)] * 3 + [asked(CAW, summer), asked(WIJKTEAM, spring)]
    tallies += [waited(CAW, spring, summer), ended(CAW, "own", spring), ended(CAW, "own", spring)]
    tallies += [ended(CAW, "own", spring, by=-1), ended(CAW, "zorg", spring)]
    cases.add(case_row(), tallies=tallies, audited=noted())
    found = [(one.quarter, one.kind, one.value, one.by) for one in cases.tallies(CAW)]
    assert found == [
        ("2026Q2", "asked", "", 3),
        ("2026Q2", "outcome", "own", 1),
        ("2026Q2", "outcome", "zorg", 1),
        ("2026Q3", "asked", "", 1),
        ("2026Q3", "waited", "7", 1),
    ]


def test_lines_come_back_in_order_with_marks_that_follow_one_another(cases, now):
    what = {"object_id": b"case", "detail": "closed", "staff_id": b"somebody"}
    lines = [noted("one", at=now + DAY, **what), noted("two", desk_id=WIJKTEAM), noted("three")]
    for line in lines:
        cases.append_audit(line)
    marks = list(accumulate((one.line for one in lines), chain, initial=b""))[1:]
    pairs = [(one.line, mark) for one, mark in zip(lines, marks, strict=True)]
    assert cases.audit_lines(None, now) == pairs
    assert cases.audit_lines(CAW, now) == [pairs[0], pairs[2]]
    assert cases.audit_lines(CAW, now + DAY) == pairs[:1]


def test_lines_of_many_threads_stand_in_one_chain(cases, now):
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: cases.append_audit(noted(str(n))), range(20)))
    before = b""
    for line, mark in cases.audit_lines(None, now):
        assert mark == (before := chain(before, line))
    assert before

"""What nodes do by themselves at the same time: mail, purging, new weeks and old peppers."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.nodes.twonodes import at_once, site_at
from tests.web.conftest import CHEAP
from tests.web.waiting import put
from wizard.delivery.outbox import LEASE, Outbox
from wizard.vault import Drafts, sweep

DESK, SENDER = "arnhem/caw", "startplan@arnhem.example"
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def sites(nodes):
    return [site_at(node) for node in nodes]


def test_the_workers_of_two_nodes_send_every_mail_once(sites):
    waiting = {put(sites[0].store, sites[0].keys, DESK, NOW).id for _ in range(8)}
    sent = []

    def work(site):
        outbox = Outbox(site.store, site.keys, SENDER, lambda mail: sent.append(mail["Message-ID"]))
        while outbox.send_next(lambda: NOW):
            pass

    at_once(work, sites)
    assert len(sent) == len(set(sent)) == len(waiting)
    assert sites[0].store.cases.waiting_mails(DESK) == []


def test_what_a_dying_worker_claimed_another_node_sends_after_the_lease(sites):
    dying, living = sites
    mail = put(dying.store, dying.keys, DESK, NOW)
    assert dying.store.cases.claim_mail(NOW, NOW + LEASE).id == mail.id
    sent = []
    outbox = Outbox(living.store, living.keys, SENDER, sent.append)
    assert not outbox.send_next(lambda: NOW + LEASE - timedelta(seconds=1))
    assert outbox.send_next(lambda: NOW + LEASE)
    assert len(sent) == 1


def test_two_nodes_that_purge_at_once_delete_what_is_over_and_nothing_else(sites):
    old = [sites[0].drafts.start(b"{}", b"{}", NOW) for _ in range(60)]
    late = NOW + timedelta(days=400)
    new = [sites[1].drafts.start(b"{}", b"{}", late) for _ in range(3)]
    at_once(lambda site: sweep(site.store, site.keys, late), sites)
    for drafts in (sites[0].drafts, sites[1].drafts):
        assert not any(drafts.find(entry.token, late) for entry in old)
        assert all(drafts.find(entry.token, late) for entry in new)


def test_the_pepper_of_a_new_week_holds_for_all_nodes_at_once(sites):
    one, other = sites
    for week in range(3):
        now = NOW + week * WEEK
        made = [site.drafts.start(b"{}", b"{}", now) for site in (one, other)]
        assert all(site.drafts.find(entry.token, now) for site in sites for entry in made)


def test_who_sweeps_with_a_clock_weeks_ahead_breaks_nothing_for_the_others(sites):
    one, other = (Drafts(site.store, site.keys, term=90 * DAY, cost=CHEAP) for site in sites)
    before = one.start(b"{}", b"{}", NOW, own_device=True)
    sweep(sites[1].store, sites[1].keys, NOW + 3 * WEEK)
    after = one.start(b"{}", b"{}", NOW, own_device=True)
    for drafts in (one, other):
        assert drafts.find(before.token, NOW)
        assert drafts.find(after.token, NOW)


def test_two_trial_nodes_that_start_at_once_make_a_practice_desk_once(sites):
    desk, codes = "elst/caw", []
    at_once(lambda site: codes.append(site.desks.practise(desk, "Leiding Elst", NOW)), sites)
    assert len(set(codes)) == 1
    assert codes[0]

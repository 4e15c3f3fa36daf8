"""Any order of starting, saving, stopping, coming back and waiting keeps the promises."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from wizard.store import Box, open_store
from wizard.vault import Argon2Cost, Drafts, KeyDirectory, sweep

TERM = timedelta(days=30)


class Lives(RuleBasedStateMachine):
    """Keep a plain model of one draft beside the real one, and compare them all the time."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name)
        self.keys = KeyDirectory(path / "keys", create=True)
        self.store = open_store(f"sqlite:///{path}/drafts.db")
        self.drafts = Drafts(self.store, self.keys, term=TERM, cost=Argon2Cost(32, 1))
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
        self.device = self.drafts.start(b"", b"", self.now, own_device=True).token
        self.sessions, self.code, self.wiped = [], None, False
        self.model = {Box.SHARED: b"", Box.PRIVATE: b""}

    @property
    def opened(self):
        return self.drafts.find(self.device, self.now)

    @precondition(lambda self: not self.wiped)
    @rule(box=st.sampled_from(Box), text=st.binary(max_size=5000))
    def save(self, box, text):
        self.drafts.save(self.opened, {box: text}, self.now)
        self.model[box] = text

    @precondition(lambda self: not self.wiped)
    @rule()
    def make_code(self):
        self.code, _ = self.drafts.make_code(self.opened, self.now)

    @precondition(lambda self: self.code and not self.wiped)
    @rule()
    def come_back(self):
        entry = self.drafts.open_with_code(self.code, "192.0.2.1", self.now)
        self.sessions.append((entry.token, entry.draft.idle_until))

    @precondition(lambda self: self.sessions)
    @rule(data=st.data())
    def stop(self, data):
        token, _ = self.sessions.pop(data.draw(st.integers(0, len(self.sessions) - 1)))
        self.drafts.stop_token(token)
        assert self.drafts.find(token, self.now) is None

    @rule(minutes=st.integers(1, 3 * 24 * 60))
    def wait_and_sweep(self, minutes):
        self.now += timedelta(minutes=minutes)
        if not self.wiped and self.opened:
            self.drafts.save(self.opened, {}, self.now)
        sweep(self.store, self.keys, self.now)

    @precondition(lambda self: self.sessions)
    @rule()
    def wipe(self):
        self.drafts.wipe(self.opened) if not self.wiped else None
        self.wiped = True

    @invariant()
    def every_live_way_in_shows_the_model(self):
        live = [token for token, until in self.sessions if until > self.now and not self.wiped]
        gone = [token for token, until in self.sessions if until <= self.now or self.wiped]
        for token in live + [self.device] * (not self.wiped):
            opened = self.drafts.find(token, self.now)
            assert opened.texts == self.model
        assert not any(self.drafts.find(token, self.now) for token in gone)

    def teardown(self):
        self.store.close()
        self.folder.cleanup()


TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=8,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

"""Figures for monitoring, on a port of their own: how this node does, and nothing about a person.

Answers are counted by group and status class only. With few visitors, figures for each page
would tell what one person does. Everything else is read when somebody asks for the figures.
Only `wizard serve` with WIZARD_METRICS_PORT loads this module.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

import click
from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from wizard.errors import WizardError
from wizard.housekeeping import Housekeeping
from wizard.settings import Settings
from wizard.vault.keys import start_of
from wizard.vault.mails import GIVE_UP_AFTER
from wizard.web.probes import require_working
from wizard.web.site import EXTENSION, Site

OPEN = {"home", "start", "information", "languages", "comfort"}
CODES = {"resume", "keep", "helpcode"}
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 20)
FAULT = "Fault"
"""What is none of our own errors: a fault in the program."""
ERROR_FROM = 429


def show_figures(app: Flask, settings: Settings, housekeeping: Housekeeping) -> None:
    """Count what `app` answers, and show all figures on their port."""
    site: Site = app.extensions[EXTENSION]
    registry = CollectorRegistry()
    registry.register(NodeFigures(site, housekeeping))
    ProcessCollector(registry=registry)
    count_answers(app, registry)
    count_alarms(registry)
    try:
        start_http_server(settings.metrics_port, settings.metrics_host, registry)
    except OSError as error:
        raise click.ClickException(
            f"cannot show figures on {settings.metrics_host}:{settings.metrics_port} "
            f"({error.strerror}); choose another WIZARD_METRICS_PORT."
        ) from None


def count_answers(app: Flask, registry: CollectorRegistry) -> None:
    """Count every answer with how long it took, and every failure by its kind."""
    answers = Histogram(
        "startplan_answer_seconds",
        "Answers, and how long each took",
        ("group", "status"),
        buckets=SECONDS,
        registry=registry,
    )
    failures = Counter(
        "startplan_failures", "Answers that told of a failure", ("kind",), registry=registry
    )

    def begin() -> None:
        g.began = time.perf_counter()

    def count(response: Response) -> Response:
        took = time.perf_counter() - g.pop("began", time.perf_counter())
        answers.labels(group_of(response), f"{response.status_code // 100}xx").observe(took)
        if response.status_code >= ERROR_FROM:
            failures.labels(_name(g.get("failure"))).inc()
        return response

    # First of all, so that what the other guards do counts as well.
    app.before_request_funcs.setdefault(None, []).insert(0, begin)
    app.after_request(count)


def group_of(response: Response) -> str:
    """Return the group of the request in hand."""
    if response.mimetype == "application/pdf":
        return "paper"
    if request.endpoint is None:
        return "nothing"
    page = request.endpoint.split(".")[0]
    if page in OPEN:
        return "open"
    if page in CODES:
        return "code"
    return "desk" if page == "desk" else "plan"


def _name(failure: type[Exception] | None) -> str:
    is_ours = failure is not None and issubclass(failure, WizardError)
    return failure.__name__ if failure and is_ours else FAULT


def count_alarms(registry: CollectorRegistry) -> None:
    """Count the lines of `wizard.alarm`: each asks for a person, and the log says for what."""
    alarms = Counter("startplan_alarms", "Lines of wizard.alarm in the log", registry=registry)
    logging.getLogger("wizard.alarm").addHandler(_Counting(alarms.inc))


class _Counting(logging.Handler):
    def __init__(self, count: Callable[[], None]) -> None:
        super().__init__()
        self._count = count

    def emit(self, _record: logging.LogRecord) -> None:
        self._count()


class NodeFigures(Collector):
    """Reads a node's own counts, its database and its key directory when it is asked for them."""

    def __init__(self, site: Site, housekeeping: Housekeeping) -> None:
        self._site = site
        self._housekeeping = housekeeping

    def describe(self) -> Iterable[Metric]:
        """Name nothing beforehand: collecting asks the database, which may be away."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Yield every figure; those that cannot be read now are left out."""
        yield self._ready()
        yield self._refused()
        yield self._pdfs()
        yield self._run_again()
        yield self._housekept()
        for read in (self._mails, self._peppers):
            try:
                yield from read(datetime.now(UTC))
            except WizardError:
                continue  # `startplan_ready` tells

    def _ready(self) -> Metric:
        ready = GaugeMetricFamily("startplan_ready", "1 when this node can open and save plans")
        try:
            require_working(self._site)
        except WizardError:
            ready.add_metric([], 0)
        else:
            ready.add_metric([], 1)
        return ready

    def _refused(self) -> Metric:
        refused = CounterMetricFamily(
            "startplan_refused", "Requests refused because too many came at once", labels=["what"]
        )
        refused.add_metric(["code"], self._site.drafts.refused)
        refused.add_metric(["sign-in"], self._site.accounts.refused)
        refused.add_metric(["pdf"], self._site.pdf.refused)
        return refused

    def _pdfs(self) -> Metric:
        pdfs = CounterMetricFamily("startplan_pdfs", "PDFs asked for", labels=["result"])
        pdfs.add_metric(["made"], self._site.pdf.made)
        pdfs.add_metric(["failed"], self._site.pdf.failed)
        return pdfs

    def _run_again(self) -> Metric:
        return CounterMetricFamily(
            "startplan_transactions_run_again",
            "Transactions begun anew after meeting another one or a fault",
            value=self._site.store.run_again,
        )

    def _housekept(self) -> Metric:
        done = GaugeMetricFamily(
            "startplan_housekeeping_time_seconds", "When it last went well", labels=["job"]
        )
        jobs = {"sweep": self._housekeeping.swept_at, "tidy": self._housekeeping.tidied_at}
        for job, moment in jobs.items():
            done.add_metric([job], moment.timestamp() if moment else 0)
        return done

    def _mails(self, now: datetime) -> Iterator[Metric]:
        queue = self._site.store.cases.mail_queue(now)
        mails = GaugeMetricFamily("startplan_mails", "Mails in the outbox", labels=["state"])
        mails.add_metric(["waiting"], queue.waiting)
        mails.add_metric(["given up"], queue.given_up)
        yield mails
        ends_at = queue.first_ends_at
        waits = GIVE_UP_AFTER - (ends_at - now) if ends_at else timedelta()
        yield GaugeMetricFamily(
            "startplan_mail_oldest_seconds",
            "How long the oldest mail waits; shorter once a desk has it tried anew",
            value=max(0, waits.total_seconds()),
        )

    def _peppers(self, now: datetime) -> Iterator[Metric]:
        age = GaugeMetricFamily(
            "startplan_pepper_age_seconds", "Since the week of a pepper began", labels=["which"]
        )
        epochs = self._site.keys.epochs()
        for which, epoch in zip(("oldest", "newest"), (epochs[:1], epochs[-1:]), strict=True):
            for week in epoch:
                age.add_metric([which], (now - start_of(week)).total_seconds())
        yield age

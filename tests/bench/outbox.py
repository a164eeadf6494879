"""Letters claimed a second by 1, 2 and 4 workers, beside bare psycopg; a tick among a million steps, beside a thousand.

On the PostgreSQL of DATABASE_URL or of this machine, in databases made for it and dropped after it.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache, partial

import psycopg

from tests.bench.measure import Lap, Measure, Round
from tests.bench.processes import ROOT, Worker, empty_database

PLANS, STEPS, LETTERS, DUE = 2_000, 1_000_000, 100_000, 10_000
FEW_STEPS = 1_000

# Many plans after the pattern of one; their steps, and letters beside those that are due, all lie ahead
FILL = """
update candidates_step set remind_at = null;
truncate candidates_reminder, candidates_outgoingmail, candidates_mailhold cascade;
delete from candidates_digestschedule;
create temporary table pattern as select * from candidates_plan order by id limit 1;
insert into candidates_interview
    (organization_id, application_id, round, ended_at, lead_id, follow_up_by, created_at)
select organization_id, application_id, round + n, ended_at, lead_id, follow_up_by, created_at
from candidates_interview, generate_series(1, {plans}) n where id = (select interview_id from pattern);
insert into candidates_plan
    (organization_id, interview_id, starting_version_id, starting_calendar_id, starts_without_calls, created_at,
     version_id, calendar_id, status, outcome, revision)
select pattern.organization_id, i.id, starting_version_id, starting_calendar_id, starts_without_calls,
       pattern.created_at, version_id, calendar_id, status, outcome, revision
from pattern, candidates_interview i where not exists (select from candidates_plan where interview_id = i.id);
insert into candidates_step
    (organization_id, plan_id, key, position, kind, status, owner, due, reason, provisional, remind_at, why)
select organization_id, id, 'x:' || n, n, 'email', 'open', 'candidate', now() + ahead, '', false, now() + ahead, '{{}}'
from candidates_plan, generate_series(1, {steps} / {plans} + 1) n, lateral
     (select interval '10 days' + (id * 7919 + n * 104729) % 8640000 * interval '1 second' as ahead) a
limit {steps};
insert into candidates_outgoingmail
    (organization_id, key, kind, stream, "to", reply_to, subject, text, html, message_id, dated, due_at, next_at,
     state, tries, error, created_at)
select organization_id, 'bench:' || n, 'due', 'reminders', 'n' || n || '@example.org', '', 'Call', repeat('word ', 200),
       repeat('<p>word</p> ', 200), '<' || n || '@example.org>', now(), now() + ahead, now() + ahead,
       'waiting', 0, '', now()
from pattern, generate_series(1, {letters}) n, lateral
     (select interval '10 days' + n * 7919 % 8640000 * interval '1 second' as ahead) a
"""
MAKE_DUE = """
update candidates_outgoingmail set claim_token = null, next_at = now() - n * interval '1 second'
from (select id, row_number() over (order by id) n from candidates_outgoingmail limit {due}) due
where due.id = candidates_outgoingmail.id
"""


@cache
def _database(steps: int) -> Mapping[str, str]:
    """Return the environment that names a filled database."""
    env = empty_database(f"followthrough_bench_{steps}")
    subprocess.run([sys.executable, "-m", "tests.bench.outbox_worker", "found"], cwd=ROOT, env=env, check=True)
    with psycopg.connect(env["DATABASE_URL"], autocommit=True) as database:
        for statement in FILL.format(plans=PLANS, steps=steps, letters=LETTERS).split(";\n"):
            database.execute(statement)
        database.execute("vacuum analyze")
    return env


def _workers(what: str, many: int, env: Mapping[str, str]) -> list[Worker]:
    return [Worker("outbox_worker", what, env) for _each in range(many)]


def _claim_all(workers: list[Worker], env: Mapping[str, str]) -> Lap:
    """Make the letters due, and return how long it takes these workers to claim them all, each once."""
    with psycopg.connect(env["DATABASE_URL"], autocommit=True) as database:
        database.execute(MAKE_DUE.format(due=DUE))
        database.execute("vacuum candidates_outgoingmail")
        database.execute("checkpoint")
    lap = _lap(workers)
    assert lap.units == DUE, lap
    return lap


def _lap(workers: list[Worker]) -> Lap:
    start = time.perf_counter()
    for worker in workers:
        worker.tell()
    done = sum(int(worker.hear()) for worker in workers)
    return Lap(done, time.perf_counter() - start)


def prepare_ticks() -> tuple[Round, Mapping[str, Round]]:
    """Return a round of ticks that find nothing, among many steps and among few."""
    many, few = (_workers("ticks", 1, _database(steps)) for steps in (STEPS, FEW_STEPS))
    return partial(_lap, many), {f"the same tick among {FEW_STEPS:,} steps": partial(_lap, few)}


def prepare_claims(workers: int) -> tuple[Round, Mapping[str, Round]]:
    """Return a round of claims until nothing is due, ours and bare."""
    env = _database(STEPS)
    ours, bare = (_workers(what, workers, env) for what in ("claims", "bare"))
    return partial(_claim_all, ours, env), {"the same statements by bare psycopg": partial(_claim_all, bare, env)}


MEASURES = [
    Measure(f"tick, {STEPS // 1_000_000}M steps", "ticks", prepare_ticks),
    *(Measure(f"claims, {many} at work", "claims", partial(prepare_claims, many), rounds=5) for many in (1, 2, 4)),
]

"""The roster in.

What the surfaces call:

- `check_roster(data, organization=, importer=, now=, progress=None) -> RosterCheck`: a dry run, nothing written.
- `import_roster(data, organization=, importer=, now=, accept_valid=False, progress=None) -> RosterResult`: writes all
  rows or none, or with `accept_valid` the valid ones; `.written` says whether.
- Both results: `.rows` (line, outcome, `changes` with `.text`, status, first_due), `.problems` (line, column, code,
  value, `.message`), `.counts[Outcome.CREATED]`, `.unknown_columns`, `.refused`, `.to_json()` as roster.md says.
- `refused_csv(result) -> str`: the refused rows as they came, with their problems.
- `enqueue_roster(data, organization=, importer=, now=, accept_valid=False, dry_run=False, file_name="")` returns a
  BackgroundJob; use it where `row_count(data) > LARGE`. `job.done` of `job.total` moves on, `job.error` is a sentence,
  `result_of(job)` the result once it is done; `candidates.jobs.services.request_cancel(job=, at=)` stops it while it
  only checks.
- `import_in_front`: import_roster for those who wait (the command); a large file gets a job's row all the same.
- All raise `RosterUnreadable`, in one sentence, for a file that is wrong as a whole, or a person who may not write.

How it works and why: README.md beside this file.
"""

from candidates.imports.jobs import LARGE, enqueue_roster, import_in_front, result_of, row_count
from candidates.imports.problems import Code, NotAllowed, Problem, RosterUnreadable
from candidates.imports.refused import refused_csv
from candidates.imports.results import Change, Outcome, RosterCheck, RosterResult, RowOutcome
from candidates.imports.services import check_roster, import_roster
from candidates.imports.sitting import Stage

__all__ = [
    "LARGE",
    "Change",
    "Code",
    "NotAllowed",
    "Outcome",
    "Problem",
    "RosterCheck",
    "RosterResult",
    "RosterUnreadable",
    "RowOutcome",
    "Stage",
    "check_roster",
    "enqueue_roster",
    "import_in_front",
    "import_roster",
    "refused_csv",
    "result_of",
    "row_count",
]

"""All reports by name, in the order in which pages offer them. A new one is a class and a line here."""

from __future__ import annotations

from candidates.reports.answer_times import AnswerTimes
from candidates.reports.candidate_plan import CandidatePlan
from candidates.reports.company_brief import CompanyBrief
from candidates.reports.proof import Proof
from candidates.reports.report import Report
from candidates.reports.run_sheet import RunSheet
from candidates.reports.schedule import Schedule

REPORTS: dict[str, Report] = {
    report.slug: report
    for report in (
        RunSheet(),
        Schedule(),
        CandidatePlan(),
        Proof(),
        CompanyBrief(),
        AnswerTimes(),
    )
}

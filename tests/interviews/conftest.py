"""The plan of tests/plans, for interviews too."""

from tests.plans.conftest import alice, application, plan

__all__ = ["alice", "application", "plan"]

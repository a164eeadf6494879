"""The records of the recruiter's side."""

from recruiting.models.accounts import ApiToken, Membership, Organization, Role, User
from recruiting.models.companies import CalendarSnapshot, Company, CompanyDay, Contact, Job
from recruiting.models.policies import Policy, PolicyVersion

__all__ = [
    "ApiToken",
    "CalendarSnapshot",
    "Company",
    "CompanyDay",
    "Contact",
    "Job",
    "Membership",
    "Organization",
    "Policy",
    "PolicyVersion",
    "Role",
    "User",
]

"""What is done to a restored database before anybody sees it: all mail is held, and no worker's old claim counts.

As statements that both databases know, for they run where Django does not: in a copy, and inside psql.
"""

from __future__ import annotations

from datetime import datetime

from candidates.models import MailHold

# What a backup had sent by the time of its end it may not know: every firm's mail waits until somebody has looked
STATEMENTS = """
INSERT INTO {schema}candidates_mailhold (organization_id, reason, held_at)
SELECT id, '{reason}', '{at}' FROM {schema}recruiting_organization firm WHERE NOT EXISTS (
    SELECT 1 FROM {schema}candidates_mailhold hold WHERE hold.organization_id = firm.id AND hold.released_at IS NULL
);
UPDATE {schema}candidates_outgoingmail SET claim_token = NULL WHERE claim_token IS NOT NULL;
"""


def statements(*, at: datetime, schema: str = "") -> str:
    """Return the SQL that holds all mail; nothing in it comes from people."""
    prefix = f"{schema}." if schema else ""
    written = at.replace(tzinfo=None).isoformat(sep=" ")  # UTC, as SQLite stores it
    moment = f"{written}+00" if schema else written
    return STATEMENTS.format(schema=prefix, reason=MailHold.Reason.RESTORED.value, at=moment)

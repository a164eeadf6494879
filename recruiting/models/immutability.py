"""Triggers by which the database itself refuses to change a row that is fixed for good, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True)
class Guard:
    """Refuses an UPDATE of `table` where `forbidden` (SQL over OLD and NEW) is true, saying `message`."""

    name: str
    table: str
    forbidden: str
    message: str

    def operation(self) -> migrations.RunPython:
        """Return the migration's step that puts the trigger there, and takes it away backwards."""
        return migrations.RunPython(self._run(CREATE), self._run(DROP))

    def removal(self) -> migrations.RunPython:
        """Return the migration's step that takes the trigger away, and puts it back backwards."""
        return migrations.RunPython(self._run(DROP), self._run(CREATE))

    def _run(self, statements: dict[str, tuple[str, ...]]) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
        def run(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
            distinct = "IS DISTINCT FROM" if schema_editor.connection.vendor == "postgresql" else "IS NOT"
            for statement in statements[schema_editor.connection.vendor]:
                forbidden = self.forbidden.replace("DIFFERS FROM", distinct)
                schema_editor.execute(
                    statement.format(name=self.name, table=self.table, forbidden=forbidden, message=self.message)
                )

        return run


CREATE = {
    "sqlite": (
        "CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN {forbidden} "
        "BEGIN SELECT RAISE(ABORT, '{message}'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({forbidden}) EXECUTE FUNCTION {name}()",
    ),
}
DROP = {
    "sqlite": ("DROP TRIGGER {name}",),
    "postgresql": ("DROP TRIGGER {name} ON {table}", "DROP FUNCTION {name}()"),
}

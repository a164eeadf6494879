"""PostgreSQL: dumped and restored by its own programs, which must not be older than the server."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj, which
from typing import IO, Any

from django.db import connection, transaction

from candidates.backups import holding
from candidates.backups.contents import CANDIDATES, FIRMS, HOLDS, MIGRATIONS, Contents, Made, check_age, check_contents
from candidates.backups.errors import BackupFailed

PLAIN = ["--no-owner", "--no-privileges"]
TABLE = re.compile(r"^\d+; \d+ \d+ TABLE (\S+) (\S+) ", re.MULTILINE)
NAMES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
OPTIONS = {"sslmode", "sslrootcert", "sslcert", "sslkey", "service", "passfile"}
SCHEMA = "public"

# What is there goes, whatever it is: a dump knows nothing of tables that came after it
CLEAR = """
SET lock_timeout = '60s';
SET client_min_messages = warning;
DO $$
DECLARE it record;
BEGIN
    FOR it IN SELECT oid::regclass AS name, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace
        AND relkind IN ('r', 'p', 'v', 'm') AND NOT EXISTS (
            SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
    LOOP
        EXECUTE format('DROP %s IF EXISTS %s CASCADE',
            CASE it.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, it.name);
    END LOOP;
    FOR it IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND NOT EXISTS (
            SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
    LOOP
        EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', it.name);
    END LOOP;
END $$;
"""


def dump(settings: dict[str, Any], file: Path) -> Made:
    """Dump the database as of one moment, at which its firms and candidates are counted too. Raises BackupFailed."""
    program = _program("pg_dump")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        counts = []
        for table in (FIRMS, CANDIDATES):
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            counts.append(cursor.fetchone()[0])
        command = [program, "--format=custom", f"--snapshot={snapshot}", f"--file={file}", *PLAIN]
        _run(command, _surroundings(settings), "pg_dump")
    return Made(file.stat().st_size, *counts)


def check(settings: dict[str, Any], file: Path) -> Contents:
    """Read a backup from end to end. Raises BackupFailed."""
    program, env = _program("pg_restore"), _surroundings(settings)
    _program("psql")
    spoilt = f"{file} is spoilt"
    listed = _run([program, "--list", str(file)], env, spoilt)
    tables = {name for schema, name in TABLE.findall(listed) if schema == SCHEMA}
    check_contents(file, tables)
    _run([program, *PLAIN, f"--file={os.devnull}", str(file)], env, spoilt)
    rows = _run([program, "--data-only", f"--table={MIGRATIONS}", "--file=-", str(file)], env, spoilt)
    applied = frozenset(_migrations(rows))
    check_age(file, applied)
    return Contents(applied, HOLDS in tables)


def _migrations(script: str) -> Iterator[tuple[str, str]]:
    """Yield app and name from the rows that pg_restore writes as COPY."""
    head = re.search(r"^COPY \S+ \(([^)]*)\) FROM stdin;\n", script, re.MULTILINE)
    if head is None:
        return
    names = [name.strip() for name in head[1].split(",")]
    app, name = names.index("app"), names.index("name")
    for line in script[head.end() :].split("\n\\.\n")[0].splitlines():
        cells = line.split("\t")
        yield cells[app], cells[name]


def load(settings: dict[str, Any], file: Path, contents: Contents, scratch: Path, *, at: datetime) -> None:
    """Put a backup in the place of the database in one transaction, the holds inside it. Raises BackupFailed."""
    env = _surroundings(settings)
    psql = [_program("psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    pg_restore = [_program("pg_restore"), *PLAIN, "--file=-", str(file)]
    with scratch.open("w+b") as said, _started([*psql, "--output", os.devnull, "--file=-"], env, said) as target:
        assert target.stdin
        try:
            target.stdin.write(CLEAR.encode())
            with _started(pg_restore, env, said) as source:
                assert source.stdout
                copyfileobj(source.stdout, target.stdin)
            if source.returncode:
                target.kill()  # at the end of its input it would commit half of a backup
            elif contents.has_holds:
                target.stdin.write(holding.statements(at=at, schema=SCHEMA).encode())
            target.stdin.close()
        except BrokenPipeError:  # psql ended by itself: it has said why
            target.stdin = None
        target.wait()
        if source.returncode or target.returncode:
            said.seek(0)
            raise BackupFailed(f"It could not be restored: {_first_line(said.read())}.")


@contextmanager
def _started(command: list[str], env: dict[str, str], said: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a program at work; whatever happens, it ends, and what is not finished is not committed."""
    process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)  # noqa: S603
    try:
        yield process
    except BaseException:
        process.kill()
        raise
    finally:
        process.wait()


def _program(name: str) -> str:
    """Return the path of a program of PostgreSQL. Raises BackupFailed where it is missing or too old."""
    found = which(name)
    if found is None:
        raise BackupFailed(f"{name} is not installed: it comes with PostgreSQL's client programs.")
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    version = re.search(r"\) (\d+)", said)
    server = connection.get_database_version()[0]
    if version is None or int(version[1]) < server:
        older = version[1] if version else "an unknown version"
        raise BackupFailed(f"{name} is of PostgreSQL {older}, older than the server, which is {server}: update it.")
    return found


def _surroundings(settings: dict[str, Any]) -> dict[str, str]:
    """Return the environment that names the database: a password is on no command line."""
    named = {variable: str(settings[name]) for name, variable in NAMES.items() if settings.get(name)}
    options = settings.get("OPTIONS", {})
    named |= {f"PG{name.upper()}": str(options[name]) for name in OPTIONS & set(options)}
    return {**os.environ, **named, "PGCLIENTENCODING": "UTF8", "LC_ALL": "C"}


def _run(command: list[str], env: dict[str, str], what: str) -> str:
    run = subprocess.run(command, env=env, capture_output=True, check=False)  # noqa: S603
    if run.returncode:
        raise BackupFailed(f"{what}: {_first_line(run.stderr)}.")
    return run.stdout.decode("utf-8", "replace")


def _first_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[0].rstrip(".") if lines else "it said nothing"

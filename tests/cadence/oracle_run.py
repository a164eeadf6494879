"""Compares engine and oracle on many drawn cases, on all cores."""

import argparse
import json
import multiprocessing
import os
import random
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from recruiting.cadence import Refused, plan_case
from tests.cadence.cases_drawn import Case, draw_case, near_clock_change
from tests.cadence.oracle import oracle_plan

CHUNK = 250


@dataclass
class Tally:
    """What came of some cases."""

    cases: int = 0
    near_clock_change: int = 0
    refused: int = 0
    different: list[int] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.cases += other.cases
        self.near_clock_change += other.near_clock_change
        self.refused += other.refused
        self.different += other.different


def engine_plan(case: Case) -> dict[str, Any]:
    """The engine's plan of a case in JSON form, or the name of its refusal, or of its crash."""
    try:
        answer: dict[str, Any] = plan_case(case).to_json()
    except Refused as refused:
        return {"error": str(refused.name)}
    except Exception as crash:  # noqa: BLE001 - whatever it is, it is a difference to report
        return {"crash": repr(crash)}
    return answer


def numbered_case(number: int, seed: int) -> Case:
    return draw_case(random.Random(f"{seed}:{number}"))


def differ(case: Case) -> bool:
    return engine_plan(case) != oracle_plan(case)


def shrink(case: Case) -> Case:
    """The case with all that can go while engine and oracle still differ."""
    smaller = True
    while smaller:
        smaller = False
        for candidate in smaller_cases(case):
            if differ(candidate):
                case, smaller = candidate, True
                break
    return case


def smaller_cases(case: Case) -> list[Case]:
    """The case less one event, one field of the policy, or one field of the calendar."""
    events = case["events"]
    cases = [{**case, "events": events[:number] + events[number + 1 :]} for number in range(len(events))]
    for part in ("policy", "calendar"):
        for name in case[part]:
            if name != "time_zone":
                gone = ("country", "subdivision") if name == "country" else (name,)
                rest = {other: value for other, value in case[part].items() if other not in gone}
                cases.append({**case, part: rest})
    return cases


def compare(numbers: range, seed: int) -> Tally:
    tally = Tally()
    for number in numbers:
        case = numbered_case(number, seed)
        tally.cases += 1
        tally.near_clock_change += near_clock_change(case)
        tally.refused += "error" in oracle_plan(case)
        if differ(case):
            tally.different.append(number)
    return tally


def compare_on_all_cores(cases: int, seed: int) -> Tally:
    chunks = [range(begin, min(begin + CHUNK, cases)) for begin in range(0, cases, CHUNK)]
    tally = Tally()
    with multiprocessing.Pool(os.cpu_count()) as pool:
        for part in pool.imap_unordered(partial(compare, seed=seed), chunks):
            tally.add(part)
    tally.different.sort()
    return tally


def report(case: Case) -> str:
    """A case and what each of the two makes of it."""
    engine = engine_plan(case)
    oracle = oracle_plan(case)
    lines = [f"  case   {json.dumps(case)}"]
    if "steps" in engine and "steps" in oracle:
        lines += [
            f"  engine {engine['status']} {engine['outcome']}",
            f"  oracle {oracle['status']} {oracle['outcome']}",
        ]
        lines += [f"  engine {json.dumps(step)}" for step in engine["steps"] if step not in oracle["steps"]]
        lines += [f"  oracle {json.dumps(step)}" for step in oracle["steps"] if step not in engine["steps"]]
    else:
        lines += [f"  engine {engine}", f"  oracle {oracle}"]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=int(os.environ.get("ORACLE_CASES", "100000")))
    parser.add_argument("--seed", type=int, default=int(os.environ.get("ORACLE_SEED", "0")))
    parser.add_argument("--show", type=int, default=5, help="how many differing cases to print")
    options = parser.parse_args()
    began = time.monotonic()
    tally = compare_on_all_cores(options.cases, options.seed)
    for number in tally.different[: options.show]:
        print(f"case {number} of seed {options.seed} differs; shrunk:")
        print(report(shrink(numbered_case(number, options.seed))))
    print(
        f"{tally.cases} cases, {tally.near_clock_change} near a clock change, {tally.refused} refused, "
        f"{len(tally.different)} different, {time.monotonic() - began:.0f} s"
    )
    return 1 if tally.different else 0


if __name__ == "__main__":
    sys.exit(main())

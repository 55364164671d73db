"""What became of the mutants: `make mutants` fails on each that its tests did not notice.

`python -m scripts.mutants`, behind `mutmut run`: prints how many mutants each module has and names those that were not
killed, whatever kept them alive: no test noticed, none reached them, or none ended.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

KILLED = "killed"
SETTINGS = Path("pyproject.toml")


def outcomes_in(results: str) -> dict[str, str]:
    """Outcome by the name of each mutant ("geo.control.rule.x_history__mutmut_1"), from `mutmut results --all true`."""
    lines = (line.strip().rpartition(": ") for line in results.splitlines() if "__mutmut_" in line)
    return {name: outcome for name, _, outcome in lines}


def module_of(mutant: str) -> str:
    """The module a mutant is of."""
    return mutant.rpartition(".")[0]


def faults_of(outcomes: Mapping[str, str], paths: Iterable[str]) -> list[str]:
    """What is wrong, a line each: mutants that were not killed, and modules and folders (by their paths) that have none
    at all."""
    modules = {f"{module_of(mutant)}." for mutant in outcomes}
    wanted = sorted(path.removesuffix(".py").replace("/", ".") for path in paths)
    return [
        *(f"{mutant}: {outcome}" for mutant, outcome in outcomes.items() if outcome != KILLED),
        *(f"{name}: no mutants" for name in wanted if not any(module.startswith(f"{name}.") for module in modules)),
    ]


def main() -> None:
    """Print what became of the mutants; the exit code is 1 where anything is wrong.

    Raises
    ------
    CalledProcessError : mutmut could not say.
    """
    told = subprocess.run(
        [Path(sys.executable).with_name("mutmut"), "results", "--all", "true"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    outcomes = outcomes_in(told.stdout)
    for module, count in sorted(Counter(map(module_of, outcomes)).items()):
        print(f"{module}: {count} mutants")
    paths = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["tool"]["mutmut"]["source_paths"]
    if faults := faults_of(outcomes, paths):
        raise SystemExit("\n".join(faults))


if __name__ == "__main__":
    main()

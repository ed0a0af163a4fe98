# SPDX-License-Identifier: BSD-3-Clause
"""Two bodies in contact: free chains beside the LAPACK calls that such a computation cannot do without, in one process;
and the largest interacting pair that is still diagonalised exactly."""

import json
import math
import statistics

from environment import library_program, qalor, run_measured
from result import rounded

SIZES = {"check": (20, 60), "time": (500, 1500)}
BARS = {"first": 2, "next": 3}  # in units of dsyevd + dgemm, and of dgemm
STATE = 0.020                   # [s]
ROUNDS = 3


def ask(size: str) -> dict:
    """Times and values of one run."""
    printed, _, _ = run_measured([library_program("bench-exchange"), *map(str, SIZES[size])])
    return json.loads(printed)


def hubbard(sites: int) -> tuple[dict, float, float]:
    """Two Hubbard chains of equal length: the answer, processor time of the program [s], its largest memory [MB]."""
    parameters = {"sites_A": sites, "sites_B": sites, "beta_A": 2.0, "beta_B": 2.0, "mu_A": 1.0, "mu_B": 1.0, "U": 4.0}
    study = ["[study]", 'model = "finite_exchange"', "[parameters]", 'spin = "half"']
    study += [f"{name} = {value}" for name, value in parameters.items()]
    study += ["[task]", 'kind = "exchange"', "times = [6.0]", "max_dimension = 5000"]
    printed, seconds, memory = run_measured([qalor(), "run", "-", "--json"], "\n".join(study) + "\n")
    return json.loads(printed)["points"][0]["quantities"], seconds, memory


def uniform_work(beta: float = 2, mu: float = 0.6, points: int = 4000) -> float:
    """Work of joining and separating two long equal chains: (2/pi) int_0^pi dk cos k n(-2 cos k), trapezoidal."""
    ks = [math.pi * k / points for k in range(points + 1)]
    values = [math.cos(k) / (math.exp(beta * (-2 * math.cos(k) - mu)) + 1) for k in ks]
    return 2 / points * (sum(values) - 0.5 * (values[0] + values[-1]))


def agree(_peers: list[str], size: str) -> bool:
    """The books close, work by two routes agrees, and long chains work as infinite ones do."""
    values = ask(size)["values"]
    energy_a, particles_a, energy_b, particles_b, contact = values
    worst = max(abs(energy_a + energy_b - contact), abs(particles_a + particles_b))
    holds = worst < 1e-10
    if size == "time":
        holds = holds and abs(contact - uniform_work()) < 5e-3  # saturates as an oscillation that decays with time
    work = hubbard(2)[0]["work"][0]
    holds = holds and abs(work - 0.6053874841) < 1e-9  # computed independently of this code
    print(f"{'two chains':20} {'two routes':20} largest disagreement {worst:.1e}: {'ok' if holds else 'WRONG'}", flush=True)
    return holds


def text() -> str:
    """A table of medians of several runs."""
    runs = [ask("time") for _ in range(ROUNDS)]
    time = {name: statistics.median(run[name] for run in runs) for name in runs[0] if name != "values"}
    unit = time["eigen"] + time["product"]
    lines = ["| two free chains, 500 + 1500 sites | seconds | in units of LAPACK | goal |", "|---|---|---|---|",
             f"| `dsyevd` and one `dgemm` of that size | {rounded(time['eigen'])} + {rounded(time['product'])} | 1 | |",
             f"| first duration | {rounded(time['first'])} | {rounded(time['first'] / unit)} of both | {BARS['first']} |",
             f"| each further duration | {rounded(time['next'])} | {rounded(time['next'] / time['product'])} of `dgemm` "
             f"| {BARS['next']} |",
             f"| another temperature and potential | {time['state']:.1e} | | {STATE} |"]
    _, seconds, memory = hubbard(4)
    lines += ["", "Two Hubbard chains of 4 sites each, all 81 sectors, the largest of 4900 states, means, response and "
                  f"work at one duration: {rounded(seconds)} s, {rounded(memory / 1024)} GB."]
    return "\n".join(lines) + "\n"

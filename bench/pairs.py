# SPDX-License-Identifier: BSD-3-Clause
"""Steady states of two qubits: `qalor run`, with its JSON answer and all its certificates, and the solver calls of
QuTiP and qthermo."""

import json
import statistics

from environment import ROOT, python_of, qalor, run_measured
from result import Row

PROGRAMS = {"QuTiP 5": "pair.py", "QuTiP 4.7": "pair.py", "qthermo": "pair_qthermo.py"}
QUANTITIES = ["heat_current_A", "heat_current_B", "power", "entropy_production"]
POINTS = {"qalor": 4000, "launch": 2, "time": 100, "check": 5}

# Each case: a study's parameters, and the swept parameter with its ends.
CASES = [
    {
        "name": "local pair",
        "what": "steady state, heat currents of a coherent pair under local jumps, sweep over g",
        "parameters": {"coupling": "coherent", "omega_A": 3.0, "gamma_A": 0.1, "gamma_B": 0.1, "beta_B": 1.0},
        "sweep": ("g", 0.01, 1.0),
    },
    {
        "name": "noise pair",
        "what": "steady state, heat currents of a pair coupled by noise, sweep over epsilon",
        "parameters": {"coupling": "noise", "omega_A": 3.0, "beta_B": 1.0},
        "sweep": ("epsilon", 0.01, 10.0),
    },
]
ABOUT = [f"**{case['name']}**: {case['what']}." for case in CASES]


def study_text(case: dict, points: int) -> str:
    lines = ["[study]", 'model = "coupled_pair"', "[parameters]"]
    lines += [f"{name} = {json.dumps(value)}" for name, value in case["parameters"].items()]
    name, low, high = case["sweep"]
    lines += ["[task]", 'kind = "steady_state"', "[sweep]"]
    lines += [f'{name} = {{ from = {low!r}, to = {high!r}, points = {points}, scale = "log" }}']
    return "\n".join(lines) + "\n"


def ask_qalor(case: dict, points: int) -> tuple[list[dict], float, float]:
    """Its numbers, the processor time of the whole program, and its memory."""
    text, seconds, memory = run_measured([qalor(), "run", "-", "--json", "--jobs", "1"], study_text(case, points))
    answers = json.loads(text)["points"]
    return [point["parameters"] | point["quantities"] for point in answers], seconds, memory


def ask_peer(peer: str, case: dict, points: list[dict]) -> tuple[list[dict], float, float]:
    """The peer's numbers at the same points, its processor time for them without starting up, and its memory."""
    name = case["sweep"][0]
    work = {"parameters": case["parameters"], "swept": name, "values": [point[name] for point in points]}
    text, _, memory = run_measured([python_of(peer), ROOT / "bench" / "peers" / PROGRAMS[peer]], json.dumps(work))
    answer = json.loads(text)
    return answer["points"], answer["seconds"], memory


def disagreement(ours: list[dict], theirs: list[dict]) -> float:
    """Largest difference, relative to the size of the heat current at each point."""
    worst = 0.0
    for our, their in zip(ours, theirs, strict=True):
        scale = max(abs(our["heat_current_A"]), abs(our["heat_current_B"]))
        worst = max([worst] + [abs(our[name] - their[name]) / scale for name in QUANTITIES])
    return worst


def agree(peers: list[str], size: str) -> bool:
    holds = True
    for case in CASES:
        ours, *_ = ask_qalor(case, POINTS[size])
        for peer in (p for p in peers if p in PROGRAMS):
            worst = disagreement(ours, ask_peer(peer, case, ours)[0])
            good = worst < 1e-6  # what the peer's own steady-state solver reaches on currents of 1e-6
            holds = holds and good
            print(f"{case['name']:20} {peer:20} {len(ours)} points, largest disagreement {worst:.1e}: "
                  f"{'ok' if good else 'WRONG'}", flush=True)
    return holds


def rows(peers: list[str]) -> list[Row]:
    """Medians of three, taken in turn; qalor without its launch and exit."""
    out = []
    for case in CASES:
        sample = ask_qalor(case, POINTS["time"])[0]
        measured = {program: [] for program in ["qalor", *(p for p in peers if p in PROGRAMS)]}
        for _ in range(3):
            launch = ask_qalor(case, POINTS["launch"])[1]
            for program, results in measured.items():
                if program == "qalor":
                    _, seconds, memory = ask_qalor(case, POINTS["qalor"])
                    results.append(((seconds - launch) / (POINTS["qalor"] - POINTS["launch"]), memory))
                else:
                    _, seconds, memory = ask_peer(program, case, sample)
                    results.append((seconds / len(sample), memory))
        for program, results in measured.items():
            out.append(Row(case["name"], program, *(statistics.median(column) for column in zip(*results))))
    return out

# SPDX-License-Identifier: BSD-3-Clause
"""Quantum dots of four states: qalor's kernel, the same closed form in batched NumPy, and QmeQ point by point."""

import json
import statistics

from environment import ROOT, dots_program, python_of, run_measured
from result import Row

COUNT = 100_000
MODELS = {
    "spinful": ("spinful dot",
                "populations, particle and heat current of a dot with two spin states between two leads, sweep over "
                "gate and bias voltage (10⁵ points)"),
    "gate": ("three-terminal dots",
             "populations, particle and energy current of two capacitively coupled dots at three leads, map over both "
             "thermodynamic forces (10⁵ points)"),
}
ABOUT = [f"**{name}**: {what}." for name, what in MODELS.values()]
PEERS = {"NumPy": "dots_numpy.py", "QmeQ 1.1": "dots_qmeq.py", "QmeQ 1.1, uncompiled": "dots_qmeq.py"}
STRIDE = {"check": 1600, "time": 100}  # QmeQ does every 100th point; the others do all, and show every 100th


def ask(program: str, model: str, stride: int) -> tuple[list, float, float]:
    """Numbers of every stride-th point, processor time of all points without start-up [s], memory [MB]."""
    peer = PEERS.get(program)
    command = [python_of(program), ROOT / "bench" / "peers" / peer] if peer else [dots_program()]
    text, _, memory = run_measured([*command, model, str(stride)])
    answer = json.loads(text)
    return answer["points"], answer["seconds"], memory


def disagreement(ours: list, theirs: list) -> float:
    """Largest difference of either current, relative to the largest such current of the sweep."""
    worst = 0.0
    for current in (0, 1):
        size = max(abs(point[current]) for point in ours)
        worst = max([worst] + [abs(a[current] - b[current]) / size for a, b in zip(ours, theirs, strict=True)])
    return worst


def agree(peers: list[str], size: str) -> bool:
    holds = True
    for model, (name, _) in MODELS.items():
        ours = ask("qalor", model, STRIDE[size])[0]
        for peer in (p for p in peers if p in PEERS):
            worst = disagreement(ours, ask(peer, model, STRIDE[size])[0])
            holds = holds and worst < 1e-9
            print(f"{name:20} {peer:20} {len(ours)} points, largest disagreement {worst:.1e}: "
                  f"{'ok' if worst < 1e-9 else 'WRONG'}", flush=True)
    return holds


def rows(peers: list[str]) -> list[Row]:
    """Medians of three, taken in turn."""
    out = []
    for model, (name, _) in MODELS.items():
        programs = ["qalor", *(p for p in peers if p in PEERS)]
        rounds = [[ask(program, model, STRIDE["time"])[1:] for program in programs] for _ in range(3)]
        for program, measured in zip(programs, zip(*rounds), strict=True):
            seconds, memory = (statistics.median(m[k] for m in measured) for k in (0, 1))
            out.append(Row(name, program, seconds / COUNT, memory))
    return out

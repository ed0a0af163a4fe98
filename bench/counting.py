# SPDX-License-Identifier: BSD-3-Clause
"""Means and noises of counted jumps in the steady state: `qalor run`, and QuTiP's counting statistics at zero frequency.

Numbers are compared and nothing is timed. QuTiP gives the covariances of all jumps one by one; the weights of a count
are put on afterwards, so that shot noise and memory go through both programs by different ways.
"""

import json

from environment import ROOT, python_of, qalor, run_measured

PEERS = ["QuTiP 5"]
PROGRAM = ROOT / "bench" / "peers" / "counting.py"
POINTS = {"time": 9, "check": 4}

# A driven Lambda system with complex couplings, dephasing, and a collective jump without a reverse.
CUSTOM = {
    "H": [[0.0, [0.3, 0.2], 0.1], [[0.3, -0.2], 0.7, [0.0, 0.25]], [0.1, [0.0, -0.25], 1.3]],
    "jumps": [
        {"operator": [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.6, [0.1, 0.2], 0.0]], "weights": {"charge": 1.0}},
        {"operator": [[0.0, 0.0, 0.9], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]], "weights": {"charge": 1.0, "light": 1.0}},
        {"operator": [[0.0, 0.0, 0.0], [0.0, 0.0, 0.5], [0.0, 0.0, 0.0]], "weights": {"charge": 0.25}},
        {"operator": [[0.4, 0.0, 0.0], [0.0, -0.2, 0.0], [0.0, 0.0, 0.1]], "partner": 3},
    ],
}

# Each case: a model, its parameters, the swept one with its ends, and what is counted.
CASES = [
    {
        "model": "two_bath_qubit",
        "parameters": {"omega": 1.0, "gamma_hot": 1.0, "gamma_cold": 0.5, "T_cold": 0.5},
        "sweep": ("T_hot", 0.6, 6.0),
        "counts": ["heat_hot", "heat_cold", "quanta_cold", "activity", "entropy"],
    },
    {
        "model": "driven_qubit",
        "parameters": {"Delta": 0.3, "gamma": 1.0, "n_bath": 0.2},
        "sweep": ("Omega", 0.05, 5.0),
        "counts": ["quanta", "emitted", "absorbed", "activity"],
    },
    {
        "model": "three_level_maser",
        "parameters": {"gamma_hot": 0.1, "n_hot": 5.0, "gamma_cold": 2.0, "n_cold": 0.027, "Delta": 0.1,
                       "omega_hot": 1.0, "omega_cold": 0.5},
        "sweep": ("epsilon", 0.02, 2.0),
        "counts": ["quanta_hot", "quanta_cold", "heat_cold", "activity", "entropy"],
    },
    {
        "model": "custom_lindblad",
        "parameters": CUSTOM,
        "sweep": ("jump.1.weights.charge", 0.3, 3.0),
        "counts": ["charge", "light", "activity"],
    },
    {
        "model": "coupled_pair",
        "parameters": {"coupling": "coherent", "omega_A": 1.5, "omega_B": 1.0, "gamma_A": 0.7, "gamma_B": 1.1,
                       "beta_A": 0.5, "beta_B": 1.5},
        "sweep": ("g", 0.01, 0.1),
        "counts": [{"bath": "A", "count": "energy"}, {"bath": "B", "count": "excitations"}],
    },
]


def toml(value) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(name)} = {toml(v)}" for name, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(v) for v in value) + "]"
    return json.dumps(value)


def study_text(case: dict, keys: dict, points: int) -> str:
    parameters = [f"{name} = {toml(value)}" for name, value in case["parameters"].items()]
    name, low, high = case["sweep"]
    sweep = f'{name} = {{ from = {low!r}, to = {high!r}, points = {points}, scale = "log" }}'
    return "\n".join(["[study]", f'model = "{case["model"]}"', "[parameters]", *parameters, "[task]",
                      'kind = "cumulants"', "order = 2", *(f"{key} = {toml(v)}" for key, v in keys.items()),
                      "[sweep]", sweep]) + "\n"


def asked(case: dict, keys: dict, points: int) -> list[dict]:
    text, *_ = run_measured([qalor(), "run", "-", "--json", "--jobs", "1"], study_text(case, keys, points))
    return json.loads(text)["points"]


def ask_qalor(case: dict, points: int) -> tuple[list[float], list[list[list[float]]]]:
    """The swept values, and [point][count] mean and noise."""
    name = case["sweep"][0]
    if isinstance(case["counts"][0], str):
        answers = asked(case, {"counts": case["counts"]}, points)
        return [a["parameters"][name] for a in answers], [a["quantities"]["cumulants"] for a in answers]
    columns = [asked(case, keys, points) for keys in case["counts"]]  # a study counts one quantity
    numbers = [[a["quantities"]["cumulants"] for a in row] for row in zip(*columns)]
    return [a["parameters"][name] for a in columns[0]], numbers


def ask_peer(peer: str, case: dict, values: list[float]) -> list[dict]:
    """At each value: [count] mean and noise, and the shot noise that sets their scale."""
    work = {"model": case["model"], "parameters": case["parameters"], "swept": case["sweep"][0], "values": values,
            "counts": case["counts"]}
    text, *_ = run_measured([python_of(peer), PROGRAM], json.dumps(work))
    return json.loads(text)["points"]


def disagreement(ours: list, theirs: list) -> float:
    """Largest difference, relative to what all counted jumps add up to without regard to sign."""
    worst = 0.0
    for our, their in zip(ours, theirs, strict=True):
        for (mean, noise), count in zip(our, their, strict=True):
            worst = max(worst, abs(mean - count["mean"]) / count["gross"], abs(noise - count["noise"]) / count["shot"])
    return worst


def agree(peers: list[str], size: str) -> bool:
    holds = True
    for case in CASES:
        values, ours = ask_qalor(case, POINTS[size])
        for peer in (p for p in peers if p in PEERS):
            worst = disagreement(ours, ask_peer(peer, case, values))
            good = worst < 1e-9  # the peer's dense pseudo-inverse keeps ten digits of these flows
            holds = holds and good
            print(f"{case['model']:20} {peer:20} {len(ours)} points, mean and noise of {len(case['counts'])} counts, "
                  f"largest disagreement {worst:.1e}: {'ok' if good else 'WRONG'}", flush=True)
    return holds

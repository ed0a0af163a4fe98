# SPDX-License-Identifier: BSD-3-Clause
"""The coupled pair of qubits in qthermo, as a user would write it: local jumps as baths, `analyze` with the bare energy.

Reads and prints what `pair.py` does.
"""

import json
import math
import sys
import time

import numpy as np
import qthermo

DEFAULTS = {"omega_A": 1.0, "omega_B": 1.0, "gamma_A": 1.0, "gamma_B": 1.0, "beta_A": 0.5, "beta_B": 1.5, "epsilon": 0.3,
            "g": 0.05, "coupling": "noise"}

# Level 0 is the ground state, as in qalor.
LOWER = np.array([[0.0, 1.0], [0.0, 0.0]])
A = np.kron(LOWER, np.eye(2))
B = np.kron(np.eye(2), LOWER)


def answer(p):
    bare = p["omega_A"] * A.T @ A + p["omega_B"] * B.T @ B
    coherent = p["coupling"] == "coherent"
    baths = []
    for site, lower in (("A", A), ("B", B)):
        gamma, x = p["gamma_" + site], p["beta_" + site] * p["omega_" + site]
        jumps = [math.sqrt(gamma) * lower, math.sqrt(gamma * math.exp(-x)) * lower.T]
        baths.append(qthermo.Bath(site, jumps, 1 / p["beta_" + site]))
    if coherent:
        interaction = p["g"] * (A.T @ B + B.T @ A)
    else:  # white noise: a bath without temperature, whose energy is work
        interaction = 0 * bare
        exchange = [math.sqrt(p["epsilon"]) * k for k in (A.T @ B, B.T @ A)]
        baths.append(qthermo.Bath("noise", exchange, None))
    steady = qthermo.analyze(bare + interaction, baths, energy=bare)
    power = steady.work_rate if coherent else steady.current("noise")
    return {"heat_current_A": steady.current("A"), "heat_current_B": steady.current("B"), "power": power,
            "entropy_production": steady.entropy_production_rate}


def main():
    work = json.load(sys.stdin)
    points = [DEFAULTS | work["parameters"] | {work["swept"]: value} for value in work["values"]]
    answer(points[0])  # what is imported on first use is not timed
    start = time.process_time()
    answers = [answer(point) for point in points]
    seconds = time.process_time() - start
    json.dump({"points": answers, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: BSD-3-Clause
"""The coupled pair of qubits in QuTiP, as a user would write it: local jumps, steady state, bare heat and power.

Reads {"parameters": {...}, "swept": name, "values": [...]} from standard input, prints {"points": [...], "seconds": t}
with the processor time of the solves and currents alone. Works with QuTiP 4.7 and 5.
"""

import json
import math
import sys
import time

import qutip

DEFAULTS = {"omega_A": 1.0, "omega_B": 1.0, "gamma_A": 1.0, "gamma_B": 1.0, "beta_A": 0.5, "beta_B": 1.5, "epsilon": 0.3,
            "g": 0.05, "coupling": "noise"}

# Level 0 is the ground state, as in qalor.
LOWER = qutip.basis(2, 0) * qutip.basis(2, 1).dag()
A = qutip.tensor(LOWER, qutip.qeye(2))
B = qutip.tensor(qutip.qeye(2), LOWER)


def dissipator(jumps, rho):
    return sum((c * rho * c.dag() - 0.5 * (c.dag() * c * rho + rho * c.dag() * c) for c in jumps), 0 * rho)


def answer(p):
    bare = p["omega_A"] * A.dag() * A + p["omega_B"] * B.dag() * B
    coherent = p["coupling"] == "coherent"
    interaction = p["g"] * (A.dag() * B + B.dag() * A) if coherent else 0 * bare
    baths = {}
    for site, lower in (("A", A), ("B", B)):
        gamma, x = p["gamma_" + site], p["beta_" + site] * p["omega_" + site]
        baths[site] = [math.sqrt(gamma) * lower, math.sqrt(gamma * math.exp(-x)) * lower.dag()]
    noise = [] if coherent else [math.sqrt(p["epsilon"]) * k for k in (A.dag() * B, B.dag() * A)]
    h = bare + interaction
    rho = qutip.steadystate(h, baths["A"] + baths["B"] + noise)
    heat = {site: (bare * dissipator(jumps, rho)).tr().real for site, jumps in baths.items()}
    power = (interaction * dissipator(baths["A"] + baths["B"], rho)).tr().real + (h * dissipator(noise, rho)).tr().real
    return {"heat_current_A": heat["A"], "heat_current_B": heat["B"], "power": power,
            "entropy_production": -p["beta_A"] * heat["A"] - p["beta_B"] * heat["B"]}


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

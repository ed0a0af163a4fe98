# SPDX-License-Identifier: BSD-3-Clause
"""Counting statistics of jumps in QuTiP: every jump is a counter of its own, and counts are weighted sums of them.

Reads {"model": name, "parameters": {...}, "swept": name, "values": [...], "counts": [...]} from standard input, prints
{"points": [[{"mean", "noise", "shot", "gross"}]]}: mean and zero-frequency noise of each count by
qutip.countstat_current_noise, and the sums of squared weights and of their sizes, times rates. Level 0 is the lowest.
"""

import json
import math
import sys

import numpy
import qutip

# Each model: its Hamiltonian, and its jumps as (operator with the rate taken in, {count: weight}).


def op(dimension, to, frm):
    return qutip.basis(dimension, to) * qutip.basis(dimension, frm).dag()


def pair(up, rate_up, rate_down, entropy, weights):
    """A jump and its reverse, which counts oppositely and gives the entropy to the bath."""
    back = {name: -w for name, w in weights.items()}
    return [(math.sqrt(rate_up) * up, weights | {"activity": 1, "entropy": -entropy}),
            (math.sqrt(rate_down) * up.dag(), back | {"activity": 1, "entropy": entropy})]


def two_bath_qubit(p):
    up, jumps = op(2, 1, 0), []
    for bath in ("hot", "cold"):
        n = 1 / math.expm1(p["omega"] / p["T_" + bath])
        gamma = p["gamma_" + bath]
        jumps += pair(up, gamma * n, gamma * (n + 1), p["omega"] / p["T_" + bath],
                      {"heat_" + bath: p["omega"], "quanta_" + bath: 1})
    return p["omega"] * up * up.dag(), jumps


def driven_qubit(p):
    up, n = op(2, 1, 0), p["n_bath"]
    h = p["Omega"] / 2 * (up + up.dag()) + p["Delta"] * up * up.dag()
    jumps = pair(up, p["gamma"] * n, p["gamma"] * (n + 1), math.log((n + 1) / n), {"quanta": 1})
    jumps[0][1]["absorbed"] = jumps[1][1]["emitted"] = 1
    return h, jumps


def three_level_maser(p):
    lower, upper, x = 0, 1, 2
    h = p["epsilon"] * (op(3, lower, upper) + op(3, upper, lower)) - p["Delta"] * op(3, lower, lower)
    jumps = []
    for bath, level in (("hot", lower), ("cold", upper)):
        gamma, n = p["gamma_" + bath], p["n_" + bath]
        jumps += pair(op(3, x, level), gamma * n, gamma * (n + 1), math.log((n + 1) / n),
                      {"quanta_" + bath: 1, "heat_" + bath: p["omega_" + bath]})
    return h, jumps


def matrix(rows):
    return qutip.Qobj(numpy.array([[complex(*x) if isinstance(x, list) else complex(x) for x in row] for row in rows]))


def custom_lindblad(p):
    jumps = [(matrix(jump["operator"]), jump.get("weights", {}) | {"activity": 1}) for jump in p["jumps"]]
    return matrix(p["H"]), jumps


def coupled_pair(p):
    lower = op(2, 0, 1)
    sites = {"A": qutip.tensor(lower, qutip.qeye(2)), "B": qutip.tensor(qutip.qeye(2), lower)}
    a, b = sites["A"], sites["B"]
    h = p["omega_A"] * a.dag() * a + p["omega_B"] * b.dag() * b + p["g"] * (a.dag() * b + b.dag() * a)
    jumps = []
    for site, down in sites.items():
        gamma, x = p["gamma_" + site], p["beta_" + site] * p["omega_" + site]
        jumps += pair(down.dag(), gamma * math.exp(-x), gamma, x,
                      {f"{site} energy": p["omega_" + site], f"{site} excitations": 1})
    return h, jumps


MODELS = {f.__name__: f for f in (two_bath_qubit, driven_qubit, three_level_maser, custom_lindblad, coupled_pair)}


def swept(parameters, name, value):
    """With the value put where the name points: `jump.1.weights.charge` is in the list of jumps."""
    out = json.loads(json.dumps(parameters))
    place, *path = name.split(".")
    if not path:
        out[place] = value
        return out
    inner = out[place + "s"][int(path[0])]
    for key in path[1:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return out


def answer(model, p, counts):
    h, jumps = MODELS[model](p)
    operators = [c for c, _ in jumps]
    rho = qutip.steadystate(h, operators)
    counters = [qutip.sprepost(c, c.dag()) for c in operators]
    generator = qutip.liouvillian(h, operators)
    currents, noise, *_ = qutip.countstat_current_noise(generator, [], rhoss=rho, J_ops=counters)
    currents, noise = numpy.ravel(currents), numpy.reshape(noise, (len(jumps), len(jumps)))
    out = []
    for count in counts:
        name = count if isinstance(count, str) else f"{count['bath']} {count['count']}"
        w = numpy.array([weights.get(name, 0) for _, weights in jumps])
        out.append({"mean": w @ currents, "noise": w @ noise @ w, "shot": w**2 @ currents, "gross": abs(w) @ currents})
    return out


def main():
    work = json.load(sys.stdin)
    points = [swept(work["parameters"], work["swept"], value) for value in work["values"]]
    json.dump({"points": [answer(work["model"], point, work["counts"]) for point in points]}, sys.stdout)


if __name__ == "__main__":
    main()

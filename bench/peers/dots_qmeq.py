# SPDX-License-Identifier: BSD-3-Clause
"""The dots of bench/dots.cpp in QmeQ, its Pauli master equation, point by point.

usage: dots_qmeq.py MODEL STRIDE. Prints {"seconds": processor time of 100 000 points, from that of every
STRIDE-th one, "points": [[particle current, heat or energy current], ...]}. What QmeQ need not repeat it does not:
many-body states that stay the same are not diagonalised again, their energies are set.
"""

import contextlib
import json
import math
import os
import sys
import time

with contextlib.redirect_stdout(open(os.devnull, "w")):  # it tells standard output that its C parts are not built
    import qmeq

COUNT = 100_000
OPTIONS = {"dband": 1e4, "kerntype": "Pauli", "itype": 2}  # without its C parts, QmeQ takes its Python ones


def amplitude(gamma):
    return math.sqrt(gamma / (2 * math.pi))


class Spinful:
    def __init__(self):
        t = amplitude(0.05)
        self.system = qmeq.Builder(nsingle=2, hsingle={(0, 0): 0.05, (1, 1): -0.05}, coulomb={(0, 1, 1, 0): 2.0},
                                   nleads=2, tleads={(0, 0): t, (0, 1): t, (1, 0): t, (1, 1): t},
                                   mulst={0: 0.0, 1: 0.0}, tlst={0: 0.1, 1: 0.2}, **OPTIONS)
        self.system.solve(masterq=False)
        _, single, (self.pair,) = self.system.si.statesdm[:3]
        self.down, self.up = sorted(single, key=lambda state: self.system.qd.Ea[state])

    def __call__(self, x, y):
        eps, half = -3 + 4 * x, (-2 + 4 * y) / 2
        energies = self.system.qd.Ea
        energies[self.up], energies[self.down], energies[self.pair] = eps + 0.05, eps - 0.05, 2 * eps + 2
        self.system.change(mulst={0: half, 1: -half})
        self.system.solve(qdq=False, rotateq=False)
        return self.system.current[0], self.system.heat_current[0]


class Gate:
    """Rates that depend on the other dot are set in the many-body tunnelling amplitudes."""

    def __init__(self):
        self.system = qmeq.Builder(nsingle=2, hsingle={(0, 0): 1.0, (1, 1): 1.0}, coulomb={(0, 1, 1, 0): -2.0}, nleads=3,
                                   tleads={(0, 0): 1.0, (1, 0): 1.0, (2, 1): 1.0}, mulst={0: 0.0, 1: 0.0, 2: 0.0},
                                   tlst={0: 1.0, 1: 1.0, 2: 1.0}, **OPTIONS)
        self.system.solve(masterq=False)
        amplitudes = self.system.leads.Tba
        empty, u, l, pair = self.states(amplitudes)
        u_edges, l_edges = ((empty, u), (l, pair)), ((empty, l), (u, pair))
        for lead, rates, edges in ((0, (1.0, 0.1), u_edges), (1, (0.1, 1.0), u_edges), (2, (1.0, 1.0), l_edges)):
            for gamma, (a, b) in zip(rates, edges, strict=True):
                amplitudes[lead, a, b] *= amplitude(gamma)
                amplitudes[lead, b, a] *= amplitude(gamma)

    def states(self, amplitudes):
        """Indices of 00, 10, 01, 11: by their charge, and by what lead 0 couples to the empty state."""
        by_charge = self.system.si.statesdm
        (empty,), single, (pair,) = by_charge[0], by_charge[1], by_charge[2]
        u = next(s for s in single if abs(amplitudes[0, s, empty]) > 0.5)
        return empty, u, next(s for s in single if s != u), pair

    def __call__(self, x, y):
        half = (0.1 + 2.7 * y) / 2
        self.system.change(mulst={0: half, 1: -half}, tlst={2: 1 / (1 - (0.05 + 0.72 * x))})
        self.system.solve(qdq=False, rotateq=False)
        return self.system.current[0], self.system.energy_current[2]


def main():
    model, stride = {"spinful": Spinful, "gate": Gate}[sys.argv[1]](), int(sys.argv[2])
    points = [(k % 316 / 316, k // 316 / 316) for k in range(0, COUNT, stride)]
    model(*points[0])  # what is set up on first use is not timed
    start = time.process_time()
    answers = [model(x, y) for x, y in points]
    seconds = (time.process_time() - start) * COUNT / len(points)
    json.dump({"seconds": seconds, "points": [[float(a), float(b)] for a, b in answers]}, sys.stdout)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Every reference point of tests/reference through the program: |x - e| <= atol + rtol |e| for every quantity, and no
quantity missing or beyond what is expected."""

import json
import unittest
from collections import Counter
from pathlib import Path

from cli_case import Case

REFERENCE = Path(__file__).parent / "reference"

# (kind, dynamics) that the program does not answer yet. It must refuse them: this list only shrinks.
NOT_SERVED = set()

# What the program adds to the specification's quantities, by task.
EXTRAS = {"steady_state": {"energy_entropy", "coherence"}}


def points(name):
    return json.loads((REFERENCE / f"{name}.json").read_text())


def case_of(point):
    return point["study"]["task"]["kind"], point["study"]["parameters"].get("dynamics", "local")


def toml(study):
    """A study file of this study; numbers, words and arrays are written alike in JSON and TOML."""
    lines = []
    for table, entries in study.items():
        lines += [f"[{table}]", *(f"{key} = {json.dumps(value)}" for key, value in entries.items())]
    return "\n".join(lines) + "\n"


def flat(value):
    return [leaf for item in value for leaf in flat(item)] if isinstance(value, list) else [value]


def shape(value):
    return [shape(item) for item in value] if isinstance(value, list) else None


def misses(found, expected, rtol, atol):
    """The elements of one quantity that are off, in words."""
    if shape(found) != shape(expected):
        return [f"has another shape: {found} instead of {expected}"]
    out = []
    for x, e in zip(flat(found), flat(expected), strict=True):
        if x is None or e is None:
            close = x is e
        elif isinstance(e, str):
            close = x == e
        else:
            close = abs(x - e) <= atol + rtol * abs(e)
        if not close:
            out.append(f"{x!r} instead of {e!r}")
    return out


class Reference(Case):
    def answer(self, point):
        done = self.qalor("run", "-", "--json", text=toml(point["study"]))
        (answered,) = json.loads(done.stdout)["points"]
        return answered

    def check_names(self, kind, quantities, expected):
        missing = sorted(set(expected) - set(quantities))
        beyond = sorted(set(quantities) - set(expected) - EXTRAS.get(kind, set()))
        self.assertEqual((missing, beyond), ([], []), "missing quantities, quantities beyond the specification")

    def check_point(self, point):
        answered = self.answer(point)
        certificate = answered["certificate"]
        self.assertLessEqual({"method", "residual", "status", "warnings"}, set(certificate))
        self.assertEqual(certificate["status"], "ok", certificate)
        quantities = answered["quantities"]
        self.check_names(case_of(point)[0], quantities, point["expect"])
        off = {
            name: wrong
            for name, expected in point["expect"].items()
            if (wrong := misses(quantities[name], expected, point["rtol"], point["atol"]))
        }
        self.assertEqual(off, {})

    def test_autonomy(self):
        for point in points("autonomy"):
            if case_of(point) in NOT_SERVED:
                continue
            with self.subTest(point["id"]):
                self.check_point(point)

    def test_what_is_not_served_yet_is_refused(self):
        for point in points("autonomy"):
            if case_of(point) in NOT_SERVED:
                with self.subTest(point["id"], note="the program answers it now: take it off NOT_SERVED"):
                    self.refusal("run", "-", "--json", text=toml(point["study"]))

    def test_the_list_of_what_is_not_served_names_cases_that_exist(self):
        self.assertLessEqual(NOT_SERVED, {case_of(point) for point in points("autonomy")})

    def test_no_point_has_been_lost(self):
        counts = Counter(case_of(point)[0] for point in points("autonomy"))
        self.assertEqual(counts, {"steady_state": 38, "cumulants": 7, "evolve": 5, "audit": 5, "spectrum": 4})


class Comparison(unittest.TestCase):
    """The comparison itself can fail."""

    def test_a_number_beyond_its_tolerance_is_reported(self):
        self.assertEqual(misses(1.0 + 3e-9, 1.0, 1e-9, 1e-9), ["1.000000003 instead of 1.0"])
        self.assertEqual(misses(1.0 + 1.5e-9, 1.0, 1e-9, 1e-9), [])

    def test_arrays_are_compared_element_by_element_and_by_shape(self):
        self.assertEqual(misses([1, 2], [1, 3], 0, 0), ["2 instead of 3"])
        self.assertEqual(misses([1, 2], [1], 0, 0), ["has another shape: [1, 2] instead of [1]"])

    def test_null_equals_null_only(self):
        self.assertEqual(misses(None, None, 1, 1), [])
        self.assertEqual(misses(0.0, None, 1, 1), ["0.0 instead of None"])
        self.assertEqual(misses(None, 0.0, 1, 1), ["None instead of 0.0"])


if __name__ == "__main__":
    unittest.main()

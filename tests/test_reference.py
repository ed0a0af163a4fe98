#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Every reference point of tests/reference through the program: |x - e| <= atol + rtol |e| for every quantity, and no
quantity missing or beyond what is expected."""

import json
import re
import unittest
from collections import Counter
from pathlib import Path

from cli_case import Case

REFERENCE = Path(__file__).parent / "reference"

# Models that the program does not have yet. It must refuse them: this list only shrinks.
NOT_SERVED = set()

# What the program adds to the specification's quantities, by model and task. A point may leave out quantities that were
# not computed for it.
LEDGER = {"energy_entropy", "coherence", "energy_entropy_rate", "entropy_rate", "entropy_flux",
          "entropy_from_coherence", "temperature", "free_energy", "heat", "chemical_work", "heat_rate", "spohn_rate",
          "entropy", "total_entropy_production"}  # printed by every evolution
EXTRAS = {("coupled_pair", "steady_state"): {"energy_entropy", "coherence"}, ("coupled_pair", "evolve"): LEDGER}
# Topics whose points list every quantity of their task.
COMPLETE = {"autonomy"}

TOPICS = ("autonomy", "counting", "heating_cooling", "inverse_current", "matter_exchange", "nonequilibrium_mode")


def points(name):
    topic = json.loads((REFERENCE / f"{name}.json").read_text())
    return topic["points"] if isinstance(topic, dict) else topic


def model_of(point):
    return point["study"]["study"]["model"]


def kind_of(point):
    return point["study"]["task"]["kind"]


def toml_value(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return json.dumps(value)  # numbers and words are written alike in JSON and TOML


def toml(study):
    """A study file of this study."""
    lines = []
    for table, entries in study.items():
        lines += [f"[{table}]", *(f"{key} = {toml_value(value)}" for key, value in entries.items())]
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


def content(refusal):
    """A pattern for messages that say the same: its words in this order, other words and values between them. "distance"
    is left out, because the program says which one."""
    words = [word.rstrip(".") for word in re.findall(r"[\w.]+", refusal) if word != "distance"]
    return re.compile(".*?".join(map(re.escape, words)), re.DOTALL)


class Reference(Case):
    def answer(self, point, code):
        done = self.qalor("run", "-", "--json", text=toml(point["study"]), exit=code)
        (answered,) = json.loads(done.stdout)["points"]
        return answered

    def check_names(self, topic, point, quantities):
        expected = set(point["expect"])
        missing = sorted(expected - set(quantities))
        extras = EXTRAS.get((model_of(point), kind_of(point)), set())
        beyond = sorted(set(quantities) - expected - extras) if topic in COMPLETE else []
        self.assertEqual((missing, beyond), ([], []), "missing quantities, quantities beyond the specification")

    def check_point(self, topic, point):
        # Approximate generators can break the second law; a double dot says so, and answers nevertheless.
        breaks = model_of(point) == "double_dot" and point["expect"]["entropy_production"] < 0
        answered = self.answer(point, 4 if breaks else 0)
        certificate = answered["certificate"]
        self.assertLessEqual({"method", "residual", "status", "warnings"}, set(certificate))
        self.assertEqual(certificate["status"], "law_violated" if breaks else "ok", certificate)
        quantities = answered["quantities"]
        self.check_names(topic, point, quantities)
        off = {
            name: wrong
            for name, expected in point["expect"].items()
            if (wrong := misses(quantities[name], expected, point["rtol"], point["atol"]))
        }
        self.assertEqual(off, {})

    def test_all_points(self):
        for topic in TOPICS:
            for point in points(topic):
                with self.subTest(point["id"], topic=topic):
                    if model_of(point) in NOT_SERVED or "refuse" in point:
                        message = self.refusal("run", "-", "--json", text=toml(point["study"]))
                        self.assertRegex(message, content(point.get("refuse", "")))
                    else:
                        self.check_point(topic, point)

    def test_no_point_has_been_lost(self):
        counts = {topic: Counter((model_of(point), kind_of(point)) for point in points(topic)) for topic in TOPICS}
        pair = {"steady_state": 38, "cumulants": 7, "evolve": 5, "audit": 5, "spectrum": 4}
        self.assertEqual(counts["autonomy"], {("coupled_pair", kind): count for kind, count in pair.items()})
        dots = {"steady_state": 27, "machine": 9, "cumulants": 7, "response": 6, "map": 5}
        network = {"steady_state": 11, "cumulants": 4, "response": 1}
        self.assertEqual(counts["inverse_current"], {
            **{("coupled_dots", kind): count for kind, count in dots.items()},
            **{("dot_network", kind): count for kind, count in network.items()},
            ("double_dot", "steady_state"): 31,
        })
        self.assertEqual(counts["matter_exchange"], {("finite_exchange", "exchange"): 57})
        thermal = {"relax": 14, "equidistant": 6, "mpemba": 2}
        self.assertEqual(counts["heating_cooling"], {("thermal_relaxation", kind): n for kind, n in thermal.items()})
        jumps = {
            "two_bath_qubit": {"cumulants": 3, "bounds": 1, "large_deviation": 1},
            "driven_qubit": {"cumulants": 2, "bounds": 2},
            "three_level_maser": {"cumulants": 2, "bounds": 3, "large_deviation": 1},
            "custom_lindblad": {"bounds": 4, "cumulants": 1},
        }
        self.assertEqual(
            counts["counting"], {(model, kind): n for model, kinds in jumps.items() for kind, n in kinds.items()}
        )


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

#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""A result opens in xarray with both engines, and holds the numbers that --json prints, under documented names."""

import json
import math
import os
import sys
import unittest

try:
    import xarray
except ImportError:  # Debian's packages belong to Debian's Python
    if sys.executable == "/usr/bin/python3":
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3", "-B", *sys.argv])

from cli_case import SANITIZED, Case, sweep

ENGINES = ("h5netcdf", "netcdf4")
TWO_AXES = sweep(5, other='coupling = { values = ["noise", "coherent"] }')
REFUSED = sweep(4, 'particle = "oscillator"', "beta_B = { values = [0.0, 1.0] }")
EVOLUTION = """[study]
model = "coupled_pair"
[task]
kind = "evolve"
times = { from = 0.0, to = 5.0, points = 11 }
[sweep]
epsilon = { values = [0.1, 0.3] }
"""
SPECTRUM = '[study]\nmodel = "coupled_pair"\n[task]\nkind = "spectrum"\n'


def same(stored, printed):
    """Whether a stored value, filled up to the longest array of the sweep, is the printed one to the bit."""
    if printed is None:
        return math.isnan(stored)
    if isinstance(printed, list):
        return len(stored) >= len(printed) and all(map(same, stored, printed))
    return stored == printed


class Netcdf(Case):
    def result(self, text, exit=0):
        """The result of a study, as each engine sees it, and its answer in JSON."""
        self.qalor("run", self.study(text), "-o", "results", exit=exit)
        answer = json.loads((self.folder / "results/answer.json").read_text())
        for engine in ENGINES:
            with self.subTest(engine=engine):
                with xarray.open_dataset(self.folder / "results/result.nc", engine=engine) as data:
                    yield data.load(), answer

    def assertHolds(self, data, answer):
        """Every number of the answer stands in the data set at the point's place."""
        for point in answer["points"]:
            there = data.sel(point["parameters"])
            for name, printed in point["quantities"].items():
                self.assertTrue(same(there[name].values.tolist(), printed), (name, point["parameters"]))
            certificate = point["certificate"]
            self.assertEqual(there["certificate_method"].item(), certificate["method"])
            self.assertTrue(same(there["certificate_residual"].item(), certificate["residual"]))
            self.assertEqual("\n".join(certificate["warnings"]), there["certificate_warnings"].item())
            words = data["certificate_status"].attrs["flag_meanings"].split()
            self.assertEqual(words[int(there["certificate_status"].item())], certificate["status"])

    def test_a_single_point_has_numbers_without_dimensions(self):
        for data, answer in self.result('[study]\nmodel = "coupled_pair"\n[task]\nkind = "steady_state"\n'):
            self.assertHolds(data, answer)
            self.assertEqual(data["heat_current_A"].shape, ())
            self.assertEqual(data["populations"].shape, (4,))

    def test_the_axes_of_a_sweep_are_coordinates(self):
        for data, answer in self.result(TWO_AXES):
            self.assertHolds(data, answer)
            self.assertEqual(data["heat_current_A"].dims, ("epsilon", "coupling"))
            self.assertEqual(list(data["coupling"].values), ["noise", "coherent"])
            self.assertEqual(data["epsilon"].values.tolist(), answer["study"]["sweep"]["epsilon"])

    def test_a_grid_that_all_points_share_is_a_coordinate(self):
        for data, answer in self.result(EVOLUTION):
            self.assertHolds(data, answer)
            self.assertEqual(data["time"].dims, ("time",))
            self.assertEqual(data["heat_current_A"].dims, ("epsilon", "time"))
            self.assertGreater(float(data["n_A"].sel(epsilon=0.3, time=2.5)), 0)

    def test_lists_have_dimensions_of_their_own(self):
        for data, answer in self.result(SPECTRUM):
            self.assertHolds(data, answer)
            self.assertEqual(data["eigenvalues_re"].sizes, data["eigenvalues_im"].sizes)

    def test_a_refused_point_keeps_its_place(self):
        for data, answer in self.result(REFUSED, exit=3):
            self.assertHolds(data, answer)
            refused = data.sel(beta_B=0.0)
            self.assertTrue(bool((refused["certificate_status"] == 3).all()))
            self.assertTrue(bool(refused["heat_current_A"].isnull().all()))
            self.assertIn("infinite occupation", refused["certificate_reason"].values.ravel()[0])
            self.assertFalse(bool(data["heat_current_A"].sel(beta_B=1.0).isnull().any()))

    def test_variables_and_file_say_what_they_are(self):
        text = TWO_AXES + "# ħ = 1\n"
        for data, answer in self.result(text):
            current = data["heat_current_A"].attrs
            self.assertEqual((current["units"], current["symbol"]), ("energy^2", "J_A"))
            self.assertTrue(current["long_name"])
            self.assertEqual(data["epsilon"].attrs["units"], "rate")
            self.assertEqual(json.loads(data.attrs["study"]), answer["study"])
            self.assertEqual(data.attrs["study_text"], text)
            self.assertEqual(data.attrs["qalor_version"], answer["qalor"])
            self.assertEqual(int(data.attrs["qalor_format"]), 1)
            self.assertRegex(data.attrs["study_sha256"], "^[0-9a-f]{64}$")
            self.assertIn("-o results", data.attrs["command"])

    @unittest.skipIf(SANITIZED, "too long under a sanitizer")
    def test_texts_of_a_long_sweep_are_codes(self):
        self.qalor("run", self.study(sweep(100_001)), "-o", "results")
        for engine in ENGINES:
            with xarray.open_dataset(self.folder / "results/result.nc", engine=engine) as data:
                codes = data["certificate_method"]
                words = codes.attrs["qalor_texts"]
                words = [words] if isinstance(words, str) else list(words)
                self.assertTrue(words[int(codes[-1])])
                self.assertEqual(int((codes < 0).sum()), 0)
        self.assertFalse((self.folder / "results/answer.json").exists())


if __name__ == "__main__":
    unittest.main()

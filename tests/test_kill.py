#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""kill -9 in the middle of a sweep of 10⁵ points: the same command resumes, and the result is the same to the bit."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import unittest

try:
    import h5py
except ImportError:  # Debian's packages belong to Debian's Python
    if sys.executable == "/usr/bin/python3":
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3", "-B", *sys.argv])

from cli_case import SANITIZED, Case

POINTS = 10_000 if SANITIZED else 100_000
STUDY = f"""[study]
model = "coupled_pair"
[task]
kind = "steady_state"
[sweep]
coupling = {{ values = ["noise", "coherent"] }}
omega_A = {{ from = 0.5, to = 3.0, points = 200 }}
beta_B = {{ from = 0.1, to = 2.0, points = {POINTS // 400} }}
"""
PROVENANCE = {"command", "date", "history", "threads"}  # what may differ between two runs of one study


def content(path):
    """Everything in a result file but the provenance of the run: types, shapes, attributes and digests of the bytes."""

    def attributes(item):
        return {name: repr(value) for name, value in item.attrs.items() if not name.endswith("_LIST")}

    found = {}
    with h5py.File(path, "r") as file:
        found["/"] = {name: value for name, value in attributes(file).items() if name not in PROVENANCE}
        for name, item in file.items():
            data = item[()]
            values = repr(data.tolist()).encode() if data.dtype == object else data.tobytes()
            found[name] = (str(item.dtype), item.shape, attributes(item), hashlib.sha256(values).hexdigest())
    return found


class Kill(Case):
    def test_a_killed_sweep_resumes_to_the_same_bits(self):
        study = self.study(STUDY)
        start = time.monotonic()
        self.qalor("run", study, "-o", "whole", "--jobs", "1")
        seconds = time.monotonic() - start
        expected = content(self.folder / "whole" / "result.nc")

        moments = random.Random(20140401)
        kills = 0
        for jobs in ("1", "2"):
            shutil.rmtree(self.folder / "out", ignore_errors=True)
            for _ in range(4):
                process = self.start("run", study, "-o", "out", "--jobs", jobs)
                try:
                    process.communicate(timeout=moments.uniform(0.1, 0.5) * seconds)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.communicate()
                kills += process.returncode == -signal.SIGKILL
            self.qalor("run", study, "-o", "out", "--jobs", jobs)
            self.assertEqual(content(self.folder / "out" / "result.nc"), expected)
            left = {path.name for path in (self.folder / "out").iterdir()}
            self.assertEqual(left - {".qalor.lock", "answer.json"}, {"result.nc", "study.toml"})
        self.assertGreaterEqual(kills, 4, "the program was too fast to be killed in the middle")

    def test_what_was_handed_over_before_the_kill_is_not_answered_again(self):
        study = self.study(STUDY)
        process = self.start("run", study, "-o", "out", "--jobs", "1", "--progress", "plain")
        while "progress" in (line := process.stderr.readline()):
            if int(line.split()[1]) > POINTS // 2:
                break
        process.kill()
        process.communicate()
        done = self.qalor("run", study, "-o", "out")
        self.assertMatches(done.stderr, rf"^note: resuming: [1-9]\d* of {POINTS} points are in out$")


if __name__ == "__main__":
    unittest.main()

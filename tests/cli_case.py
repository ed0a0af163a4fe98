# SPDX-License-Identifier: BSD-3-Clause
"""What the tests of the command line share: a folder of their own, studies, and the program (environment: QALOR)."""

import os
import re
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

QALOR = str(Path(os.environ.get("QALOR", "build/release/qalor")).resolve())
SANITIZED = "san" in subprocess.run(["ldd", QALOR], capture_output=True, text=True).stdout

PAIR = """[study]
title = "Levy-Kosloff detuned pair, hot A"
model = "coupled_pair"
[parameters]
coupling = "coherent"
omega_A = 3.0
gamma_A = 0.1
gamma_B = 0.1
beta_B = 1.0
[task]
kind = "steady_state"
"""

DEFAULT = '[study]\nmodel = "coupled_pair"\n[task]\nkind = "steady_state"\n'


def sweep(points, parameters="", other=""):
    """A sweep of the default pair over epsilon."""
    return (
        '[study]\nmodel = "coupled_pair"\n[task]\nkind = "steady_state"\n'
        + (f"[parameters]\n{parameters}\n" if parameters else "")
        + f'[sweep]\nepsilon = {{ from = 0.01, to = 10.0, points = {points}, scale = "log" }}\n{other}\n'
    )


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def study(self, text=PAIR, name="study.toml"):
        (self.folder / name).write_text(text)
        return name

    def environment(self, **changes):
        kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
        return {**kept, "TERM": "xterm", **changes}

    def start(self, *arguments, **options):
        """The program, running, in the folder of the test."""
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
        options.setdefault("env", self.environment())
        return subprocess.Popen([QALOR, *arguments], cwd=self.folder, **options)

    def qalor(self, *arguments, exit=0, text=None, **options):
        """Runs the program to its end, and expects this exit code."""
        options = {"capture_output": True, "text": True, "timeout": 300, **options}
        options.setdefault("env", self.environment())
        done = subprocess.run([QALOR, *arguments], cwd=self.folder, input=text, **options)
        self.assertEqual(done.returncode, exit, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def points_for(self, seconds):
        """About so many points of `sweep` keep one thread of this build busy for so long."""
        probe = 2000
        start = time.perf_counter()
        self.qalor("run", self.study(sweep(probe), "probe.toml"), "--jobs", "1")
        return int(probe * seconds / (time.perf_counter() - start)) + 1

    def refusal(self, *arguments, exit=2, **options):
        """What the program says on standard error when it refuses; nothing stands on standard output then."""
        done = self.qalor(*arguments, exit=exit, **options)
        self.assertEqual(done.stdout, "")
        return done.stderr

    def assertMatches(self, text, pattern):
        self.assertTrue(re.search(pattern, text, re.MULTILINE), f"{pattern!r} is not in:\n{text}")

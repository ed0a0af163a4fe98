#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Executes the code blocks of README.md: study files are written, console blocks run and compared with what they show,
C++ programs compiled against the tree and run.

A line `...` in a console block stands for any lines. QALOR names the executable, QALOR_CXXFLAGS what a program needs to
find headers and library (set by the build).
"""

import os
import pathlib
import re
import shlex
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(\w+)(?: (\w+)=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def matches(shown: str, printed: str) -> bool:
    """Whether the shown text, in which a line `...` stands for any lines, is what was printed."""
    pieces = ["(?:.*\n)*?" if line == "..." else re.escape(line) + "\n" for line in shown.splitlines()]
    return re.fullmatch("".join(pieces), printed) is not None


class Readme(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.blocks = BLOCK.findall((ROOT / "README.md").read_text())
        self.executable = os.environ["QALOR"]

    def run_console(self, text: str) -> None:
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            words = shlex.split(command)
            self.assertEqual(words[0], "qalor", f"only qalor is run: {command}")
            result = subprocess.run([self.executable, *words[1:]], cwd=self.folder.name, text=True,
                                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            self.assertTrue(matches(shown, result.stdout), f"$ {command}\nshows\n{shown}\nbut prints\n{result.stdout}")

    def compile_and_run(self, name: str) -> str:
        program = pathlib.Path(self.folder.name) / "program"
        flags = shlex.split(os.environ["QALOR_CXXFLAGS"])
        subprocess.run([os.environ.get("CXX", "g++"), "-std=c++20", name, "-o", program, *flags], cwd=self.folder.name, check=True)
        return subprocess.run([program], text=True, stdout=subprocess.PIPE, check=True).stdout

    def test_every_block_does_what_it_shows(self):
        executed = 0
        for language, key, name, text in self.blocks:
            if key == "file":
                (pathlib.Path(self.folder.name) / name).write_text(text)
            elif language == "console":
                self.run_console(text)
            elif language == "output":
                self.assertEqual(self.compile_and_run(name), text)
            else:
                self.fail(f"a block of README.md that nothing executes: {language}\n{text}")
            executed += 1
        self.assertGreaterEqual(executed, 8)

    def test_a_wrong_number_would_be_noticed(self):
        self.assertTrue(matches("a\n...\nb 1\n", "a\nx\ny\nb 1\n"))
        self.assertTrue(matches("a\n...\n", "a\n"))
        self.assertFalse(matches("a\n...\nb 1\n", "a\nx\nb 2\n"))


if __name__ == "__main__":
    unittest.main()

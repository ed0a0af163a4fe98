#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""tools/check_layers.py, on small trees that break one rule each."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "tools" / "check_layers.py"
SPDX = "// SPDX-License-Identifier: BSD-3-Clause\n"


class CheckLayers(unittest.TestCase):
    def check(self, files):
        """Exit code and output lines for a tree of these files, each with its licence line put first."""
        with tempfile.TemporaryDirectory() as root:
            for name, text in files.items():
                path = Path(root, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(SPDX + text, encoding="utf-8")
            done = subprocess.run([sys.executable, "-B", SCRIPT, root], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.splitlines()

    def assert_accepted(self, files):
        self.assertEqual(self.check(files), (0, ["every file keeps to its layer"]))

    def assert_refused(self, files, *complaints):
        self.assertEqual(self.check(files), (1, list(complaints)))

    def test_a_layer_may_include_the_layers_before_it(self):
        self.assert_accepted({
            "src/qalor/base/record.hpp": "",
            "src/qalor/solve/steady.hpp": '#include "qalor/base/record.hpp"\n',
            "src/qalor/solve/steady.cpp": '#include "qalor/solve/steady.hpp"\n#include <vector>\n',
            "src/qalor/qalor.hpp": '#include "qalor/solve/steady.hpp"\n',
        })

    def test_a_layer_may_not_include_a_later_one(self):
        self.assert_refused(
            {"src/qalor/study/read.hpp": "", "src/qalor/machine/machine.cpp": '\n#include "qalor/study/read.hpp"\n'},
            'src/qalor/machine/machine.cpp:3: machine may not include "qalor/study/read.hpp": '
            "machine may include base, hilbert, bath, machine")

    def test_neighbours_do_not_know_each_other(self):
        self.assert_refused(
            {"src/qalor/solve/steady.hpp": "", "src/qalor/ledger/balance.hpp": '#include "qalor/solve/steady.hpp"\n'},
            'src/qalor/ledger/balance.hpp:2: ledger may not include "qalor/solve/steady.hpp": '
            "ledger may include base, hilbert, bath, machine, dynamics, exchange, ledger")

    def test_no_layer_includes_the_header_of_all(self):
        self.assert_refused(
            {"src/qalor/qalor.hpp": "", "src/qalor/cli/run.cpp": '#include "qalor/qalor.hpp"\n'},
            'src/qalor/cli/run.cpp:2: no layer may include "qalor/qalor.hpp": it includes them all')

    def test_the_header_of_all_has_no_commands(self):
        self.assert_refused(
            {"src/qalor/qalor.hpp": '#include "qalor/cli/run.hpp"\n', "src/qalor/cli/run.hpp": ""},
            'src/qalor/qalor.hpp:2: "qalor/cli/run.hpp" is not for users of the library')

    def test_a_folder_outside_the_table_is_named(self):
        self.assert_refused(
            {"src/qalor/utils/text.hpp": ""},
            'src/qalor/utils/text.hpp:1: the folder "utils" is in no layer: the layers are base, hilbert, bath, '
            "machine, dynamics, exchange, solve, ledger, analysis, catalog, study, report, cli")

    def test_a_header_that_does_not_exist_is_named(self):
        self.assert_refused({"src/qalor/base/field.cpp": '#include "qalor/base/feild.hpp"\n'},
                            'src/qalor/base/field.cpp:2: there is no "qalor/base/feild.hpp"')

    def test_each_dependency_has_one_door(self):
        for included, name in [("Eigen/Dense", "base/linalg/dense"), ("Eigen/LU", "base/linalg/lu"),
                               ("Eigen/Eigenvalues", "base/linalg/eigen"), ("unsupported/Eigen/KroneckerProduct", "base/linalg/kronecker"),
                               ("toml++/toml.h", "study/read"), ("hdf5.h", "report/netcdf"),
                               ("openssl/evp.h", "report/digest"), ("nlohmann/json.hpp", "report/json"), ("CLI/CLI.hpp", "cli/main")]:
            with self.subTest(included):
                text = f"#include <{included}>\n"
                self.assert_accepted({f"src/qalor/{name}.cpp": text, f"src/qalor/{name}.test.cpp": text})
                code, complaints = self.check({"src/qalor/machine/machine.hpp": text})
                self.assertEqual(code, 1)
                self.assertRegex(complaints[0], r"^src/qalor/machine/machine\.hpp:2: "
                                 r"<[^>]+> may be included by qalor/\S+( and qalor/\S+)? only$")

    def test_the_light_parts_of_eigen_are_free(self):
        self.assert_accepted({"src/qalor/machine/machine.hpp": "#include <Eigen/Core>\n#include <Eigen/SparseCore>\n"})

    def test_a_test_may_decompose_for_itself(self):
        self.assert_accepted({"src/qalor/solve/steady.test.cpp": "#include <Eigen/Eigenvalues>\n"})
        self.assert_accepted({"src/qalor/dynamics/flow.test.cpp": '#include "qalor/ledger/balance.hpp"\n',
                              "src/qalor/ledger/balance.hpp": ""})

    def test_files_are_short(self):
        self.assert_accepted({"src/qalor/base/field.cpp": "\n" * 399, "src/qalor/base/field.test.cpp": "\n" * 499})
        self.assert_refused({"src/qalor/base/field.cpp": "\n" * 400, "src/qalor/base/field.test.cpp": "\n" * 500},
                            "src/qalor/base/field.cpp:401: 401 lines, 400 at most: split it by concept",
                            "src/qalor/base/field.test.cpp:501: 501 lines, 500 at most: split it by concept")

    def test_every_file_names_its_licence(self):
        with tempfile.TemporaryDirectory() as root:
            path = Path(root, "tests", "laws.cpp")
            path.parent.mkdir()
            path.write_text("int main() {}\n", encoding="utf-8")
            done = subprocess.run([sys.executable, "-B", SCRIPT, root], capture_output=True, text=True, check=False)
        self.assertEqual(done.stdout, 'tests/laws.cpp:1: "SPDX-License-Identifier: BSD-3-Clause" is missing from the '
                         "first lines\n")


if __name__ == "__main__":
    unittest.main()

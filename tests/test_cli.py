#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""The command line from outside: what it prints where, every message of its own, every exit code."""

import json
import os
import re
import shutil
import subprocess
import unittest

from cli_case import DEFAULT, PAIR, SANITIZED, Case, sweep

REFUSED_BEYOND_1 = 'particle = "oscillator"\ncoupling = "coherent"'


class Run(Case):
    def test_a_pair_is_answered_with_symbols_dimensions_regime_and_certificate(self):
        out = self.qalor("run", self.study()).stdout
        self.assertTrue(out.startswith("Levy-Kosloff detuned pair, hot A\ncoupled_pair, steady_state, beta_B = 1"))
        self.assertMatches(out, r"^  heat_current_A +J_A +-4\.175077728e-05 +energy\^2$")
        self.assertMatches(out, r"^  heat_current_B +J_B +1\.391692576e-05 +energy\^2$")
        self.assertMatches(out, r"^  power +P +2\.783385152e-05 +energy\^2$")
        self.assertMatches(out, r"^regime +refrigerator$")
        self.assertMatches(out, r"^certificate +ok: .*, residual \d\.\de-\d\d$")

    def test_json_is_one_object_and_nothing_else_on_standard_output(self):
        answer = json.loads(self.qalor("run", self.study(DEFAULT), "--json").stdout)
        self.assertEqual(list(answer), ["qalor", "study", "points"])
        self.assertEqual(answer["study"]["parameters"]["epsilon"], 0.3)
        (point,) = answer["points"]
        self.assertAlmostEqual(point["quantities"]["heat_current_A"], 0.04087578835639, delta=1e-12)
        self.assertLessEqual({"method", "residual", "status", "warnings"}, set(point["certificate"]))

    def test_a_dash_reads_standard_input(self):
        out = self.qalor("run", "-", "--json", text=DEFAULT).stdout
        self.assertEqual(out, self.qalor("run", self.study(DEFAULT), "--json").stdout)

    def test_set_overrides_numbers_and_words(self):
        done = self.qalor("run", self.study(DEFAULT), "--json", "--set", "coupling=coherent", "--set", "g=-0.1")
        parameters = json.loads(done.stdout)["study"]["parameters"]
        self.assertEqual((parameters["coupling"], parameters["g"]), ("coherent", -0.1))

    def test_set_says_what_it_cannot_use(self):
        study = self.study()
        err = self.refusal("run", study, "--set", "foo")
        self.assertIn('`--set` needs name=value, as in --set omega_A=3; found "foo"', err)
        self.assertIn("did you mean `omega_A`?", self.refusal("run", study, "--set", "omega_a=3"))

    def test_a_small_sweep_is_a_table_with_a_line_for_each_point(self):
        lines = self.qalor("run", self.study(sweep(4))).stdout.splitlines()
        head = next(line for line in lines if line.split()[:2] == ["epsilon", "heat_current_A"])
        rows = lines[lines.index(head) + 1 :][:4]
        currents = [float(row.split()[1]) for row in rows]
        expected = [0.001923453075, 0.01705546926, 0.07996411541, 0.1266953648]
        for current, value in zip(currents, expected, strict=True):
            self.assertAlmostEqual(current, value, delta=1e-7 * value)

    def test_a_long_sweep_shows_both_ends(self):
        out = self.qalor("run", self.study(sweep(100))).stdout
        self.assertIn("40 of 100 points are shown; --json or -o DIR gives them all", out)
        self.assertEqual(len(re.findall(r"^ +\.\.\.", out, re.MULTILINE)), 1)

    def test_warnings_stand_on_standard_error_once_for_each_kind(self):
        study = self.study(sweep(100, 'coupling = "coherent"'))
        err = self.qalor("run", study, "--json").stderr
        self.assertMatches(err, r"^warning: `epsilon` is not used: .* \(100 points\)$")

    def test_points_stand_in_the_order_of_the_sweep_for_any_number_of_threads(self):
        study = self.study(sweep(50, other="beta_A = { values = [0.5, 0.2] }"))
        answers = [self.qalor("run", study, "--json", "--jobs", jobs).stdout for jobs in ("1", "2", "0", "7")]
        self.assertEqual(len(set(answers)), 1)
        points = json.loads(answers[0])["points"]
        self.assertEqual([point["parameters"]["beta_A"] for point in points], [0.5, 0.2] * 50)

    def test_a_dry_run_tells_size_and_time_and_writes_nothing(self):
        study = self.study(sweep(5000))
        out = self.qalor("run", study, "--dry-run", "-o", "out").stdout
        self.assertFalse((self.folder / "out").exists())
        self.assertMatches(out, r"^points +5000$")
        self.assertMatches(out, r"^time +about .* judged by \d+ points$")
        self.assertMatches(out, r"^memory +about .* for --json without -o$")
        self.qalor("run", study, "-o", "out")
        for name, file in (("JSON", "answer.json"), ("netCDF", "result.nc")):
            told = int(re.search(rf"^{name} +about (\d+) bytes", out, re.MULTILINE)[1])
            size = (self.folder / "out" / file).stat().st_size
            self.assertTrue(0.5 < told / size < 2, f"{name}: {told} bytes told, {size} found")

    def test_more_points_than_memory_holds_are_refused_before_any_is_answered(self):
        grid = "{ from = 0.1, to = 1.0, points = 200000 }"
        err = self.refusal("run", self.study(sweep(2, other=f"beta_A = {grid}\nbeta_B = {grid}")), "--json", exit=1)
        message = r"^error: --json keeps all 80000000000 points in memory: about \d+ TB, and .* are free; use -o DIR$"
        self.assertMatches(err, message)

    @unittest.skipIf(SANITIZED, "sanitizers are slow")
    def test_a_pair_is_answered_within_30_ms_from_launch_to_exit(self):
        study = self.study()

        def seconds():  # of the processor: it starts no thread and waits for nothing, but other programs may run
            process = self.start("run", study, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            process.communicate()
            self.assertEqual(process.returncode, 0)
            return usage.ru_utime + usage.ru_stime

        self.assertLess(min(seconds() for _ in range(20)), 0.030)


class RefusedPoints(Case):
    def sweep(self, values):
        return self.study(DEFAULT + f"[parameters]\n{REFUSED_BEYOND_1}\n[sweep]\ng = {{ values = {values} }}\n")

    def test_some_refused_points_keep_their_place_with_their_reason_and_exit_3(self):
        done = self.qalor("run", self.sweep([0.1, 2.0, 0.2]), "--json", exit=3)
        points = json.loads(done.stdout)["points"]
        self.assertEqual([point["certificate"]["status"] for point in points], ["ok", "failed", "ok"])
        self.assertEqual(points[1]["quantities"], {})
        self.assertIn("`g` = 2", points[1]["certificate"]["reason"])
        message = r"^error: 1 of 3 points failed; the first is point 1, `g` = 2: .*no ground state"
        self.assertMatches(done.stderr, message)

    def test_the_table_shows_the_status_of_each_point(self):
        out = self.qalor("run", self.sweep([0.1, 2.0]), exit=3).stdout
        self.assertMatches(out, r"^ +2 +failed +-")

    def test_a_result_that_is_there_already_ends_with_the_same_exit_code(self):
        study = self.sweep([0.1, 2.0])
        first = self.qalor("run", study, "-o", "out", exit=3)
        again = self.qalor("run", study, "-o", "out", exit=3)
        self.assertEqual(first.stdout, again.stdout)
        self.assertIn("no ground state", again.stderr)

    def test_nothing_but_refused_points_is_wrong_input(self):
        done = self.qalor("run", self.sweep([2.0, 3.0]), "--json", exit=2)
        self.assertIn("2 of 2 points failed", done.stderr)
        self.qalor("run", self.sweep([2.0, 3.0]), "-o", "out", exit=2)

    def test_a_refused_point_without_a_sweep_is_wrong_input(self):
        study = self.study(DEFAULT + f"[parameters]\n{REFUSED_BEYOND_1}\ng = 2.0\n")
        self.assertIn("no ground state", self.refusal("run", study, "--json"))


class Directory(Case):
    def test_a_directory_holds_result_study_and_answer_and_a_second_run_computes_nothing(self):
        study = self.study(sweep(30))
        out = self.qalor("run", study, "-o", "out").stdout
        self.assertIn("\nresult: out/result.nc\n", out)
        written = (self.folder / "out" / "result.nc").read_bytes()
        again = self.qalor("run", study, "-o", "out")
        self.assertIn("note: out holds the finished result of this study; nothing is computed again", again.stderr)
        self.assertEqual(again.stdout, out)
        self.assertEqual((self.folder / "out" / "result.nc").read_bytes(), written)
        self.assertEqual((self.folder / "out" / "study.toml").read_text(), sweep(30))

    def test_json_and_a_directory_go_together_for_small_sweeps(self):
        study = self.study(sweep(30))
        plain = self.qalor("run", study, "--json").stdout
        for _ in range(2):
            self.assertEqual(self.qalor("run", study, "--json", "-o", "out").stdout, plain)

    def test_json_and_a_directory_do_not_go_together_for_large_sweeps(self):
        err = self.refusal("run", self.study(sweep(10001)), "--json", "-o", "out")
        self.assertIn("--json with -o prints at most 10000 points, and this study has 10001 points; leave one of", err)
        self.assertFalse((self.folder / "out").exists())

    def test_json_of_a_directory_needs_the_text_that_it_keeps(self):
        study = self.study(sweep(30))
        self.qalor("run", study, "-o", "out")
        (self.folder / "out" / "answer.json").unlink()
        err = self.refusal("run", study, "--json", "-o", "out")
        self.assertIn("error: the answer is too large for --json with -o; it is in out/result.nc", err)

    def test_results_of_another_study_are_overwritten_by_force_only(self):
        self.qalor("run", self.study(DEFAULT), "-o", "out")
        other = self.study(PAIR)
        self.assertIn("another study", self.refusal("run", other, "-o", "out"))
        self.qalor("run", other, "-o", "out", "--force")
        self.assertIn("--force is about the files of -o DIR, which is not given", self.refusal("run", other, "--force"))

    def test_a_directory_that_cannot_be_made_is_an_error_of_the_environment(self):
        self.study()
        self.assertIn("study.toml", self.refusal("run", "study.toml", "-o", "study.toml/out", exit=1))

    def test_a_report_is_a_page_beside_the_result(self):
        self.qalor("run", self.study(), "-o", "out")
        self.assertEqual(self.qalor("report", "out").stdout, "report: out/report.html\n")
        self.assertIn("<html", (self.folder / "out" / "report.html").read_text()[:500])
        self.assertIn("there is no result in nowhere", self.refusal("report", "nowhere"))


class StandardOutput(Case):
    def test_a_full_disk_is_an_error_of_the_environment(self):
        study = self.study(sweep(300))
        for arguments in (["run", study], ["run", study, "--json"], ["models"], ["--help"], ["check", study]):
            with open("/dev/full", "w") as full:
                done = self.qalor(*arguments, exit=1, capture_output=False, stdout=full, stderr=subprocess.PIPE)
            self.assertEqual(done.stderr, "error: cannot write to standard output: No space left on device\n")

    def test_a_pipe_that_nobody_reads_is_an_error_of_the_environment(self):
        study = self.study()
        reader, writer = os.pipe()
        os.close(reader)
        done = self.qalor("run", study, "--json", exit=1, capture_output=False, stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        self.assertEqual(done.stderr, "error: cannot write to standard output: Broken pipe\n")


class Input(Case):
    def test_a_missing_file_is_wrong_input_with_the_nearest_name(self):
        self.study()
        self.assertEqual(
            self.refusal("run", "studi.toml"), "error: there is no file studi.toml; did you mean study.toml?\n"
        )
        self.assertEqual(self.refusal("check", "far/away"), "error: there is no file far/away\n")

    def test_a_directory_is_no_study(self):
        (self.folder / "sub").mkdir()
        self.assertEqual(self.refusal("run", "sub"), "error: sub is a directory; a study file is expected\n")

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_a_file_that_may_not_be_read_is_an_error_of_the_environment(self):
        (self.folder / self.study()).chmod(0)
        self.assertIn("cannot read study.toml: Permission denied", self.refusal("run", "study.toml", exit=1))

    def test_an_endless_input_ends(self):
        self.assertIn("1 MiB", self.refusal("check", "/dev/zero"))

    def test_all_errors_of_a_file_are_told_at_once_with_line_and_caret(self):
        study = self.study(PAIR.replace("omega_A = 3.0", "omega_a = 3.0").replace("gamma_A = 0.1", "gamma_A = -0.1"))
        err = self.refusal("run", study)
        self.assertMatches(err, r"^error: study.toml:6:1: .*did you mean `omega_A`\?$")
        self.assertMatches(err, r"^study.toml:7:11: `gamma_A` = -0.1: must be > 0$")
        self.assertMatches(err, r"^ +\| +\^+$")

    def test_check_speaks_of_every_file(self):
        good, bad = self.study(sweep(50), "good.toml"), self.study("[study\n", "bad.toml")
        self.assertEqual(self.qalor("check", good).stdout, "good.toml: ok, coupled_pair steady_state, 50 points\n")
        self.assertEqual(self.qalor("check", "-", text=PAIR).stdout, "-: ok, coupled_pair steady_state, 1 point\n")
        done = self.qalor("check", bad, good, "gone.toml", exit=2)
        self.assertIn("good.toml: ok", done.stdout)
        self.assertIn("bad.toml:1", done.stderr)
        self.assertIn("there is no file gone.toml", done.stderr)


class Compare(Case):
    def test_every_generator_that_applies_has_a_line_and_every_other_a_reason(self):
        out = self.qalor("compare", self.study()).stdout
        self.assertMatches(out, r"^  local, bare heat +-4\.175078e-05 .* holds$")
        self.assertMatches(out, r"^  local, full heat +-2\.861133e-05 .* violated$")
        self.assertMatches(out, r"^not landauer: ")
        answer = json.loads(self.qalor("compare", self.study(), "--json").stdout)
        self.assertEqual(answer["points"][0]["parameters"], {"generator": "local, bare heat"})

    def test_a_sweep_is_not_compared(self):
        err = self.refusal("compare", self.study(sweep(200)))
        self.assertIn("a comparison is of one machine, and this study sweeps 200 of them: leave out [sweep]", err)


class Models(Case):
    def test_models_are_listed_and_described(self):
        self.assertMatches(self.qalor("models").stdout, r"^coupled_pair  +\w+")
        card = self.qalor("models", "coupled_pair").stdout
        self.assertMatches(card, r"^  omega_A +omega_A +energy +1 +must be > 0 +level spacing of A$")
        for part in ("Parameters", "Tasks", "Quantities", "Claims", "Sources", "  steady_state: ", "arXiv:1402.3825"):
            self.assertIn(part, card)

    def test_an_unknown_model_is_wrong_input_with_the_nearest_name(self):
        err = self.refusal("models", "copled_pair")
        self.assertEqual(err, 'error: the catalog has no model "copled_pair"; did you mean `coupled_pair`?\n')
        self.assertIn('the catalog has no model "x"; there is `coupled_pair`', self.refusal("models", "x"))

    def test_cards_are_machine_readable(self):
        (card,) = json.loads(self.qalor("models", "coupled_pair", "--json").stdout)["models"]
        epsilon = next(field for field in card["parameters"] if field["name"] == "epsilon")
        self.assertEqual((epsilon["default"], epsilon["allowed"]), (0.3, "must be >= 0"))
        self.assertEqual(epsilon["range"], {"lowest": 0, "highest": None, "open_below": False, "open_above": False})
        cards = json.loads(self.qalor("models", "--json").stdout)["models"]
        self.assertIn("coupled_pair", [card["name"] for card in cards])

    def test_every_claim_is_computed_and_holds(self):
        out = self.qalor("models", "--claims").stdout
        self.assertMatches(out, r"^(\d+) of \1 claims hold")
        self.assertNotIn("FAILS", out)
        err = self.refusal("models", "--claims", "--json")
        self.assertIn("--claims prints a table; it does not go with --json", err)


class Arguments(Case):
    def test_version_and_help(self):
        self.assertMatches(self.qalor("--version").stdout, r"^qalor \d+\.\d+\.\d+\ncommit ")
        for arguments in (["--help"], ["run", "--help"]):
            self.assertIn("Examples:\n  qalor run", self.qalor(*arguments).stdout)

    def test_wrong_arguments_are_refused_with_the_nearest_name(self):
        study = self.study()
        for arguments, message in (
            ([], "no command given; see `qalor --help`"),
            (["rnu", study], "unknown command `rnu`; did you mean `run`?; see `qalor --help`"),
            (["--verison"], "`qalor` has no option `--verison`; did you mean `--version`?; see `qalor --help`"),
            (["run", study, "--jsn"], "`qalor run` has no option `--jsn`; did you mean `--json`?; see `qalor run"),
            (["run"], "`qalor run`: FILE is required; see `qalor run --help`"),
            (["run", study, "x"], "`qalor run` has no use for the argument `x`; see `qalor run --help`"),
            (["run", study, "--jobs", "-3"], "`--jobs` = -3: must be between 0 and 1024"),
            (["run", study, "--jobs", "many"], '`--jobs` must be an integer, found "many"'),
            (["run", study, "--time-limit", "0"], "`--time-limit` = 0: must be > 0"),
            (["run", study, "--progress", "plan"], '`--progress` = "plan": must be "auto", "plain", "json" or "off"'),
            (["completion", "bsh"], '`SHELL` = "bsh": must be "bash", "zsh" or "fish"'),
        ):
            self.assertIn("error: " + message, self.refusal(*arguments))


class Doctor(Case):
    def test_every_finding_is_a_line_with_its_verdict(self):
        out = self.qalor("doctor").stdout
        for subject in ("build", "flags", "processor", "memory", "locale", "HDF5", "results", "threads"):
            self.assertMatches(out, rf"^(ok|warn) +{subject} +\S")

    def test_a_missing_folder_for_temporary_files_is_a_failure(self):
        done = self.qalor("doctor", exit=1, env=self.environment(TMPDIR="/nonexistent"))
        self.assertMatches(done.stdout, r"^FAIL +results +\S")


class Completion(Case):
    def complete(self, *words):
        """What bash offers for the last of the words."""
        (self.folder / "qalor.bash").write_text(self.qalor("completion", "bash").stdout)
        script = 'source qalor.bash; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _qalor; printf "%s\\n" "${COMPREPLY[@]}"'
        done = subprocess.run(["bash", "-c", script, "bash", *words], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_bash_offers_commands_options_values_models_and_files(self):
        self.study()
        self.assertEqual(self.complete("qalor", "compl"), ["completion"])
        self.assertEqual(self.complete("qalor", "run", "--dr"), ["--dry-run"])
        self.assertEqual(self.complete("qalor", "run", "--progress", "p"), ["plain"])
        self.assertEqual(self.complete("qalor", "models", "coupled_p"), ["coupled_pair"])
        self.assertEqual(self.complete("qalor", "run", "stu"), ["study.toml"])
        self.assertEqual(self.complete("qalor", "completion", "z"), ["zsh"])

    def test_scripts_are_well_formed(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.qalor("completion", shell).stdout
            for word in ("run", "check", "models", "report", "doctor", "completion", "dry-run", "coupled_pair"):
                self.assertIn(word, script)
            if shutil.which(shell):
                done = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()

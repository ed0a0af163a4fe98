#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Signals, time limits and progress, as a shell and a terminal see them."""

import json
import os
import pty
import select
import signal
import subprocess
import unittest

from cli_case import Case, sweep


class Interruption(Case):
    def interrupt(self, process, number):
        """Sends the signal when the process is at its points: it has shown progress then."""
        process.stderr.readline()
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def test_a_signal_ends_a_run_with_exit_5_and_the_same_command_goes_on(self):
        points = self.points_for(5)
        command = ["run", self.study(sweep(points)), "-o", "out", "--jobs", "1"]
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGUSR1):
            code, out, err = self.interrupt(self.start(*command, "--progress", "plain"), number)
            self.assertEqual((code, out), (5, ""), err)
            message = rf"^warning: interrupted by {number.name}; \d+ of {points} points are in out, and the same"
            self.assertMatches(err, message)
        done = self.qalor(*command)
        self.assertMatches(done.stderr, rf"^note: resuming: [1-9]\d* of {points} points are in out$")

    def test_without_a_directory_nothing_is_kept(self):
        points = self.points_for(10)
        for extra in ([], ["--json"]):
            process = self.start("run", self.study(sweep(points)), "--progress", "plain", *extra)
            code, out, err = self.interrupt(process, signal.SIGINT)
            self.assertEqual((code, out), (5, ""), err)
            self.assertMatches(
                err, rf"^warning: interrupted by SIGINT after \d+ of {points} points; nothing is kept without -o DIR$"
            )

    def test_a_time_limit_interrupts_too(self):
        study = self.study(sweep(self.points_for(5)))
        done = self.qalor("run", study, "-o", "out", "--jobs", "1", "--time-limit", "0.3", exit=5)
        self.assertIn("warning: interrupted by the time limit; ", done.stderr)

    def test_a_second_sigint_ends_a_process_that_cannot_finish(self):
        process = self.start("run", self.study(sweep(3000)), "--json")
        select.select([process.stdout], [], [], 60)  # it writes, more than a pipe holds, and nobody reads
        process.send_signal(signal.SIGINT)
        with self.assertRaises(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=10), 5)
        process.communicate()


class Progress(Case):
    def on_terminal(self, *arguments, **environment):
        """What the program writes to standard error when that is a terminal."""
        ours, theirs = pty.openpty()
        process = self.start(
            *arguments, stdout=subprocess.DEVNULL, stderr=theirs, env=self.environment(**environment)
        )
        os.close(theirs)
        seen = b""
        try:
            while piece := os.read(ours, 4096):
                seen += piece
        except OSError:  # Linux ends a terminal this way
            pass
        os.close(ours)
        process.wait(timeout=60)
        return seen.decode()

    def test_a_terminal_shows_one_line_that_is_removed_at_the_end(self):
        points = self.points_for(2)
        seen = self.on_terminal("run", self.study(sweep(points)), "--jobs", "1")
        self.assertMatches(seen, rf"\r\d+ of {points} points \(\d+ %\), [^\r]+ points/s, [^\r]+ left\x1b\[K")
        self.assertTrue(seen.endswith("\r\x1b[K"), repr(seen[-200:]))
        self.assertNotIn("\n", seen)

    def test_a_short_run_shows_nothing(self):
        self.assertEqual(self.on_terminal("run", self.study(sweep(10))), "")

    def test_colour_is_for_terminals_without_no_color(self):
        arguments = ["run", "nowhere.toml"]
        self.assertIn("\x1b[1;31merror:\x1b[0m there is no file", self.on_terminal(*arguments))
        for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            self.assertTrue(self.on_terminal(*arguments, **environment).startswith("error: there is no file"))
        self.assertTrue(self.refusal(*arguments).startswith("error: there is no file"))

    def test_plain_progress_is_lines(self):
        points = self.points_for(3)
        err = self.qalor("run", self.study(sweep(points)), "--progress", "plain", "--jobs", "1").stderr
        self.assertMatches(err, rf"^progress: \d+ of {points} points \(\d+ %\), \S+ points/s, .+ left$")
        self.assertMatches(err, rf"^progress: {points} of {points} points in .+$")

    def test_json_progress_is_an_object_on_every_line(self):
        points = self.points_for(3)
        study = self.study(sweep(points, 'coupling = "coherent"'))
        err = self.qalor("run", study, "--progress", "json", "--jobs", "1", "-o", "out").stderr
        events = [json.loads(line) for line in err.splitlines()]
        self.assertEqual({event["event"] for event in events}, {"progress", "end", "warning"})
        end = next(event for event in events if event["event"] == "end")
        self.assertEqual((end["done"], end["total"], end["seconds_left"]), (points, points, 0))
        self.assertEqual(sorted(end), ["done", "event", "points_per_second", "seconds", "seconds_left", "total"])
        err = self.refusal("run", "nowhere.toml", "--progress", "json")
        self.assertEqual(json.loads(err), {"event": "error", "message": "there is no file nowhere.toml"})

    def test_without_a_terminal_or_with_off_nothing_is_shown(self):
        study = self.study(sweep(self.points_for(2)))
        for extra in ([], ["--progress", "off"]):
            self.assertEqual(self.qalor("run", study, "--jobs", "1", *extra).stderr, "")


if __name__ == "__main__":
    unittest.main()

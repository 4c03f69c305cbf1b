# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What the scripts say, and how they call programs."""

import os
import shlex
import subprocess
import sys
import time

_START = time.monotonic()


class SuiteError(Exception):
    """Something the user has to settle; shown without a traceback."""


def say(text):
    """Tell what is being done, with the seconds since the start."""
    seconds = time.monotonic() - _START
    print(f"suite {seconds:6.1f}s  {text}", file=sys.stderr, flush=True)


def run(*command, log=None, **options):
    """Run a program and stop with its last lines when it fails.

    :param log: file that receives what the program prints; without it the
        output goes to the terminal
    """
    command = [str(part) for part in command]
    if log is None:
        done = subprocess.run(command, check=False, **options)
    else:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("w") as stream:
            options |= {"stdout": stream, "stderr": subprocess.STDOUT}
            done = subprocess.run(command, check=False, **options)
    if done.returncode:
        tail = "" if log is None else "\n" + _tail(log)
        raise SuiteError(f"failed ({done.returncode}): {shlex.join(command)}{tail}")


def output(*command, **options):
    """Return what a program prints, or stop when it fails."""
    command = [str(part) for part in command]
    options |= {"capture_output": True, "text": True}
    done = subprocess.run(command, check=False, **options)
    if done.returncode:
        raise SuiteError(f"failed: {shlex.join(command)}\n{done.stderr.strip()}")
    return done.stdout


def is_root():
    return os.geteuid() == 0


def _tail(log, lines=25):
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The commands behind the Makefile."""

import argparse
import shlex
import sys

from .console import SuiteError


def _run(options):
    from .serving import serve

    return serve()


def _test(options):
    from .testing import run_tests

    return run_tests(options.addon, options.k, shlex.split(options.args))


def _lint(options):
    from .linting import lint

    return lint()


def _format(options):
    from .linting import reformat

    return reformat()


def _bench(options):
    from .benchmark import bench

    return bench(shlex.split(options.args))


def _shell(options):
    from .serving import shell

    return shell()


def _pictures(options):
    from .pictures import retake

    return retake(shlex.split(options.args))


def _stop(options):
    from .cleaning import stop

    return stop()


def _clean(options):
    from .cleaning import clean

    return clean()


def _i18n(options):
    from .translating import export_templates

    return export_templates()


def _lock(options):
    from .locking import lock

    return lock()


COMMANDS = {
    "run": _run,
    "test": _test,
    "lint": _lint,
    "format": _format,
    "bench": _bench,
    "shell": _shell,
    "pictures": _pictures,
    "stop": _stop,
    "clean": _clean,
    "i18n": _i18n,
    "lock": _lock,
}


def main():
    parser = argparse.ArgumentParser(prog="suite")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--addon", help="test: only this addon")
    parser.add_argument("-k", help="test: only what matches this expression")
    parser.add_argument("--args", default="", help="pytest's, the bench's, or pictures")
    options = parser.parse_args()
    try:
        return COMMANDS[options.command](options)
    except SuiteError as error:
        print(f"suite: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How time, statements and memory are measured."""

import gc
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass
class Line:
    """One line of the report.

    :ivar what: what was measured
    :ivar ours: figure of the suite, as text
    :ivar reference: figure of what it is compared with, as text
    :ivar result: the ratio, difference or count that the goal speaks of, as text
    :ivar goal: the goal, as text
    :ivar met: whether it is met; ``None`` for a line without goal
    """

    what: str
    ours: str
    reference: str = ""
    result: str = ""
    goal: str = ""
    met: bool | None = None


def ratio_line(what, ours, reference, goal):
    """A line for two times in seconds, of which the ratio counts."""
    ratio = ours / reference
    return Line(
        what,
        seconds(ours),
        seconds(reference),
        f"{ratio:.2f}",
        f"≤ {goal}",
        ratio <= goal,
    )


def seconds(value):
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def interleaved(repeat, *actions):
    """Time actions in turn, so that a load on the machine bears on all of them.

    :param int repeat: how often
    :param actions: functions, each returning its time in seconds
    :return: the median of each
    """
    times = [[] for _action in actions]
    for turn in range(repeat):
        # each goes first as often as the other
        order = list(enumerate(actions))
        for position, action in order if turn % 2 == 0 else reversed(order):
            times[position].append(action())
    return [median(values) for values in times]


@contextmanager
def stopwatch():
    """Yield a list that receives the seconds passed."""
    elapsed = []
    gc.collect()
    started = time.perf_counter()
    yield elapsed
    elapsed.append(time.perf_counter() - started)


@contextmanager
def statements(cr):
    """Yield a list that receives the number of statements sent."""
    counted = []
    before = cr.sql_log_count
    yield counted
    counted.append(cr.sql_log_count - before)


@contextmanager
def peak_memory():
    """Yield a list that receives by how many MB the process grew at its peak."""
    grown = []
    gc.collect()
    # Linux: 5 sets the peak back to what is in use now
    Path("/proc/self/clear_refs").write_text("5")
    before = _status("VmRSS")
    yield grown
    grown.append(_status("VmHWM") - before)


def _status(key):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{key}:"):
            return int(line.split()[1]) / 1024
    raise KeyError(key)

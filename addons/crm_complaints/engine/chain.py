# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""The chain of steps through which a remedy plan goes (CMP-09): plain values only."""

# A step of one of these brings something in writing; refusals go back to it
WRITTEN_KINDS = ("write", "report")


def next_step(steps, current):
    """The step after the current one.

    :param list steps: keys in order
    :param current: a key, or ``None`` before the first step
    :return: a key, or ``None`` behind the last step
    """
    position = 0 if current is None else steps.index(current) + 1
    return steps[position] if position < len(steps) else None


def step_to_return_to(steps, kinds, current):
    """Where a refused plan or report is written anew.

    :param list steps: keys in order
    :param dict kinds: kind by key
    :param current: the key of the step that refuses
    :return: the nearest written step before it, or ``None`` when there is none
    """
    before = steps[: steps.index(current)]
    for key in reversed(before):
        if kinds[key] in WRITTEN_KINDS:
            return key
    return None


def find_flaw(kinds):
    """What is wrong with a chain, as a word for the caller to say it in full.

    :param list kinds: kinds of the steps in order
    :return: ``"start"``, ``"feedback"``, ``"report"`` or ``None``
    """
    if not kinds or kinds[0] != "write":
        return "start"
    if "feedback" in kinds and "execute" not in kinds[: kinds.index("feedback")]:
        return "feedback"
    if "report" in kinds and "write" in kinds[kinds.index("report") :]:
        return "report"
    return None

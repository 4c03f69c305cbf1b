# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""pytest plugin: what test classes build on is set up once for all of them.

Most classes derive from a common class that makes a company and its people, which takes
longer than many of their tests. Here that common class is set up once, in a transaction
that stays open; each class that derives from it begins at a savepoint, as each of its
tests does, and rolls back to it when it ends. A common class that derives from another
one is a savepoint within the other's transaction.

Under Odoo's own runner nothing of this happens: each class sets up its own.
"""

from collections import deque
from copy import deepcopy
from functools import cache
from types import FunctionType
from typing import NamedTuple

import pytest

from odoo.sql_db import Savepoint
from odoo.tests import TransactionCase

SETUP = "setUpClass"
# What any class has anew, whatever it derives from.
OF_EACH_CLASS = {"__doc__", "__module__", "__qualname__", "freeze_time", SETUP}
OF_EACH_CLASS |= {"__annotations__", "__firstlineno__", "__static_attributes__"}
OF_EACH_CLASS |= {"test_module", "test_tags", "allow_inherited_tests_method"}
OF_EACH_CLASS |= {"_classSetupFailed", "_class_cleanups"}


class Level(NamedTuple):
    """A common class that is set up, on top of the level below."""

    key: tuple
    builder: type
    # what the class has besides what its set-up gave it
    names: frozenset


class SharedSetUp:
    """The common class that is set up now, under those that build on it."""

    def __init__(self):
        self.levels = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makeitem(self, obj):
        """Take over the common classes before pytest remembers their set-up."""
        if isinstance(obj, type) and issubclass(obj, TransactionCase):
            for common in _common_classes(obj):
                self._take_over(common)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        """Let the classes of an addon that share a set-up follow each other."""
        order = {}
        for item in items:
            order.setdefault(_group(item), len(order))
        items.sort(key=lambda item: order[_group(item)])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item):
        """End what the class of this test does not build on."""
        wanted = _keys(item.cls) if item.cls else []
        while [level.key for level in self.levels] != wanted[: len(self.levels)]:
            self._end_last()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self):
        while self.levels:
            self._end_last()

    def _take_over(self, common):
        original = vars(common)[SETUP].__func__
        if hasattr(original, "shared"):
            return

        def set_up(cls):
            key = _key(common, cls)
            if vars(cls).get("_sets_up") is common or key not in _keys(cls):
                original(cls)
            else:
                self._adopt(cls, self._level(key, common, cls))

        set_up.shared = True
        setattr(common, SETUP, classmethod(set_up))

    def _level(self, key, common, cls):
        """Return what was set up for a key, now if it was not yet."""
        for level in self.levels:
            if level.key == key:
                return level
        builder = type(
            common.__name__,
            (common,),
            {
                "__module__": common.__module__,
                "freeze_time": cls.freeze_time,
                "_sets_up": common,
            },
        )
        names = frozenset(vars(builder))
        try:
            builder.setUpClass()
        except BaseException:
            builder.doClassCleanups()
            raise
        level = Level(key, builder, names)
        self.levels.append(level)
        return level

    def _adopt(self, cls, level):
        """Give a class what was set up, until it ends."""
        given = vars(level.builder)
        names = given.keys() - level.names
        for name in names:
            setattr(cls, name, given[name])
        cls.addClassCleanup(self._check_registry, cls.registry)
        for name in names:
            cls.addClassCleanup(_forget, cls, name)
        cls.env.flush_all()
        cls.addClassCleanup(_restore, cls.env, _callbacks(cls.cr), Savepoint(cls.cr))

    def _check_registry(self, registry):
        """Models that a test changed are set up anew where a transaction ends."""
        if registry.registry_invalidated:
            while self.levels:
                self._end_last()

    def _end_last(self):
        builder = self.levels.pop().builder
        builder.doClassCleanups()
        for _type, error, _traceback in builder.tearDown_exceptions:
            raise error


def _group(item):
    return item.path.parent, *(_keys(item.cls) if item.cls else ())


def _common_classes(cls):
    """Yield the classes that a class builds on and that can be set up before it."""
    changed = set()
    below = cls
    for common in cls.__mro__[1:]:
        changed |= {
            name
            for name, value in vars(below).items()
            # what belongs to an instance plays no part in the set-up of a class
            if not isinstance(value, FunctionType) and name not in OF_EACH_CLASS
        }
        below = common
        if common is TransactionCase:
            return
        position = cls.__mro__.index(common)
        if (
            SETUP in vars(common)
            and ".addons.crm_" in common.__module__
            and common.__mro__ == cls.__mro__[position:]
            and not any(hasattr(common, name) for name in changed)
        ):
            yield common


@cache
def _keys(cls):
    """Return what a class builds on, the most common first.

    Asked for at first before a class is set up, which adds to what it has.
    """
    if not issubclass(cls, TransactionCase):
        return []
    return [_key(common, cls) for common in _common_classes(cls)][::-1]


def _key(common, cls):
    frozen = cls.freeze_time and cls.freeze_time.freezer
    moment = frozen and (str(frozen.time_to_freeze), frozen.tick, frozen.tz_offset)
    return common, moment


def _callbacks(cr):
    each = (cr.precommit, cr.postcommit, cr.prerollback, cr.postrollback)
    return [(one, deque(one._funcs), deepcopy(one.data)) for one in each]


def _restore(env, callbacks, savepoint):
    """Undo what a class did; what Odoo does between the tests of a class."""
    for callback, functions, data in callbacks:
        callback._funcs, callback.data = functions, data
    env.clear()
    savepoint.close()
    with TransactionCase.muted_registry_logger:
        env.registry.clear_all_caches()


def _forget(cls, name):
    delattr(cls, name)


def pytest_configure(config):
    config.pluginmanager.register(SharedSetUp(), "shared-setup")

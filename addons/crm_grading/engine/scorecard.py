# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The arithmetic of a scorecard on single values.

The compiler says the same in SQL; ``tests/test_engine_agreement.py`` proves that
both give the same points, scores and grades.
"""

from bisect import bisect_right
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import pairwise

ZERO = Decimal(0)
HUNDRED = Decimal(100)
CENT = Decimal("0.01")


def to_decimal(value):
    """A stored or computed number as the decimal a person reads."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def rounded(value, digits=2):
    """``value`` at ``digits`` decimals, halves away from zero, as PostgreSQL does."""
    return to_decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def points(indicator, raw):
    """Points (0 to 100) that ``raw`` earns; ``None`` where there is no figure (GRD-04).

    Percentile points depend on the other customers: see :func:`percentile_points`.
    """
    if raw is None:
        return None
    raw = rounded(raw, indicator.digits)
    if indicator.method == "bands":
        return _band_points(indicator.bands, raw)
    if indicator.method == "linear":
        return _linear_points(indicator.floor, indicator.cap, raw)
    return clipped(raw)


def clipped(value):
    """Points given by hand, at two decimals between 0 and 100."""
    return min(max(rounded(value), ZERO), HUNDRED)


def percentile_points(raw, others):
    """Share of the ``others`` below ``raw``, in points; ``None`` without others."""
    if raw is None or not others:
        return None
    return percentile_share(sum(1 for other in others if other < raw), len(others))


def percentile_share(below, others):
    """Points of a figure with so many of the ``others`` below it; ``None`` alone."""
    return rounded(Decimal(below) * HUNDRED / others) if others else None


def score(indicators, points_by_code):
    """Weighted mean of the known points, and the weight they stand for.

    :return: ``(score, coverage)``, both 0 to 100; the score is ``None`` where nothing
        is known or a figure that blocks is missing (GRD-01)
    """
    earned = counted = known = total = Decimal(0)
    blocked = False
    for indicator in indicators:
        total += indicator.weight
        value = points_by_code.get(indicator.code)
        if value is not None:
            earned += indicator.weight * value
            counted += indicator.weight
            known += indicator.weight
        elif indicator.missing == "zero":
            counted += indicator.weight
        elif indicator.missing == "block":
            blocked = True
    coverage = rounded(known * HUNDRED / total) if total else Decimal(0)
    if blocked or not counted:
        return None, coverage
    return rounded(earned / counted), coverage


def grade(thresholds, value):
    """Grade of a score, lower bounds inclusive at the displayed precision (GRD-02)."""
    if value is None:
        return None
    value = rounded(value)
    return next((t.grade_id for t in thresholds if value >= t.lower), None)


def status(scorecard, value, coverage):
    """What a result is worth: ``graded``, ``provisional`` or ``blocked``."""
    if value is None:
        return "blocked"
    return "graded" if coverage >= scorecard.minimum_coverage else "provisional"


def next_band(indicator, raw):
    """The nearest figure that would earn more points.

    :return: ``(figure, points)``, or ``None`` at the top, without a figure, and for
        methods where a figure of one's own does not decide
    """
    current = points(indicator, raw)
    if current is None or current >= HUNDRED:
        return None
    if indicator.method == "bands":
        better = [band for band in indicator.bands if band.points > current]
        if not better:
            return None
        raw = rounded(raw, indicator.digits)
        band = min(better, key=lambda band: abs(_entry(indicator, band, raw) - raw))
        return _entry(indicator, band, raw), band.points
    if indicator.method == "linear":
        return indicator.cap, HUNDRED
    return None


def figure_for(indicator, raw, wanted):
    """The nearest figure that earns at least ``wanted`` points, or ``None``."""
    if wanted > HUNDRED or raw is None:
        return None
    raw = rounded(raw, indicator.digits)
    if indicator.method == "bands":
        enough = [band for band in indicator.bands if band.points >= wanted]
        entries = [_entry(indicator, band, raw) for band in enough]
        return min(entries, key=lambda entry: abs(entry - raw), default=None)
    if indicator.method == "linear":
        span = indicator.cap - indicator.floor
        exact = indicator.floor + wanted * span / HUNDRED
        return exact.quantize(
            Decimal(1).scaleb(-indicator.digits),
            ROUND_CEILING if span > 0 else ROUND_FLOOR,
        )
    if indicator.method == "assessed":
        return wanted.quantize(_points_step(indicator), ROUND_CEILING)
    return None


def next_threshold(thresholds, value):
    """The threshold of the next better grade, or ``None`` at the top."""
    if value is None:
        return None
    better = [t for t in thresholds if t.lower > rounded(value)]
    return better[-1] if better else None


def ways_up(scorecard, figures, value):
    """What each indicator alone would need for the next grade.

    :param figures: by code ``(raw, points)`` as stored with the result
    :param value: the score of today
    :return: by code the figure needed; indicators that cannot do it alone are absent
    """
    goal = next_threshold(scorecard.thresholds, value)
    if goal is None:
        return {}
    counted = _counted_weight(
        scorecard, {code: entry[1] for code, entry in figures.items()}
    )
    ways = {}
    for indicator in scorecard.indicators:
        raw, earned = figures.get(indicator.code, (None, None))
        if earned is None or not indicator.weight:
            continue
        lacking = (goal.lower - value) * counted / indicator.weight
        figure = figure_for(indicator, raw, earned + lacking)
        if figure is not None:
            ways[indicator.code] = figure
    return ways


def own_threshold(thresholds, value):
    """The threshold of the grade that a score earns, ``None`` where it earns none."""
    if value is None:
        return None
    value = rounded(value)
    return next((t for t in thresholds if value >= t.lower), None)


def figure_below(indicator, raw, kept):
    """The nearest figure that earns fewer points than ``kept``, or ``None``."""
    if kept <= 0 or raw is None:
        return None
    raw = rounded(raw, indicator.digits)
    # points have two decimals: the most that are fewer than kept
    fewer = kept.quantize(CENT, ROUND_CEILING) - CENT
    if indicator.method == "bands":
        worse = [band for band in indicator.bands if band.points <= fewer]
        entries = [_entry(indicator, band, raw) for band in worse]
        return min(entries, key=lambda entry: abs(entry - raw), default=None)
    if indicator.method == "linear":
        return _linear_below(indicator, fewer)
    if indicator.method == "assessed":
        return fewer.quantize(_points_step(indicator), ROUND_FLOOR)
    return None


def ways_down(scorecard, figures, value):
    """What of each indicator alone would lose the grade, the others unchanged.

    :param figures: by code ``(raw, points)`` as stored with the result
    :param value: the score of today
    :return: by code the nearest such figure; indicators that cannot do it alone, and
        all of them where there is no worse grade, are absent
    """
    own = own_threshold(scorecard.thresholds, value)
    if own is None or own == scorecard.thresholds[-1]:
        return {}
    points_by_code = {code: entry[1] for code, entry in figures.items()}
    counted = _counted_weight(scorecard, points_by_code)
    earned = sum(
        indicator.weight * (points_by_code.get(indicator.code) or 0)
        for indicator in scorecard.indicators
    )
    # the score is rounded: half a cent below the bound still is the grade
    spare = earned - (own.lower - CENT / 2) * counted
    ways = {}
    for indicator in scorecard.indicators:
        raw, points_now = figures.get(indicator.code, (None, None))
        if points_now is None or not indicator.weight:
            continue
        figure = figure_below(indicator, raw, points_now - spare / indicator.weight)
        if figure is not None:
            ways[indicator.code] = figure
    return ways


def shortest_way(figures, ways):
    """Code of the way that changes its figure least, in proportion; ``None`` of none.

    :param figures: by code ``(raw, points)``
    :param ways: by code the figure wanted, as of :func:`ways_up`
    """

    def effort(code):
        now, then = to_decimal(figures[code][0]), ways[code]
        return abs(then - now) / (max(abs(then), abs(now)) or 1)

    return min(ways, key=effort, default=None)


def threshold_faults(thresholds, upper=HUNDRED):
    """Faults of ``(label, lower bound)`` pairs given from best to worst (GRD-02).

    :param upper: highest figure there is; ``None`` for amounts
    :return: list of ``(fault, labels, bounds)`` with fault ``empty``, ``overlap``,
        ``order``, ``range`` or ``gap``
    """
    if not thresholds:
        return [("empty", (), ())]
    faults = []
    for (better, high), (worse, low) in pairwise(thresholds):
        if high == low:
            faults.append(("overlap", (better, worse), (high, low)))
        elif high < low:
            faults.append(("order", (better, worse), (high, low)))
    for label, bound in thresholds:
        if bound < 0 or (upper is not None and bound > upper):
            faults.append(("range", (label,), (bound,)))
    lowest = min(bound for _label, bound in thresholds)
    if lowest > 0:
        faults.append(("gap", (thresholds[-1][0],), (lowest,)))
    return faults


def band_faults(bands):
    """Faults of ``(lower bound, points)`` pairs: ``few``, ``overlap``, ``points``."""
    faults = []
    if len(bands) < 2:
        faults.append(("few", ()))
    lowers = sorted(lower for lower, _points in bands)
    for low, high in pairwise(lowers):
        if low == high:
            faults.append(("overlap", (low,)))
    for lower, value in bands:
        if not 0 <= value <= HUNDRED:
            faults.append(("points", (lower, value)))
    return faults


def _counted_weight(scorecard, points_by_code):
    """The weight that a score is a mean over."""
    return sum(
        indicator.weight
        for indicator in scorecard.indicators
        if points_by_code.get(indicator.code) is not None or indicator.missing == "zero"
    )


def _points_step(indicator):
    """The least difference between two assessments that differ in points."""
    return max(CENT, Decimal(1).scaleb(-indicator.digits))


def _linear_below(indicator, fewer):
    """The figure nearest to the cap that earns at most ``fewer`` points."""
    span = indicator.cap - indicator.floor
    step = Decimal(1).scaleb(-indicator.digits)
    # points are rounded half up: from half a cent above on they are more
    bound = indicator.floor + (fewer + CENT / 2) * span / HUNDRED
    if span > 0:
        figure = bound.quantize(step, ROUND_FLOOR)
        return figure - step if figure == bound else figure
    figure = bound.quantize(step, ROUND_CEILING)
    return figure + step if figure == bound else figure


def _band_points(bands, raw):
    """Points of the band that holds ``raw``; the lowest band is open below."""
    ordered = sorted(bands, key=lambda band: band.lower)
    position = bisect_right([band.lower for band in ordered], raw)
    return ordered[max(position - 1, 0)].points


def _linear_points(floor, cap, raw):
    share = (raw - floor) * HUNDRED / (cap - floor)
    return rounded(min(max(share, Decimal(0)), HUNDRED))


def _entry(indicator, band, raw):
    """The figure nearest to ``raw`` that lies in ``band``."""
    if raw <= band.lower:
        return band.lower
    upper = min(
        (other.lower for other in indicator.bands if other.lower > band.lower),
        default=None,
    )
    if upper is None or raw < upper:
        return raw
    return upper - Decimal(1).scaleb(-indicator.digits)

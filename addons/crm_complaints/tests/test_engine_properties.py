# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from hypothesis import example, given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ..engine import chain, intake, milestones, repeat, upload

KINDS = ("write", "approve", "execute", "feedback", "report")
steps = st.lists(st.sampled_from(KINDS), min_size=1, max_size=8)
marks = st.sampled_from(["Re: ", "FW:", "答复：", "回复:", "Re[2]: ", "转发： "])
subjects = st.text("abc 漏水 /-0123!", max_size=15)
endings = st.lists(st.sampled_from(["pdf", "jpg", "png", "docx"]), unique=True)
lines = st.lists(
    st.builds(
        milestones.Line,
        id=st.integers(1, 10**6),
        milestone=st.sampled_from(milestones.KINDS),
        sequence=st.integers(0, 3),
        company=st.sampled_from([False, 1, 2]),
        category_path=st.sampled_from(["", "1/", "1/4/", "1/40/"]),
        severity=st.sampled_from([False, "grave"]),
        complaint_kind=st.sampled_from([False, "complaint"]),
        demand=st.sampled_from([False, "repair"]),
    ),
    max_size=10,
    unique_by=lambda line: line.id,
)
facts = st.builds(
    milestones.Facts,
    company=st.sampled_from([1, 2]),
    category_path=st.sampled_from(["1/", "1/4/", "1/40/", "2/"]),
    severity=st.sampled_from(["grave", "minor"]),
    complaint_kind=st.sampled_from(["complaint", "opinion"]),
    demand=st.sampled_from(["repair", "refund"]),
)


class TestChainProperties(BaseCase):
    @given(steps)
    def test_every_step_once(self, kinds):
        """CMP-09 from the first step on, each step comes once, and then none"""
        keys = list(range(len(kinds)))
        walked, current = [], None
        while (current := chain.next_step(keys, current)) is not None:
            walked.append(current)
        self.assertEqual(walked, keys)

    @given(steps)
    def test_refused(self, kinds):
        """CMP-09 what is refused goes back to the nearest text before, never ahead"""
        keys = list(range(len(kinds)))
        for current in keys:
            back = chain.step_to_return_to(keys, dict(enumerate(kinds)), current)
            written = [at for at in keys[:current] if kinds[at] in chain.WRITTEN_KINDS]
            self.assertEqual(back, written[-1] if written else None)
        if chain.find_flaw(kinds) is None:
            self.assertTrue(
                all(
                    chain.step_to_return_to(keys, dict(enumerate(kinds)), key)
                    is not None
                    for key in keys[1:]
                ),
                "a sound chain always has a way back",
            )

    @given(st.integers(1, 100))
    def test_repeat(self, threshold):
        """CMP-05 read strictly it takes one more"""
        often, strict = (repeat.needed(threshold, way) for way in (True, False))
        self.assertEqual(strict, often + 1)
        self.assertEqual(repeat.needed(often, False), repeat.needed(strict, True))


class TestIntakeProperties(BaseCase):
    @given(st.text())
    def test_any_subject(self, text):
        """CMP-01 any subject has one clean line; cleaned again, it is the same"""
        clean = intake.clean_subject(text)
        self.assertEqual(intake.clean_subject(clean), clean)
        self.assertEqual(len(clean.splitlines()), bool(clean))
        key = intake.subject_key(text)
        self.assertEqual(intake.subject_key(key), key)
        self.assertTrue(key.isalnum() or not key)
        for word in intake.find_references(text):
            self.assertTrue(any(char.isdigit() for char in word))

    @given(st.lists(marks, max_size=4), subjects)
    def test_replies(self, prefixes, subject):
        """CMP-01 a reply to a reply is about the same as what it replies to"""
        reply = "".join(prefixes) + subject
        self.assertEqual(intake.clean_subject(reply), intake.clean_subject(subject))
        self.assertEqual(intake.subject_key(reply.upper()), intake.subject_key(subject))

    @given(st.integers(1, 99999), marks, subjects)
    def test_number_is_found(self, number, mark, subject):
        """CMP-01 the number of a case is found in a reply, wherever it stands"""
        name = f"CMP/2026/{number:05}"
        for text in (f"{mark}[{name}] {subject}", f"{mark}{subject} ({name})."):
            self.assertIn(name, intake.find_references(text))

    @given(st.lists(st.integers(0, 50)), st.sampled_from([0, 0.00001, 0.00003, 1]))
    def test_attachments(self, sizes, limit):
        """CMP-01 each attachment is kept or named as too large, in order"""
        kept, dropped = intake.split_by_size(sizes, limit)
        self.assertEqual(sorted(kept + dropped), list(range(len(sizes))))
        self.assertEqual(kept, sorted(kept))
        self.assertFalse(dropped and not limit)
        if kept and dropped:
            smallest = min(sizes[at] for at in dropped)
            self.assertLess(max(sizes[at] for at in kept), smallest)

    @given(
        st.tuples(st.integers(0, 2), st.sampled_from(["", "leak", "late"])),
        st.lists(
            st.tuples(
                st.integers(1, 99), st.integers(0, 2), st.sampled_from(["", "leak"])
            ),
            max_size=8,
            unique_by=lambda case: case[0],
        ),
    )
    def test_same(self, wanted, cases):
        """CMP-01 the likeliest case comes first; strict, only the same subject"""
        ranked = intake.rank_same(wanted, cases)
        by_id = {case[0]: case[1:] for case in cases}
        self.assertLessEqual(set(ranked), set(by_id))
        strict = intake.rank_same(wanted, cases, subject_required=True)
        self.assertEqual(strict, [case for case in ranked if case in strict])
        self.assertTrue(all(wanted[1] == by_id[case][1] != "" for case in strict))
        exact = [case for case, *rest in cases if wanted[0] and tuple(rest) == wanted]
        if wanted[1]:
            self.assertEqual(ranked[: len(exact)], exact)

    @given(st.text("<>&; \xa0\n/bpr", max_size=20))
    def test_blank(self, html):
        """CMP-01 markup around a text changes nothing about whether it says anything"""
        self.assertTrue(intake.is_blank(f"<p>{' ' * len(html)}<br/>&nbsp;</p>"))
        self.assertFalse(intake.is_blank(f"<p>leak</p>{html}"))


class TestMilestoneProperties(BaseCase):
    @given(lines, facts, st.sampled_from(milestones.KINDS))
    def test_choice(self, rows, known, milestone):
        """CMP-03 the line with most conditions holds, however the lines are listed"""
        chosen = milestones.choose(rows, milestone, known)
        self.assertEqual(chosen, milestones.choose(rows[::-1], milestone, known))
        if chosen:
            self.assertEqual(chosen.milestone, milestone)
            rest = [row for row in rows if row != chosen]
            again = milestones.choose(rest, milestone, known)
            if again and milestones.is_general(chosen):
                self.assertTrue(milestones.is_general(again))
        general = milestones.Line(0, milestone, 9, False, "", False, False, False)
        found = milestones.choose([*rows, general], milestone, known)
        if chosen and not milestones.is_general(chosen):
            self.assertEqual(found, chosen)
        else:
            self.assertTrue(milestones.is_general(found))


class TestUploadProperties(BaseCase):
    @given(endings, st.sampled_from([",", ";", " ", "，", "；", "、", ", .", "\n"]))
    @example(["pdf", "jpg"], "，")
    def test_typed_endings(self, names, separator):
        """CMP-01 endings are read however they are typed, and an empty one is none"""
        text = separator.join(name.upper() for name in names)
        self.assertEqual(upload.parse_extensions(text), frozenset(names))
        self.assertEqual(upload.parse_extensions(f"{text} ."), frozenset(names))

    @given(
        endings,
        st.text(max_size=10),
        st.sampled_from(["", "data:text/plain,"]),
        st.integers(0, 20),
        st.sampled_from(
            [
                "image/jpeg",
                "application/pdf",
                "text/html",
                "text/plain",
                "image/svg+xml",
            ]
        ),
    )
    @example(["pdf"], "a.pdf", "data:text/plain,", 5, "text/plain")
    def test_taken(self, names, stem, prefix, size, content_type):
        """CMP-01 what is taken is of a known ending, of its size, and what it says"""
        rules = upload.UploadRules(3, 10, frozenset(names))
        for ending in ("pdf", "jpg", "exe", ""):
            name = f"{prefix}{stem}.{ending}"
            problem = upload.get_upload_problem(rules, name, size, content_type)
            if problem is None:
                self.assertIn(ending, names)
                self.assertTrue(0 < size <= 10)
                self.assertFalse(content_type.startswith(upload.ACTIVE_TYPES))
                expected = {"pdf": "application/pdf", "jpg": "image/"}[ending]
                self.assertTrue(content_type.startswith(expected))

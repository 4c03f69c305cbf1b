# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What people may see of a customer who is not theirs (ALC-05, ALC-15).

Enough to recognise a customer whom one has before oneself, too little to find or to
call one. How much is hidden does not show: the same mark stands for any length.
"""

import re

MARK = "***"

# Chinese forms of business, the longest first; they tell nobody apart.
CHINESE_FORMS = (
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "分公司",
    "个体工商户",
    "集团",
    "公司",
)
# Family names of two characters; all others have one.
DOUBLE_FAMILY_NAMES = frozenset(
    [
        "欧阳",
        "太史",
        "端木",
        "上官",
        "司马",
        "东方",
        "独孤",
        "南宫",
        "万俟",
        "闻人",
        "夏侯",
        "诸葛",
        "尉迟",
        "公羊",
        "赫连",
        "澹台",
        "皇甫",
        "宗政",
        "濮阳",
        "公冶",
        "太叔",
        "申屠",
        "公孙",
        "慕容",
        "仲孙",
        "钟离",
        "长孙",
        "宇文",
        "司徒",
        "鲜于",
        "司空",
        "令狐",
    ]
)
LATIN_FORMS = frozenset(
    [
        "ag",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "group",
        "inc",
        "kg",
        "limited",
        "llc",
        "ltd",
        "nv",
        "oy",
        "plc",
        "pte",
        "pty",
        "sa",
        "sarl",
        "spa",
        "srl",
    ]
)
# A Chinese person has at most a double family name and a double given name.
LONGEST_PERSON = 4
# Leading and trailing figures of a number that may be shown, by its least length.
SHOWN_FIGURES = ((9, 3, 2), (6, 0, 2))

# What separates words, in a name typed in Chinese as well.
SPACES = " \t\n\r\f\v\xa0\u3000"

# The end of a domain; a number behind it is somebody's telephone.
_DOMAIN_END = re.compile(r"[^\W\d_](?:[\w-]*[^\W_])?")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def mask_name(name):
    """A company or a person: the beginning, and the form of business.

    >>> mask_name("上海华东机械有限公司"), mask_name("欧阳娜娜"), mask_name("王伟")
    ('上海***有限公司', '欧阳***', '王***')
    >>> mask_name("Blue Valve Trading Ltd."), mask_name("ACME")
    ('B*** V*** T*** Ltd.', 'A***')
    """
    name = (name or "").strip(SPACES)
    if _IDEOGRAPH.search(name):
        return _mask_chinese(name)
    words = re.split(f"[{SPACES}]+", name)
    return " ".join(_mask_word(word) for word in words if word)


def mask_phone(phone):
    """The first three and the last two figures, less of short numbers.

    >>> mask_phone("+86 138 1234 5678"), mask_phone("12345678"), mask_phone("110")
    ('861***78', '***78', '***')
    """
    figures = re.sub(r"\D", "", phone or "")
    for least, leading, trailing in SHOWN_FIGURES:
        if len(figures) >= least:
            return f"{figures[:leading]}{MARK}{figures[-trailing:]}"
    return MARK if phone and phone.strip() else ""


def mask_email(email):
    """One letter of the mailbox and of the domain, and the end of the domain.

    >>> mask_email("zhang.san@huadong.com.cn"), mask_email("nonsense")
    ('z***@h***.cn', '***')
    """
    email = (email or "").strip()
    mailbox, _at, domain = email.rstrip("> ").rpartition("@")
    host, _dot, end = domain.rpartition(".")
    if not (mailbox and host and _DOMAIN_END.fullmatch(end)):
        return MARK if email else ""
    return f"{mailbox[0]}{MARK}@{host[0]}{MARK}.{end}"


def mask_text(text):
    """Anything else: only whether there is something."""
    return MARK if (text or "").strip() else ""


MASKS = {"name": mask_name, "phone": mask_phone, "email": mask_email}


def mask(kind, value):
    """The masked value of a kind of data; what has no rule of its own is hidden whole.

    >>> mask("phone", "13812345678"), mask("vat", "91310000X"), mask("name", False)
    ('138***78', '***', '')
    """
    return MASKS.get(kind, mask_text)(value)


def _mask_chinese(name):
    for form in CHINESE_FORMS:
        if name.endswith(form) and len(name) > len(form):
            return f"{name[: min(2, len(name) - len(form) - 1)]}{MARK}{form}"
    if len(name) > LONGEST_PERSON:
        return f"{name[:2]}{MARK}"
    shown = 2 if name[:2] in DOUBLE_FAMILY_NAMES and len(name) > 2 else 1
    return f"{name[:shown]}{MARK}"


def _mask_word(word):
    if word.strip(".,()").lower() in LATIN_FORMS:
        return word
    return f"{word[0]}{MARK}"

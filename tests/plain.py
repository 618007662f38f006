"""What two equal halls show, without what differs from one hall to the next: so that the rest can be compared."""

import re
from collections.abc import Mapping

from tests.northvale import Hall

# Ids stand in addresses and in the names of elements, and as values of what somebody may choose.
OF_A_THING = r"(workshops?|rounds|sittings|seats|reasons|evidence|read-backs|dissents|positions)([/-])\d+"
NAMED = r"((?:mine|yours|next|receipt|strip|group|reason|asked|assent|stand|behind|own-words)-)\d+"
OF_A_GROUP = r'(expected-|<option value=")(\d+)'
OF_A_SEAT = r"(seats/)(\d+)"
GIVEN = r'(data-(?:sitting|round|key|due|asked)|name="(?:key|round|round_id|after|upto|read_back)" value)="[^"]*"'


def plain(hall: Hall, text: str, *, who_is_here: bool = False) -> str:
    """Without ids, code, times, keys, salts and fingerprint, and how many dots fill up what has a number in it.

    How long things are is compared where that is the question (`test_even.py`). Who is connected goes by how fast a
    line is let go, so it is left out unless it is asked for.
    """
    text = _without_salts(text if who_is_here else re.sub(r'<span id="presence".*?</span>', "", text))
    text = re.sub(r"<!--\.*-->", "<!-- -->", text)
    # Whether what was deleted has left the log yet is a matter of who reads it right now.
    text = re.sub(
        r'<div class="notice" role="status">\s*<p>What was deleted is not yet gone.*?</div>\s*', "", text, flags=re.S
    )
    text = text.replace(hall.code, "CODE").replace(f"{hall.code[:3]} {hall.code[3:]}", "CODE")
    text = _by_name(OF_A_GROUP, hall.groups, _by_name(OF_A_SEAT, hall.seats, text))
    text = re.sub(NAMED, r"\1ID", re.sub(OF_A_THING, r"\1\2ID", text))
    text = re.sub(r'data-needs="\d+ (?:\d+|None) ', 'data-needs="ID ', text)
    text = re.sub(GIVEN, r"\1", text)
    text = re.sub(r'"(id|workshop|round)": ?\d+', r'"\1"', text)
    text = re.sub(r'"revision": ?\d+|revision \d+', "REVISION", text)
    text = re.sub(r"\d{4}-\d\d-\d\d[T ][\d:.+]+Z?|\d\d:\d\d", "TIME", text)
    text = re.sub(r"minute \d+ of (\d+)", r"minute N of \1", text)
    return re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}", "DAY", text)


def _by_name(pattern: str, ids: Mapping[str, int], text: str) -> str:
    """Which of them it is stays to be seen: that may be what differs."""
    names = {str(id_): name for name, id_ in ids.items()}
    return re.sub(pattern, lambda found: found[1] + names.get(found[2], "ID"), text)


def _without_salts(text: str) -> str:
    """Without what a chain draws at random, what is made of that, and the mark of the phone's own seat."""
    text = re.sub(r'data-(workshop|seat|of)="[^"]*"', r"\1", text)
    text = re.sub(r'"[0-9a-f]{32}"|"[0-9a-f]{64}"', '"SALTED"', text)
    return re.sub(r"\b(?:[A-Z2-9]{4}-){4}[A-Z2-9]{4}\b", "FINGERPRINT", text)

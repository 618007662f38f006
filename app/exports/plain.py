"""Texts as a file of XML can hold them: what people typed may carry anything that a keyboard or a paste brings."""

import re

NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """What XML 1.0 can hold; everything else is left out."""
    return NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()

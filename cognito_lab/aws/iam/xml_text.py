"""Which texts an answer can carry: IAM answers in XML, which has no control characters.

https://www.w3.org/TR/xml/#charsets
"""

from __future__ import annotations

import re
from typing import Any

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_xml_text(text: str) -> bool:
    """Whether XML can carry the text as it is."""
    return _NO_XML.search(text) is None


def as_xml_text(value: Any) -> Any:
    """A text, or all texts of lists and dictionaries, with `?` for what XML cannot carry."""
    if isinstance(value, str):
        return _NO_XML.sub("?", value)
    if isinstance(value, dict):
        return {key: as_xml_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_xml_text(item) for item in value]
    return value

"""Parameters as anybody may have sent them: what is not of the expected type is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def text(parameters: Mapping[str, Any], name: str) -> str:
    """A text; empty where there is none."""
    value = parameters.get(name)
    return value if isinstance(value, str) else ""


def mapping(parameters: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A map; empty where there is none."""
    value = parameters.get(name)
    return value if isinstance(value, Mapping) else {}


def items(parameters: Mapping[str, Any], name: str) -> list[Any]:
    """A list; empty where there is none."""
    value = parameters.get(name)
    return list(value) if isinstance(value, (list, tuple)) else []


def maps(parameters: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """The maps of a list."""
    return (item for item in items(parameters, name) if isinstance(item, Mapping))


def tags(parameters: Mapping[str, Any], name: str = "Tags") -> dict[str, str]:
    """Tags, as a list of Key and Value or as a map."""
    given = parameters.get(name)
    if isinstance(given, Mapping):
        return {str(key): str(value) for key, value in given.items()}
    return {text(one, "Key"): text(one, "Value") for one in maps(parameters, name)}


def tag_keys(parameters: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The condition keys of the tags that a call brings, under the first of these names that it
    has; of the tags that it takes away, which have no values there, `aws:TagKeys` alone."""
    for name in names:
        given = tags(parameters, name)
        if given:
            return request_tags(given)
    gone = [key for key in items(parameters, "TagKeys") if isinstance(key, str)]
    return {"aws:TagKeys": gone} if gone else {}


def request_tags(given: Mapping[str, str]) -> dict[str, Any]:
    """`aws:RequestTag/…` and `aws:TagKeys`; nothing where no tags are given.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    """
    if not given:
        return {}
    return {
        **{f"aws:RequestTag/{key}": value for key, value in given.items()},
        "aws:TagKeys": list(given),
    }

"""DeleteObjects: what is allowed is deleted, the rest stands in the answer as an error.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from botocore.awsrequest import AWSPreparedRequest

from cognito_lab.aws.errors import Answer
from cognito_lab.aws.guard.authorization import Judged
from cognito_lab.aws.guard.refusals import words_of
from cognito_lab.policies.api.parameters import maps, text

NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"


def with_the_allowed(
    request: AWSPreparedRequest, wish: Mapping[str, Any], found: Sequence[Judged]
) -> AWSPreparedRequest:
    """The request with only those objects that may be deleted; `wish` is its parameter `Delete`."""
    refused = {one.asked.item for one in found if not one.allowed}
    document = ET.Element("Delete", xmlns=NAMESPACE)
    for number, one in enumerate(maps(wish, "Objects")):
        if number not in refused:
            kept = ET.SubElement(document, "Object")
            for name in ("Key", "VersionId"):
                if text(one, name):
                    ET.SubElement(kept, name).text = text(one, name)
    if wish.get("Quiet"):
        ET.SubElement(document, "Quiet").text = "true"
    body = ET.tostring(document)
    headers = copy(request.headers)
    del headers["Content-Length"]
    headers["Content-Length"] = str(len(body))
    return AWSPreparedRequest(request.method, request.url, headers, body, False)


def with_the_refused(answer: Answer, found: Sequence[Judged]) -> Answer:
    """The answer with an error for each object that may not be deleted."""
    status, headers, body = answer
    if status >= 300:
        return answer
    result = ET.fromstring(_text(body))
    namespace = _namespace(result)
    prefix = f"{{{namespace}}}" if namespace else ""
    told: set[int | None] = set()
    for one in found:
        if one.allowed or one.asked.item in told:
            continue
        told.add(one.asked.item)
        error = ET.SubElement(result, f"{prefix}Error")
        key = one.asked.resource.partition(":::")[2].partition("/")[2]
        version = one.asked.context.get("s3:VersionId")
        said = {"Key": key, "VersionId": version, "Code": "AccessDenied"}
        said["Message"] = words_of("s3", one.evaluation)
        for name, value in said.items():
            if isinstance(value, str):
                ET.SubElement(error, prefix + name).text = value
    document = ET.tostring(result, encoding="unicode", default_namespace=namespace)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{document}'
    kept = {name: value for name, value in headers.items() if name.lower() != "content-length"}
    return status, kept, text


def nothing_deleted(found: Sequence[Judged]) -> Answer:
    """The answer where no object may be deleted: errors alone."""
    empty = f'<DeleteResult xmlns="{NAMESPACE}" />'
    return with_the_refused((200, {"content-type": "application/xml"}, empty), found)


def _namespace(element: ET.Element) -> str | None:
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else None


def _text(body: object) -> str:
    return body.decode("utf-8", "replace") if isinstance(body, (bytes, bytearray)) else str(body)

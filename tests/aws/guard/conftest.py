"""A lab with a bucket, for the tests of the guard."""

from collections.abc import Iterator

import boto3
import pytest

from cognito_lab.aws import Lab, start_lab


@pytest.fixture
def lab() -> Iterator[Lab]:
    with start_lab(seed=1) as lab:
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="photos")
        s3.put_object(Bucket="photos", Key="cat", Body=b"cat")
        yield lab

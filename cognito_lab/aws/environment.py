"""The environment variables while the lab runs: the lab administrator's, and nobody else's.

boto3 finds credentials, profiles and endpoints in many places: variables, two files in the
home directory, boto's old file, and the metadata service of a machine or a container. While
the lab runs, none of them holds the learner's own. Programs that the learner starts from a
cell, such as `!aws s3 ls`, find no credentials of the learner's either; they are outside the
wall, though.
"""

from __future__ import annotations

import os


class _Private(dict[str, str]):
    """Variables with real secrets in them: no traceback and no debugger's list shows them."""

    def __repr__(self) -> str:
        return f"<{len(self)} variables, values hidden>"

    __str__ = __repr__


class LabEnvironment:
    """Takes the learner's AWS settings away, and puts them back exactly as they were.

    `access_key_id` and `secret_access_key` are the lab administrator's; `region` is the
    default region. Both methods may be called twice. What was there is kept in memory only.
    """

    def __init__(self, access_key_id: str, secret_access_key: str, region: str) -> None:
        self._lab = _Private(
            AWS_ACCESS_KEY_ID=access_key_id,
            AWS_SECRET_ACCESS_KEY=secret_access_key,
            AWS_DEFAULT_REGION=region,
            # The null device is no regular file, which botocore (configloader.raw_config_parse)
            # treats like a file that is not there, on Windows too. `aws configure`, if anybody
            # calls it, writes into nothing.
            AWS_CONFIG_FILE=os.devnull,
            AWS_SHARED_CREDENTIALS_FILE=os.devnull,
            BOTO_CONFIG=os.devnull,
            AWS_EC2_METADATA_DISABLED="true",
        )
        self._saved: _Private | None = None

    @property
    def entered(self) -> bool:
        """Whether the lab's variables are in place."""
        return self._saved is not None

    def enter(self) -> None:
        """Remove every AWS variable of this process and set the lab's."""
        if self._saved is None:
            self._saved = _take_away()
            os.environ.update(self._lab)

    def leave(self) -> None:
        """Bring back exactly the AWS variables that were there before `enter()`.

        What was set, changed or deleted meanwhile is gone: it was set for the lab, and a
        half of it (a region, a profile) mixed with real credentials is a surprise on a real
        account. Call it after everything that saves and restores the environment itself, as
        moto's mock does, has been stopped.
        """
        if self._saved is not None:
            _take_away()
            os.environ.update(self._saved)
            self._saved = None

    def __repr__(self) -> str:
        return f"<LabEnvironment: {'the lab' if self.entered else 'the process'}'s variables>"


def _take_away() -> _Private:
    """Remove the variables that steer boto3 from this process and return them."""
    # BOTO_CONFIG is the one that does not begin with AWS_ (botocore.credentials.BotoProvider).
    names = [name for name in os.environ if name.startswith("AWS_") or name == "BOTO_CONFIG"]
    return _Private((name, os.environ.pop(name)) for name in names)

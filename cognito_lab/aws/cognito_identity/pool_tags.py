"""Tags of an identity pool.

https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_TagResource.html
"""

from __future__ import annotations

import json

from cognito_lab.aws.cognito_identity.pools import LabIdentityPool, find_pool
from cognito_lab.aws.cognito_identity.visitors import NOT_FOUND, IdentityPoolOperations
from cognito_lab.aws.ledger_rows import identity_pools as rows
from cognito_lab.aws.refusing import Refused


class PoolTagOperations(IdentityPoolOperations):
    """TagResource, UntagResource and ListTagsForResource."""

    def tag_resource(self) -> str:
        """TagResource."""
        pool = self._tagged()
        pool.tags = {**pool.tags, **(self._given("Tags") or {})}
        return "{}"

    def untag_resource(self) -> str:
        """UntagResource."""
        pool = self._tagged()
        gone = self._given("TagKeys") or ()
        pool.tags = {key: value for key, value in pool.tags.items() if key not in gone}
        return "{}"

    def list_tags_for_resource(self) -> str:
        """ListTagsForResource."""
        return json.dumps({"Tags": self._tagged().tags})

    def _tagged(self) -> LabIdentityPool:
        if not self._ledger.acts(rows.POOL_TAGS):
            action = self._get_action()
            raise NotImplementedError(f"The {action} action has not been implemented")
        arn = self._text("ResourceArn")
        pool = find_pool(arn.partition(":identitypool/")[2])
        if pool is None or pool.arn != arn or pool.region != self.region:
            raise Refused(NOT_FOUND, f"Resource '{arn}' not found.")
        return pool

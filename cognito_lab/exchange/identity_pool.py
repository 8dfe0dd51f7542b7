"""An identity pool: whose word it takes for who somebody is, and whether guests may come.

https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

USER_POOL_HOST = "cognito-idp."
"""How the provider name of every user pool begins."""

OPAQUE_PROVIDERS = ("graph.facebook.com", "www.amazon.com")
"""Public providers whose logins are access tokens, which only they can read.

https://docs.aws.amazon.com/cognito/latest/developerguide/facebook.html
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon.html
"""


@dataclass(frozen=True, slots=True)
class CognitoProvider:
    """A user pool (`cognito-idp.REGION.amazonaws.com/POOL_ID`) and one app client of it.

    `server_side_token_check`: "Amazon Cognito checks with the integrated user pools to make sure
    that the user has not been globally signed out or deleted".
    https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html
    """

    provider_name: str
    app_client_id: str
    server_side_token_check: bool = False


@dataclass(frozen=True)
class IdentityPool:
    """A pool's settings, as far as an exchange looks at them.

    `login_providers` maps a public provider to the app's id there. `classic_flow` is None where
    nobody has said: then it is allowed.
    """

    id: str
    allows_guests: bool = False
    classic_flow: bool | None = None
    cognito_providers: tuple[CognitoProvider, ...] = ()
    login_providers: Mapping[str, str] = field(default_factory=dict)
    oidc_provider_arns: tuple[str, ...] = ()
    saml_provider_arns: tuple[str, ...] = ()
    developer_provider: str | None = None

    def app_clients_of(self, provider: str) -> tuple[str, ...]:
        """The audiences of a provider's tokens that the pool takes; none for a strange one.

        A public provider may have several ids, with `;` between them: "separate them with a
        semicolon" (the console's words for Google).
        https://docs.aws.amazon.com/cognito/latest/developerguide/google.html
        """
        if provider in self.login_providers:
            return tuple(self.login_providers[provider].split(";"))
        return tuple(
            one.app_client_id for one in self.cognito_providers if one.provider_name == provider
        )

    def oidc_provider_of(self, provider: str) -> str | None:
        """The ARN of the IAM identity provider whose URL is `provider`, if the pool names it.

        https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html
        """
        for arn in self.oidc_provider_arns:
            if arn.partition("/")[2] == provider:
                return arn
        return None

    def accepts(self, provider: str) -> bool:
        """Whether the pool takes this provider's word at all."""
        return (
            bool(self.app_clients_of(provider))
            or self.oidc_provider_of(provider) is not None
            or provider in self.saml_provider_arns
        )

    def asks_the_user_pool(self, provider: str, app_client_id: str) -> bool:
        """Whether a login of this app client is looked up in its user pool (see above)."""
        return any(
            one.server_side_token_check
            for one in self.cognito_providers
            if (one.provider_name, one.app_client_id) == (provider, app_client_id)
        )

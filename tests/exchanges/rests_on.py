"""The rule that each exchange rests on: with it switched off, it ends in another way.

A case may rest on several rules; one that is its own is named.
"""

from __future__ import annotations

_CASES = {
    "An identity is new each time": ("an ID token",),
    "A claim that is not there is an empty tag": (
        "a claim that the token does not have becomes no tag",
    ),
    "A claim that is not there is an empty text": (
        "by rules: a claim that is not there differs from nothing",
    ),
    "A custom role is not asked for": (
        "a custom role, where two are in the token",
        "a guest's custom role",
    ),
    "A group's role needs no mapping": ("a group without a mapping",),
    "A login may have two identities": ("a guest's identity, with a login that has another",),
    "A login's access token is not looked at": (
        "a Facebook access token for another app",
        "a Facebook access token that Facebook never gave",
    ),
    "A login's app client is not looked at": (
        "a token for an app client that the pool does not name",
        "a Google token for another app",
        "an OpenID provider's token for another app",
    ),
    "A login's aud is not looked at": ("an access token",),
    "A login's exp is not looked at": (
        "an ID token, at its end",
        "a Google token, too old",
    ),
    "A login's form is not looked at": (
        "a refresh token",
        "no token at all",
    ),
    "A login's iss is not looked at": (
        "another user pool's token under the right name",
        "a user pool's token under Google's name",
    ),
    "A login's signature is not looked at": (
        "a token with other claims",
        "a token with another signature",
        "a token that a stranger signed under the pool's key id",
        "a token without a signature",
        "a token that was signed with the public key",
        "a Google token that a stranger signed",
        "a good login beside a bad one",
    ),
    "A mapping speaks of every provider": ("a mapping does not speak of other providers",),
    "A role allows sessions of any length": ("classic: a session longer than the role allows",),
    "A token is over ten seconds before its end": ("an ID token in its last seconds",),
    "An identity is whoever's knows its id": (
        "another's identity",
        "an identity with a login, as a guest",
        "classic: another's identity",
    ),
    "Claims become no tags": ("claims that become tags",),
    "Contains is its opposite": ("by rules: Contains",),
    "Equals ignores case": ("by rules: Equals, and case counts",),
    "Equals is its opposite": ("by rules: Equals",),
    "Every identity is found": ("an identity that nobody was given",),
    "Every pool asks the user pool": ("a token of one who signed out",),
    "Every pool has guests": ("a guest where there are none",),
    "Every pool has roles": (
        "a pool without roles",
        "a pool without a role for guests",
    ),
    "Every role is there": (
        "a role that is not there",
        "classic: a role that is not there",
    ),
    "Every session lasts an hour": ("classic: a session of 15 minutes",),
    "Everybody is trusted": (
        "a role that trusts another pool",
        "a login with a role that trusts guests",
        "a guest with a role that trusts logins",
        "a role for those who came by the user pool, with Google",
        "a role for another's identity",
        "a role that denies the login",
        "classic: a guest with a role for logins",
        "classic: a login with a role for guests",
        "classic: a role that trusts another pool",
        "direct: a role that trusts identity pools",
    ),
    "Guests are not limited": ("a guest with a role that does not ask how one came",),
    "IAM knows every OpenID provider": ("direct: a user pool that IAM does not know",),
    "IAM knows no OpenID provider": ("direct: a user pool that IAM knows",),
    "IAM knows no OpenID provider's apps": ("an OpenID provider that IAM knows",),
    "Mappings are not asked": (
        "by token: the group's role",
        "by token: a group's role that does not trust the pool",
    ),
    "No pool has guests": ("a guest",),
    "Nobody asks the user pool": (
        "a token of one who signed out, and the user pool is asked",
        "a token of one who was disabled, and the user pool is asked",
        "a token of one who was deleted, and the user pool is asked",
    ),
    "NotEqual is its opposite": ("by rules: NotEqual",),
    "Only the first of an issuer's names counts": ("a Google token with the short issuer",),
    "Requests are not held to their model": ("an identity id that is none",),
    "STS does not look at signatures": (
        "classic: the pool's token, changed",
        "direct: a token with other claims",
    ),
    "STS does not look at the end of a token": (
        "classic: the pool's token, ten minutes later",
        "direct: a token that is too old",
    ),
    "StartsWith is its opposite": ("by rules: StartsWith",),
    "Tags need no trust": ("claims that become tags, which the role does not trust",),
    "The classic flow limits guests": ("classic: a guest, without the enhanced flow's limits",),
    "The last rule that holds counts": ("by rules: the first that holds",),
    "Every pool has the classic flow": ("classic: switched off",),
    "The token's roles are not looked at": ("a custom role that the token names",),
    "The user pool says of everybody that they are gone": (
        "a token of one who is there, and the user pool is asked",
    ),
    "Trust policies are not told the pool's amr": (
        "two logins at once",
        "a login where there are no guests",
        "a guest's identity, with a login that has none yet",
        "a role for those who came by the user pool",
        "classic: any role that trusts the pool",
    ),
    "Trust policies are not told the pool's aud": (
        "a Google token",
        "a Facebook access token",
        "classic: a login",
        "enhanced, where the classic flow is switched off",
    ),
    "Trust policies are not told the pool's sub": ("a role for one identity",),
    "Where it is ambiguous everybody has the role for logins": (
        "by token: no group, and then nobody",
        "by token: two groups of one precedence, and then nobody",
        "by rules: none holds, and then nobody",
    ),
    "Where it is ambiguous nobody has a role": (
        "by token: no group, and then the role for logins",
        "by token: two groups of one precedence, and then the role for logins",
        "by rules: none holds, and then the role for logins",
    ),
    "Whoever asks for a role has it": ("a custom role that the token does not name",),
    "Whom the pool names is not looked at": ("a user pool that the pool does not name",),
}
RESTS_ON: dict[str, str] = {name: rule for rule, names in _CASES.items() for name in names}
"""The rule of `rules.RULES` by the case's name."""

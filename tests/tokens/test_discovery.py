from cognito_lab.tokens.discovery import (
    discovery_document,
    discovery_url,
    issuer_of_pool,
    jwks_url,
)

ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"
DOMAIN = "https://shop.auth.eu-west-1.amazoncognito.com"

# OpenID Connect Discovery 1.0, section 3: REQUIRED, whether or not there is a domain.
REQUIRED = {
    "issuer",
    "jwks_uri",
    "response_types_supported",
    "subject_types_supported",
    "id_token_signing_alg_values_supported",
}
ENDPOINTS = {
    "authorization_endpoint": DOMAIN + "/oauth2/authorize",
    "token_endpoint": DOMAIN + "/oauth2/token",
    "userinfo_endpoint": DOMAIN + "/oauth2/userInfo",
    "revocation_endpoint": DOMAIN + "/oauth2/revoke",
    "end_session_endpoint": DOMAIN + "/logout",
}


def test_the_issuer_is_made_of_the_region_and_the_pool() -> None:
    assert issuer_of_pool("eu-west-1", "eu-west-1_AbCdEfGhI") == ISSUER


def test_both_documents_stand_below_the_issuer() -> None:
    assert jwks_url(ISSUER) == ISSUER + "/.well-known/jwks.json"
    assert discovery_url(ISSUER) == ISSUER + "/.well-known/openid-configuration"


def test_the_document_names_the_issuer_and_leads_to_its_keys() -> None:
    document = discovery_document(ISSUER)
    assert document["issuer"] == ISSUER
    assert document["jwks_uri"] == jwks_url(ISSUER)
    assert document["id_token_signing_alg_values_supported"] == ["RS256"]
    assert document.keys() >= REQUIRED


def test_a_pool_without_a_domain_has_no_oauth_endpoints() -> None:
    assert not discovery_document(ISSUER).keys() & ENDPOINTS.keys()


def test_a_domain_adds_its_endpoints_and_changes_nothing_else() -> None:
    document = discovery_document(ISSUER, DOMAIN)
    assert document == discovery_document(ISSUER) | ENDPOINTS


def test_members_stand_in_alphabetical_order() -> None:
    document = discovery_document(ISSUER, DOMAIN)
    assert list(document) == sorted(document)

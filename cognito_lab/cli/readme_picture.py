"""The picture in the README: a person signs up and in, recorded and drawn."""

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cognito_lab.diagrams import Picture

FILE = "notebooks/images/readme_sign_in.svg"
TITLE = "The right password: refused, then accepted"
SEED = 1
PASSWORD = "Correct-Horse-7"


def sign_in_picture() -> "Picture":
    """Make five calls on a lab of its own, and return their sequence diagram.

    The same bytes each time. A lab that is running in this process is ended.
    """
    import boto3

    from cognito_lab.aws import start_lab
    from cognito_lab.diagrams import draw_sequence

    with start_lab(seed=SEED) as lab:
        cognito_idp = boto3.client("cognito-idp")
        pool = cognito_idp.create_user_pool(PoolName="photo-app", AutoVerifiedAttributes=["email"])[
            "UserPool"
        ]
        app_client_id = cognito_idp.create_user_pool_client(
            UserPoolId=pool["Id"],
            ClientName="photo-app-web",
            ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        )["UserPoolClient"]["ClientId"]
        lab.trace.clear()  # the scene is built; the picture begins with the person

        cognito_idp.sign_up(
            ClientId=app_client_id,
            Username="ana",
            Password=PASSWORD,
            UserAttributes=[{"Name": "email", "Value": "ana@example.com"}],
        )
        password = {
            "ClientId": app_client_id,
            "AuthFlow": "USER_PASSWORD_AUTH",
            "AuthParameters": {"USERNAME": "ana", "PASSWORD": PASSWORD},
        }
        with suppress(cognito_idp.exceptions.UserNotConfirmedException):
            cognito_idp.initiate_auth(**password)
        cognito_idp.confirm_sign_up(
            ClientId=app_client_id, Username="ana", ConfirmationCode=lab.outbox[-1].code
        )
        tokens = cognito_idp.initiate_auth(**password)["AuthenticationResult"]
        cognito_idp.get_user(AccessToken=tokens["AccessToken"])
        return draw_sequence(lab.trace, title=TITLE)

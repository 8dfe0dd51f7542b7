"""`cognito-lab serve`: the lab for every program of this machine, in any language."""

import argparse
import json
import os

from cognito_lab.cli.project import CommandError

SUMMARY = "serve the lab at a port of this machine, for any SDK or command line of AWS"
DEFAULT_PORT = 4566
KEY_ID, SECRET = "COGNITO_LAB_ACCESS_KEY_ID", "COGNITO_LAB_SECRET_ACCESS_KEY"
"""From the environment, not from arguments, which every user of the machine can list."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The port, how to say where it is, and the seed."""
    parser.add_argument(
        "--port",
        type=_port,
        default=DEFAULT_PORT,
        help=f"by default {DEFAULT_PORT}; 0 takes any that is free",
    )
    parser.add_argument(
        "--json", action="store_true", help="print one line of JSON when the lab is ready"
    )
    parser.add_argument("--seed", help="the same seed gives the same ids and codes")
    parser.epilog = (
        f"The administrator's keys are test and test, or what {KEY_ID} and {SECRET} say. "
        "Ctrl-C ends the lab, and nothing of it stays."
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM. Raises CommandError where the port or the keys are no good."""
    from cognito_lab.aws.account import REGION, AccessKey
    from cognito_lab.server.serving import PortTaken, served

    administrator = AccessKey(os.environ.get(KEY_ID, "test"), os.environ.get(SECRET, "test"))
    if not (administrator.id.isalnum() and administrator.id.isascii() and administrator.secret):
        raise CommandError(
            f"{KEY_ID} has to be letters and digits, and {SECRET} must not be empty."
        )
    try:
        with served(arguments.port, seed=arguments.seed, administrator=administrator) as lab:
            facts = {
                "endpoint": lab.endpoint,
                "region": REGION,
                "accessKeyId": administrator.id,
                "secretAccessKey": administrator.secret,
            }
            text = json.dumps(facts) if arguments.json else _for_a_reader(facts)
            lab.answer_until_ended(lambda: print(text, flush=True))
    except PortTaken as problem:
        raise CommandError(
            f"port {arguments.port} is not free ({problem.strerror}): "
            "name another with --port, or 0 for any."
        ) from None
    return 0


def _for_a_reader(facts: dict[str, str]) -> str:
    shown = "test" if facts["secretAccessKey"] == "test" else f'"${SECRET}"'
    return (
        f"The lab is at {facts['endpoint']}, for this machine alone. In another terminal:\n\n"
        f"  export AWS_ENDPOINT_URL={facts['endpoint']} AWS_REGION={facts['region']}\n"
        f"  export AWS_ACCESS_KEY_ID={facts['accessKeyId']} AWS_SECRET_ACCESS_KEY={shown}\n\n"
        "Ctrl-C here ends it."
    )


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: 0 to 65535")
    return number

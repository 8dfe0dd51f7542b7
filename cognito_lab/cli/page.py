"""`cognito-lab page`: the visualizer as a page of its own, for a class or a projector.

Voila serves it: each page that is opened has a kernel, and so a world, of its own. The page's
look and what it leaves out stand in `config/jupyter/voila.py`.
"""

import argparse
import secrets

from cognito_lab.cli.project import notebooks_named, project_folder

SUMMARY = "show the visualizer as a page of its own"
PORT = 8866


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("--port", type=int, default=PORT, help=f"default: {PORT}")
    parser.add_argument("--no-browser", action="store_true", help="open no browser")


def run(arguments: argparse.Namespace) -> int:
    """Serve the page on 127.0.0.1 until it is interrupted; only who has the token comes in."""
    from cognito_lab.cli.page_server import VisualizerServer

    (notebook,) = notebooks_named(["visualizer"], project_folder())
    server = VisualizerServer(
        port=arguments.port,
        open_browser=not arguments.no_browser,
        token=secrets.token_hex(24),
    )
    server.initialize([str(notebook)])
    server.start()
    return 0

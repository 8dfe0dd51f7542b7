"""Voila for one person at this machine: on 127.0.0.1, with a token, and quiet.

A module of its own because it imports Voila, which takes half a second.
"""

import html
import importlib
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_runtime_dir

# jsonschema would build a grammar of international addresses, which takes two seconds, for
# formats that none of Jupyter's schemas has; it does without where there is none:
# https://python-jsonschema.readthedocs.io/en/stable/validate/#validating-formats
_BUILT_FOR_NOTHING = "rfc3987_syntax"
if "jsonschema" not in sys.modules:
    sys.modules.setdefault(_BUILT_FOR_NOTHING, None)  # type: ignore[arg-type]
    importlib.import_module("jsonschema")
    if sys.modules[_BUILT_FOR_NOTHING] is None:
        del sys.modules[_BUILT_FOR_NOTHING]

from voila.app import Voila  # type: ignore[import-untyped]  # noqa: E402


class VisualizerServer(Voila):  # type: ignore[misc]
    """Voila, which says where the page is and opens a browser that is let in."""

    def __init__(self, **settings: Any) -> None:
        runtime = Path(jupyter_runtime_dir())
        runtime.mkdir(parents=True, exist_ok=True)
        fixed = {
            "ip": "127.0.0.1",
            "port_retries": 0,
            "log_level": "ERROR",
            "connection_dir_root": str(runtime),
            # A page of another site cannot pass its own name off as this server's.
            "tornado_settings": {
                "allow_remote_access": False,
                "local_hostnames": ["localhost", "127.0.0.1"],
                # Pings find a connection that died on the way, and here there is no way; what
                # Jupyter waits for an answer is longer than Tornado allows, which it would print.
                "ws_ping_interval": 0,
            },
        }
        super().__init__(**{**fixed, **settings})

    @property
    def page_url(self) -> str:
        """The page's address with the token that lets a browser in."""
        return f"{self.connection_url}?token={self.token}"

    def listen(self) -> None:
        """Say where the page is, then serve it until interrupted."""
        print(f"The visualizer is at {self.page_url}", file=sys.stderr)
        print("Ctrl-C here stops it.", file=sys.stderr)
        super().listen()

    def launch_browser(self) -> None:
        """Open the page. Voila itself leaves the token out, and the browser at a locked door.

        By way of a file that only this user can read: a program's arguments, and so the token,
        would be everybody's to see.
        """
        url = html.escape(self.page_url)
        opener = Path(self.connection_dir) / "open.html"
        opener.touch(mode=0o600)
        opener.write_text(
            f'<meta charset="utf-8"><meta http-equiv="refresh" content="0;url={url}">'
            f'<title>The visualizer</title><a href="{url}">To the visualizer</a>',
            encoding="utf-8",
        )
        threading.Thread(target=webbrowser.open, args=(opener.as_uri(),), daemon=True).start()

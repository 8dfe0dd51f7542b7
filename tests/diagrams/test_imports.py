"""Drawing costs what is drawn: importing the package loads no other layer and no Graphviz."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from cognito_lab.diagrams import draw_sequence
from cognito_lab.flow import Trace
draw_sequence(Trace())
unwanted = "moto boto3 botocore IPython graphviz pygraphviz ipywidgets cognito_lab.aws "
unwanted += "matplotlib PIL numpy"
print([name for name in unwanted.split() if name in sys.modules])
"""


def test_importing_and_drawing_a_sequence_loads_no_other_layer_and_no_graphviz() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert answer.stdout == "[]\n"

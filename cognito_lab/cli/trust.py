"""`cognito-lab trust`: let JupyterLab show the pictures that came with the notebooks.

JupyterLab shows a stored SVG picture only in a notebook whose content was signed on this machine,
and the plain text stored beside it otherwise. Signed here are the notebooks as they came, never a
file that somebody else put in their place: a signature holds for exactly one content.
"""

import argparse

from cognito_lab.cli.project import pristine_notebooks, project_folder

SUMMARY = "let JupyterLab show the pictures stored in the project's own notebooks"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command has no arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Sign every notebook as it came, in Jupyter's data folder, and return 0."""
    import nbformat
    from nbformat.sign import NotebookNotary

    originals = pristine_notebooks(project_folder())
    with NotebookNotary() as notary:
        for content in originals.values():
            notary.sign(nbformat.reads(content.decode(), as_version=4))
    return 0

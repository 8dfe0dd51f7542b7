"""How Voila shows the visualizer: read by `./lab visualizer`, and by the page in JupyterLab."""

NOT_ON_THE_PAGE = "not-on-the-page"
"""The tag of cells that a reader of the notebook wants and the page does without."""


def prepare(request_handler, notebook, cwd):
    """Leave out what is not for the page, and let the page end its kernel when it closes.

    To read `xsrf_token` sets its cookie. Voila itself never does, and then its request to
    end the kernel is refused.
    """
    _ = request_handler.xsrf_token
    notebook.cells = [
        cell for cell in notebook.cells if NOT_ON_THE_PAGE not in cell.metadata.get("tags", [])
    ]
    return notebook


def with_its_own_mathjax(page_config, **_):
    """Without a URL, Voila takes the MathJax that it carries and fetches none."""
    return {**page_config, "fullMathjaxUrl": None, "mathjaxConfig": None}


c = get_config()  # noqa: F821 (given by whoever reads this file)
c.VoilaConfiguration.template = "cognito_lab"
c.VoilaConfiguration.allow_template_override = "NO"
c.VoilaConfiguration.prelaunch_hook = prepare
c.VoilaConfiguration.page_config_hook = with_its_own_mathjax
# Other extensions of JupyterLab are not made for Voila's page, and some fail on it.
c.VoilaConfiguration.extension_allowlist = [
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
]
# A page that vanished without a word (a browser that crashed) cannot end its kernel itself.
c.MappingKernelManager.cull_idle_timeout = 1800
c.MappingKernelManager.cull_interval = 300

"""The kernel's settings in this project: for the build, for nbval and for JupyterLab alike.

Read from here because IPYTHONDIR names this folder; what IPython writes beside this file is ignored
by git.
"""

c = get_config()

# Figures as SVG text that is the same every time, and that nbval can compare.
c.InlineBackend.figure_formats = {"svg"}
c.InlineBackend.print_figure_kwargs = {
    "bbox_inches": None,  # "tight" depends on the fonts of the system
    "metadata": {"Creator": None, "Date": None},
}
c.InlineBackend.rc = {
    "svg.fonttype": "none",
    "svg.hashsalt": "analysis",
    "figure.figsize": (6.4, 4.0),
    "figure.dpi": 72,
}

# No history file: kernels that run side by side would wait for each other.
c.HistoryManager.enabled = False
c.HistoryManager.hist_file = ":memory:"

# Tracebacks without colour codes, so that a kept failure reads well anywhere.
c.InteractiveShell.colors = "nocolor"

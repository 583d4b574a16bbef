"""The panel of the coding notebook as a widget: it carries values, `analysis.coding.panel` decides.

Only who codes in a notebook needs it (extra ``coding``).  Its state holds the article while the
notebook is open; saving a notebook drops the state of widgets (`config/jupyter_lab.py`), and
``inspect`` refuses a notebook that holds any.
"""

from __future__ import annotations

from itertools import count
from typing import Any

import anywidget
import traitlets

from analysis.coding.panel import SCRIPT, STYLE, Panel, View

_tags = count(1)


class CodingWidget(anywidget.AnyWidget):  # type: ignore[misc]
    """What the browser draws.

    Attributes
    ----------
    fixed, view
        What the panel returns (`Panel.fixed`, `Panel.view`).
    tag
        Tells the panels of a notebook apart.
    """

    _esm = SCRIPT
    _css = STYLE
    fixed = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    tag = traitlets.Int().tag(sync=True)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Show the panel; its text form names nothing that the article prints."""
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            data["text/plain"] = "the coding panel"
        return bundle


def show_widget(panel: Panel) -> CodingWidget:
    """Return a widget that shows a panel and tells it what somebody does.

    Parameters
    ----------
    panel
        Coding or deciding.
    """
    widget = CodingWidget(fixed=panel.fixed(), view=panel.view(), tag=next(_tags))

    def receive(_: object, message: View, __: object) -> None:
        panel.receive(message)
        widget.view = panel.view()

    widget.on_msg(receive)
    return widget

"""The forms of charts: they know how to draw, not what to say.

A form takes rows that are ready and returns a finished canvas.  `rows` makes rows and panels from
observations, and refuses to put two indicators, two units or two kinds of period on one axis.
"""

"""The forms of charts: they know how to draw, not what to say.

A form is one module.  It takes values that are ready (the marks of `marks`, or values of its own)
and returns a finished canvas.
"""

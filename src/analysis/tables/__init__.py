"""Every table declared once: columns, cells and values, the processed data set and its package.

What the rows mean (limits, grades, findings) belongs to the rooms that make them; this room only
knows declarations, files and cells.
"""

"""What a page shows, as data: charts, tables, prose and cases.

How marks are drawn belongs to `analysis.charts`, how pages are written to `analysis.site`.
"""

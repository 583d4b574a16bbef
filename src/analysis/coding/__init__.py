"""From an article to settled raw tables: drafts, two codings, their agreement, settling, proving.

Reading numbers out of text is the room `analysis.reading`; what a figure allows as a whole is the
room `analysis.figures`.
"""

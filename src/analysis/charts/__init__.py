"""Charts: style and fonts, forms, and the charts of the story."""

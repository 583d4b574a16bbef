"""Reports: what notebooks show, and how it becomes HTML."""

"""The notebook build: only what is out of date runs, and the same inputs give the same bytes.

`catalogue` says which notebooks there are, `plan` which runs they need and which of those are out
of date, `run` runs one notebook, `workers` runs several at once, `publish` puts the results in
place, `manifest` records them, `reproduce` and `inspect` check them.
"""

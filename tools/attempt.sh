#!/bin/sh
# attempt.sh COMMAND…: run a step of setting up .venv without a word; when it fails, say in one
# sentence what it said last and what to do.
said=$("$@" 2>&1) && exit
why=$(printf '%s\n' "$said" | sed -n 's/^ERROR: //; /[^ ]/h; ${g;p;}')
echo "error: .venv could not be set up (${why:-no reason given}): see that the network can be" \
  "reached and the disk has 500 MB free, then run make again." >&2
exit 1

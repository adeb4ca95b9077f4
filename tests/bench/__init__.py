"""How long things take, each beside a peer in the same run.  ``make bench``; asserts nothing about time."""

"""How long things take, each beside a peer that does the same work in the same run.  ``make bench``; asserts nothing."""

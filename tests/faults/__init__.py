"""A disk that fails on demand, and builds that meet it at every file operation."""

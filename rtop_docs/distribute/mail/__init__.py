"""Mail: each pack goes to its reader once, or somebody is told why not.

Knows packs as files with digests; never makes or changes one.
"""

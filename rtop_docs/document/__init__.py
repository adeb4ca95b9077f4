"""The document tree, the one thing that every writer sees."""

"""The proof that all formats say the same: finished files are read back and compared with their document.

Shares no code with the writers: what a reader finds, it finds by the format's own standard.
"""

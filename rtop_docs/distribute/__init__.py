"""Distribution: what has been made is packed for its readers, released, sent and shown.

Reads finished files and the ledger of builds; never renders a document.
"""

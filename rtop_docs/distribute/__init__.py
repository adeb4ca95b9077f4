"""Distribution: what has been made is packed for its readers, released, sent and shown.

Reads finished files and the ledger of builds; never renders a document that a build makes.  Its findings have the
letter N: 1 to 39 recipients, packs and releases, 40 to 69 mail, 70 to 99 the site.
"""

"""The site: one dialogue as pages that work from a web server and from a shared drive, beside the finished files.

Asks by `analysis.Ask` alone, has its pages' words composed and written as any document's, and copies finished files.
"""

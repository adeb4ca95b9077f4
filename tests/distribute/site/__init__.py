"""The site: what stands on its pages, where its links lead, and what it never shows."""

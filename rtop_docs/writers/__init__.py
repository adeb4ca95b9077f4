"""From a Document and a Style to bytes."""

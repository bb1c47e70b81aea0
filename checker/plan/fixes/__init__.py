"""Corrections of a plan's text: what can be mended without knowing what the author meant, and what only with leave."""

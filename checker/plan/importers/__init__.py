"""Draft plans from data that exists elsewhere."""

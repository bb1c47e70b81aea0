"""A review as files: tables for analysts, the site, letters."""

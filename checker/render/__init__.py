"""Results as text, files and templates: a renderer decides nothing, it shows what the assessment says."""

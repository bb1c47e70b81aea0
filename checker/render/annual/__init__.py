"""How the annual report looks: web page, Markdown and JSON, each from the report as it was composed and from nothing else."""

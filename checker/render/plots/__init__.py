"""What a plot looks like, as a Vega-Lite specification: a module a kind. Nothing here draws; texts stand in the data alone."""

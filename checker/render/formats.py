"""Every format of results by its name: the one table that the command line offers and calls."""

from checker.render.concise import render_concise
from checker.render.json_results import render_json
from checker.render.run import Renderer
from checker.render.text import render_text

FORMATS: dict[str, Renderer] = {"text": render_text, "concise": render_concise, "json": render_json}

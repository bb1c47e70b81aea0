"""The format of the configuration file: the schema, the options, the reader and the page in docs/ say the same.

After a change of the schema, write the table of the page again with `python -m tests.cli.test_configuration_format`.
"""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checker.cli.check import command as check
from checker.cli.configuration import SETTINGS, load
from checker.cli.configured import flag_of
from checker.errors import CheckerError
from checker.plan.fit import fit
from checker.plan.limits import Limits
from checker.resources import resource

SCHEMA: dict[str, Any] = json.loads(resource("schemas/config.schema.json").read_bytes())
FIELDS: dict[str, dict[str, Any]] = SCHEMA["properties"]
PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"
OPTIONS = {flag_of(param): param for param in check.params}
OF_FILE = {setting.key: setting for setting in SETTINGS.values() if not setting.reason}

_KINDS = {"string": "text", "integer": "whole number", "boolean": "`true` or `false`"}


def kind(field: dict[str, Any]) -> str:
    if "enum" in field:
        return "one of " + ", ".join(f"`{word}`" for word in field["enum"])
    if field["type"] == "array":
        return f"list of {_KINDS[field['items']['type']]}"
    if field["type"] == "object":
        return "whole numbers for " + ", ".join(f"`{name}`" for name in field["properties"])
    return _KINDS[field["type"]]


def table() -> str:
    rows = ["| Key | Kind of value | Option | Variable | What it sets |", "|---|---|---|---|---|"]
    for key, field in FIELDS.items():
        setting = OF_FILE[key]
        names = f"`{setting.option}` | `{setting.variable}`"
        rows.append(f"| `{key}` | {kind(field)} | {names} | {field['description']} |")
    return "\n".join(rows)


def with_table(page: str) -> str:
    return re.sub(r"\| Key \|.*?\n\n", lambda _: table() + "\n\n", page, flags=re.DOTALL)


def test_the_page_shows_what_the_schema_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_table(page), __doc__


def test_the_example_on_the_page_fits(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    (tmp_path / "policy" / "our-rules").mkdir(parents=True)
    (tmp_path / ".cxcheck.yaml").write_text(example[1], encoding="utf-8")
    assert load(tmp_path / ".cxcheck.yaml").values["--limit"] == ["bytes=10000000"]


def test_the_schema_is_valid_closed_and_described() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    limits = FIELDS["limits"]
    assert (SCHEMA["additionalProperties"], limits["additionalProperties"]) == (False, False)
    fields = {**FIELDS, **limits["properties"]}
    assert [name for name, field in fields.items() if not field["description"].endswith(".")] == []


def test_every_key_stands_for_an_option_and_takes_the_same_words() -> None:
    assert list(FIELDS) == list(OF_FILE)
    for key, field in FIELDS.items():
        option = OPTIONS[OF_FILE[key].option]
        assert isinstance(option, click.Option)
        choices = list(option.type.choices) if isinstance(option.type, click.Choice) else None
        assert field.get("enum") == choices, key
        assert (field.get("type") in ("array", "object")) == option.multiple, key
        assert (field.get("type") == "boolean") == option.is_flag, key
        assert (field.get("type") == "integer") == (option.type.name == "integer"), key
    assert list(FIELDS["limits"]["properties"]) == list(Limits._fields)


def test_every_setting_has_a_variable_of_its_own() -> None:
    assert {option: OPTIONS[option].envvar for option in SETTINGS} == {
        option: "CXCHECK_" + option[2:].replace("-", "_").upper() for option in SETTINGS
    }


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 9) | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "privacy", "error", "json", "text", "note"]),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(st.sampled_from(["depth", "bytes", "dpeth"]), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip
FILES = st.dictionaries(st.sampled_from([*FIELDS, "selct"]), VALUES, max_size=3) | VALUES


def test_what_fits_the_schema_needs_no_validator() -> None:
    value = {
        "profile": "p", "select": ["a", "b"], "ignore": ["c"], "fail_on": "note", "rules": ["d"], "prior": "e",
        "determinations": "f", "baseline": "g", "fiscal_year": 2026, "limits": dict.fromkeys(Limits._fields, 1),
        "format": "json", "quiet": False,
    }  # fmt: skip
    assert list(value) == list(FIELDS)
    assert fit(value, SCHEMA).fits


@given(FILES.filter(lambda value: isinstance(value, dict)))
@settings(max_examples=300, deadline=None, database=None)
def test_a_file_is_read_or_refused_with_its_place(value: Any) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / ".cxcheck.yaml"
        path.write_text(yaml.safe_dump(value), encoding="utf-8")
        try:
            read = {SETTINGS[option].key for option in load(path).values}
        except CheckerError as error:
            read = set(value) if error.location is not None else set()
    assert read == set(value)


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")

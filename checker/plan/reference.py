"""The plan format as a page that people can read, made from the schema alone."""

import json
import re
from collections.abc import Iterator
from typing import Any

from checker.plan.schema import PlanSchema

_KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true` or `false`"}

_OPENING = """# Plan format

This page lists every field of a customer service plan. It is made from `schemas/plan.schema.json`.

## How to write a plan

A plan is written in YAML: a field, a colon, a value. Indent with spaces. Start an entry of a list with a hyphen.

```yaml
schema_version: "1.0"
plan:
  id: opm-2026
  title: Customer service plan of the Office of Personnel Management, fiscal year 2026
  fiscal_year: 2026
  as_of: 2026-01-31
  status: draft
services:
  - id: retirement-account
    name: Managing a Federal retirement account
```

- Leave out what you do not know yet. An empty value is not the same as a missing field.
- A field marked "yes" under Required must stand in every plan. Where the object around it is optional, the field must
  stand only where that object does.
- Fields that are not required may still be asked for by a rule. The rule then tells you why.
- A required list may be empty: `root_causes: []`. A rule then asks for its content.
- Write dates as year, month, day: `2026-01-31`.
- Put codes and control numbers in quotes, so that they stay text: `"1234-5678"`, `"005"`.
- Use no field that is not listed here. Put background documents under `evidence`.
- An id is a short name that you choose and never change. Other blocks refer to it.

### One file or a folder

A plan is one file, or a folder that several offices can write in at the same time.

A folder plan has a file `plan.yaml` and, for any list below, a folder of its own. The path of the folder mirrors the
place of the list in the plan. Each file in it holds one entry or a list of entries. The files count in the order of
their names.

```text
opm-2026/
  plan.yaml
  services/
    01-retirement-account.yaml
    02-usajobs.yaml
  voice_of_customer/
    surveys/
      retirement-account.yaml
```

A list stands either in `plan.yaml` or in its folder, never in both. File names end in `.yaml` or `.yml`. These lists
may have a folder, and so may the `evidence` of a block that is not in a list:

"""


def render_reference(schema: dict[str, object]) -> str:
    """Write the Markdown page for the plan format `schema`, a JSON Schema whose objects are all in `$defs`."""
    plan = PlanSchema(json.dumps(schema).encode())
    folders = sorted("/".join(map(str, route)) for route in plan.list_routes if route[-1] != "evidence")
    blocks: dict[str, dict[str, Any]] = plan.schema["properties"]
    nested = {name: list(dict.fromkeys(_reachable(block, plan))) for name, block in blocks.items()}
    own = {name: _object_name(block) for name, block in blocks.items()}
    shared = [d for d in plan.schema["$defs"] if sum(d in names for names in nested.values()) > 1]
    anchors = {d: _anchor(part["title"]) for d, part in plan.schema["$defs"].items()}
    anchors |= {d: name for name, d in own.items() if d is not None}
    text = _OPENING + "".join(f"- `{folder}/*.yaml`\n" for folder in folders)
    text += "\n## All blocks\n\n" + _table(plan.schema, anchors, plan)
    for name, block in blocks.items():
        text += f"\n## {name}\n\n{block['description']}\n\n"
        owner = own[name]
        if owner is None:
            text += f"Kind of value: {_kind(block, anchors, plan)}. Required.\n"
            continue
        if block.get("type") == "array":
            text += f"A list. Each entry is one {_title(owner, plan)}, with these fields:\n\n"
        text += _table(plan.schema["$defs"][owner], anchors, plan)
        text += "".join(_section(d, anchors, plan) for d in nested[name] if d != owner and d not in shared)
    text += "\n## Parts used in several blocks\n" + "".join(_section(d, anchors, plan) for d in shared)
    return text


def _section(name: str, anchors: dict[str, str], plan: PlanSchema) -> str:
    part = plan.schema["$defs"][name]
    heading = part["title"][0].upper() + part["title"][1:]
    return f"\n### {heading}\n\n{part['description']}\n\n{_table(part, anchors, plan)}"


def _table(part: dict[str, Any], anchors: dict[str, str], plan: PlanSchema) -> str:
    rows = ["| Field | Kind of value | Required | What to write |", "|---|---|---|---|"]
    for name, field in part["properties"].items():
        required = "yes" if name in part.get("required", []) else ""
        rows.append(f"| `{name}` | {_kind(field, anchors, plan)} | {required} | {field['description']} |")
    return "\n".join(rows) + "\n"


def _kind(field: dict[str, Any], anchors: dict[str, str], plan: PlanSchema) -> str:
    """`{"type": "integer", "minimum": 1, "maximum": 4}` → `whole number, 1 to 4`."""
    if "$ref" in field:
        name = _target(field)
        return f"[{_title(name, plan)}](#{anchors[name]})"
    if field["type"] == "array":
        most = f" (at most {field['maxItems']})" if "maxItems" in field else ""
        return f"list{most} of: {_kind(field['items'], anchors, plan)}"
    if "enum" in field:
        return "one of " + ", ".join(f"`{value}`" for value in field["enum"])
    if field.get("format") == "date":
        return "date"
    kind = _KINDS[field["type"]]
    if "maximum" in field:
        return f"{kind}, {field['minimum']} to {field['maximum']}"
    return f"{kind}, {field['minimum']} or more" if "minimum" in field else kind


def _reachable(field: dict[str, Any], plan: PlanSchema) -> Iterator[str]:
    """List the objects that `field` is made of, itself first, in the order of the schema."""
    if (name := _object_name(field)) is not None:
        yield name
        for child in plan.schema["$defs"][name]["properties"].values():
            yield from _reachable(child, plan)


def _object_name(field: dict[str, Any]) -> str | None:
    part = field.get("items", field)
    return _target(part) if "$ref" in part else None


def _title(name: str, plan: PlanSchema) -> str:
    return str(plan.schema["$defs"][name]["title"])


def _target(part: dict[str, Any]) -> str:
    return str(part["$ref"]).removeprefix("#/$defs/")


def _anchor(title: str) -> str:
    """Make the anchor that Markdown gives a heading: `Section 508 manager` → `section-508-manager`."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")

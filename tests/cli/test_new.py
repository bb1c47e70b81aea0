"""`cxcheck new` and `cxcheck schema` as a user runs them."""

from pathlib import Path

from tests.support.command import ROOT, cxcheck

ANSWERS = (
    "--agency", "Department of Examples", "--abbreviation", "DOE", "--bureau", "", "--fiscal-year", "2026",
    "--as-of", "2026-01-31", "--independent", "no", "--designated", "no",
)  # fmt: skip
RELIEF = ("--service", "public,benefits,Applying for relief, fast")
TRAVEL = ("--service", "internal,administrative,Travel")


def test_options_alone_are_enough(tmp_path: Path) -> None:
    done = cxcheck("new", *ANSWERS, *RELIEF, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "doe-2026.yaml: written\n"
        ".cxcheck/plan.schema.json: written, the plan format for editors\n"
        "Next: open the plan in an editor, and let cxcheck name what is missing and what to write:\n"
        "  cxcheck check doe-2026.yaml\n"
    )
    text = (tmp_path / "doe-2026.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=.cxcheck/plan.schema.json\n")
    assert "    name: Applying for relief, fast\n" in text
    schema = ROOT / "schemas/plan.schema.json"
    assert (tmp_path / ".cxcheck/plan.schema.json").read_bytes() == schema.read_bytes()
    assert cxcheck("fix", "--check", "--order", "doe-2026.yaml", cwd=tmp_path).out == "nothing to correct\n"


def test_what_it_writes_has_findings_and_no_file_problem(tmp_path: Path) -> None:
    cxcheck("new", *ANSWERS, *RELIEF, *TRAVEL, "-o", "plan.yaml", cwd=tmp_path)
    done = cxcheck("check", "--format", "concise", cwd=tmp_path)
    assert done.code == 1
    assert "0 file problems; 0 files skipped" in done.out.splitlines()[-1]


def test_a_folder(tmp_path: Path) -> None:
    done = cxcheck("new", *ANSWERS, *RELIEF, *TRAVEL, "-o", "plans/doe", cwd=tmp_path)
    assert done.out.splitlines()[:4] == [
        "plans/doe/plan.yaml: written",
        "plans/doe/services/01-applying-for-relief-fast.yaml: written",
        "plans/doe/services/02-travel.yaml: written",
        "plans/doe/.cxcheck/plan.schema.json: written, the plan format for editors",
    ]
    checked = cxcheck("check", "--format", "concise", "plans", cwd=tmp_path)
    assert "0 file problems; 0 files skipped" in checked.out.splitlines()[-1]


def test_questions_are_asked_and_wrong_answers_asked_again(tmp_path: Path) -> None:
    answers = "Agency\nA\nBureau X\n26\n2026\n2026-1-31\n2026-01-31\nperhaps\nyes\nno\nRelief\npublc\npublic\nbenefits\n\n"
    done = cxcheck("new", cwd=tmp_path, stdin=answers.encode())
    said = done.out + done.err
    assert done.code == 0
    for complaint in (
        "Error: write a year from 1990 to 2100\n",
        "Error: 2026-1-31 is no day of the calendar in the form 2026-01-31\n",
        "Error: perhaps is not one of yes, no\n",
        "Error: publc is not one of public, internal, both; did you mean public?\n",
    ):
        assert complaint in said
    assert said.endswith("  cxcheck check a-bureau-x-2026.yaml --profile independent-agencies\n")
    text = (tmp_path / "a-bureau-x-2026.yaml").read_text(encoding="utf-8")
    assert "  bureau: Bureau X\n  independent: true\n" in text


def test_without_an_answer_nothing_is_written(tmp_path: Path) -> None:
    done = cxcheck("new", *ANSWERS, cwd=tmp_path)
    assert done.code == 2
    assert (
        done.err
        == "cxcheck: there is no answer for “A service, as customers know it”; give it as --service\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_wrong_options(tmp_path: Path) -> None:
    for option, value, said in (
        ("--service", "Relief", "write AUDIENCE,KIND,NAME, such as public,benefits,Applying for relief"),
        ("--service", "public,benefit,Relief", "benefit is not one of administrative, benefits, compliance, "
         "recreation, informational, data_and_research, regulatory, other; did you mean benefits?"),
        ("--service", "all,benefits,Relief", "all is not one of public, internal, both"),
        ("--as-of", "2026-02-30", "2026-02-30 is no day of the calendar in the form 2026-01-31"),
        ("--agency", " ", "an answer is needed here"),
        ("--bureau", "a\x1bb", "write it on one line, without invisible characters"),
    ):  # fmt: skip
        done = cxcheck("new", *ANSWERS, *RELIEF, option, value, cwd=tmp_path)
        shown = "" if option != "--service" else f" {value}"
        assert (done.code, done.err) == (2, f"cxcheck: {option}{shown}: {said}\n")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("people wrote this\n", encoding="utf-8")
    done = cxcheck("new", *ANSWERS, *RELIEF, "-o", "plan.yaml", cwd=tmp_path)
    assert (done.code, done.err) == (
        2,
        "cxcheck: plan.yaml: there already, and nothing is written over; name another with -o\n",
    )
    (tmp_path / "doe").mkdir()
    (tmp_path / "doe/notes.txt").write_text("notes\n", encoding="utf-8")
    assert cxcheck("new", *ANSWERS, *RELIEF, "-o", "doe", cwd=tmp_path).code == 2
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["doe", "notes.txt", "plan.yaml"]
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == "people wrote this\n"


def test_a_schema_of_another_version_is_kept_and_told(tmp_path: Path) -> None:
    (tmp_path / ".cxcheck").mkdir()
    schema = tmp_path / ".cxcheck/plan.schema.json"
    older = '{"$schema": "https://json-schema.org/draft/2020-12/schema"}'
    schema.write_text(older, encoding="utf-8")
    done = cxcheck("new", *ANSWERS, *RELIEF, cwd=tmp_path)
    assert done.out.splitlines()[1] == (
        ".cxcheck/plan.schema.json: of another version of the plan format, and kept; "
        "`cxcheck schema plan -o .cxcheck/plan.schema.json` writes it anew"
    )
    assert schema.read_text(encoding="utf-8") == older
    assert cxcheck("schema", "plan", "-o", ".cxcheck/plan.schema.json", cwd=tmp_path).code == 0
    assert schema.read_bytes() == (ROOT / "schemas/plan.schema.json").read_bytes()


def test_without_the_schema(tmp_path: Path) -> None:
    cxcheck("new", *ANSWERS, *RELIEF, "--no-schema", cwd=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["doe-2026.yaml"]
    text = (tmp_path / "doe-2026.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Customer service plan of Department of Examples, fiscal year 2026\n")


def test_schemas(tmp_path: Path) -> None:
    assert {"plan", "rule", "results"} <= set(cxcheck("schema", cwd=tmp_path).out.split())
    printed = cxcheck("schema", "plan", cwd=tmp_path).out
    assert printed == (ROOT / "schemas/plan.schema.json").read_text(encoding="utf-8")
    done = cxcheck("schema", "plans", cwd=tmp_path)
    assert done.code == 2
    assert done.err.startswith("cxcheck: there is no schema plans; did you mean plan?; there are ")

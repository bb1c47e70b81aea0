"""Whether a submission came in on time: what counts is the day in Washington, D.C., whatever zone a commit was made in."""

import pytest

from checker.review.gathered import Gathered
from checker.review.punctual import punctual
from checker.review.results import Provenance, Standing

ON_TIME = (Standing.RECEIVED, "")
A_DAY_LATE = (Standing.LATE, "it came in on 2026-11-01, a day after 2026-10-31")


def told(submitted: str, received: str = "", due: str = "2026-10-31") -> Gathered:
    came = Gathered("A", "A", Standing.RECEIVED, "", due, Provenance("a.yaml", submitted=submitted))
    return punctual(came, received)


@pytest.mark.parametrize(
    ("submitted", "expected"),
    [
        pytest.param("2026-10-31T23:59:59-04:00", ON_TIME, id="the last second in Washington, daylight saving time"),
        pytest.param("2026-11-01T00:00:00-04:00", A_DAY_LATE, id="the first second after it"),
        pytest.param("2026-11-01T03:59:59+00:00", ON_TIME, id="in UTC the next day already"),
        pytest.param("2026-11-01T04:00:00+00:00", A_DAY_LATE, id="midnight in Washington, told in UTC"),
        pytest.param("2026-10-31T21:00:00-07:00", A_DAY_LATE, id="still the last day in California"),
        pytest.param("2026-10-31T17:59:59-10:00", ON_TIME, id="the last second, from Hawaii"),
        pytest.param("2026-10-31T18:00:00-10:00", A_DAY_LATE, id="too late from Hawaii"),
        pytest.param("2026-11-01T13:59:59+10:00", ON_TIME, id="the next day on Guam"),
        pytest.param("2026-11-01T09:29:59+05:30", ON_TIME, id="a zone with half an hour"),
        pytest.param("2026-11-10T12:00:00+00:00", (Standing.LATE, "it came in on 2026-11-10, 10 days after 2026-10-31"), id="ten days"),
        pytest.param("2027-11-01T12:00:00+00:00", (Standing.LATE, "it came in on 2027-11-01, 366 days after 2026-10-31"), id="a year"),
        pytest.param("1970-01-01T00:00:00+00:00", ON_TIME, id="a clock that was never set"),
    ],
)  # fmt: skip
def test_a_commit_counts_by_its_day_in_washington(submitted: str, expected: tuple[Standing, str]) -> None:
    found = told(submitted)
    assert (found.standing, found.reason) == expected
    assert found.provenance.submitted == submitted


@pytest.mark.parametrize(
    ("submitted", "expected"),
    [
        ("2026-12-01T04:59:59+00:00", (Standing.RECEIVED, "")),
        ("2026-12-01T05:00:00+00:00", (Standing.LATE, "it came in on 2026-12-01, a day after 2026-11-30")),
    ],
)
def test_in_winter_the_day_ends_an_hour_later(submitted: str, expected: tuple[Standing, str]) -> None:
    found = told(submitted, due="2026-11-30")
    assert (found.standing, found.reason) == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-10-30", ON_TIME),
        ("2026-10-31", ON_TIME),
        ("2026-11-01", A_DAY_LATE),
        ("2026-11-02", (Standing.LATE, "it came in on 2026-11-02, 2 days after 2026-10-31")),
    ],
)
def test_the_day_that_the_roster_wrote_down_goes_before_a_commit(
    received: str, expected: tuple[Standing, str]
) -> None:
    for submitted in ("", "2020-01-01T00:00:00+00:00", "2030-01-01T00:00:00+00:00"):
        found = told(submitted, received)
        assert (found.standing, found.reason) == expected
        assert found.provenance.submitted == received


def test_where_nobody_knows_when_it_came_it_counts_and_says_so() -> None:
    found = told("")
    assert found.standing is Standing.RECEIVED
    assert found.reason == "when it came in is not known: the roster does not say `received`"

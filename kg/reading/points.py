"""A year, a month or a day: how EDTF writes it, and what lies some units before or after it."""

from dataclasses import dataclass
from datetime import date, timedelta

UNITS = ("year", "month", "day")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Point:
    """A year, a month (1-12) of it, or a day of that; raises ValueError for a day that no calendar has."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        date(self.year, self.month or 1, self.day or 1)

    @property
    def edtf(self) -> str:
        """The point as EDTF writes it."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)])

    def is_known_to(self, unit: str) -> bool:
        """Whether it is known to the unit, one of UNITS."""
        return unit == "year" or getattr(self, unit) is not None

    def moved(self, unit: str, count: int) -> "Point":
        """The year, month or day that lies `count` units after it, before it where negative; it must be that known."""
        if unit == "year":
            return Point(self.year + count)
        if unit == "month":
            months = self.year * 12 + (self.month or 1) - 1 + count
            return Point(months // 12, months % 12 + 1)
        moved = date(self.year, self.month or 1, self.day or 1) + timedelta(days=count)
        return Point(moved.year, moved.month, moved.day)

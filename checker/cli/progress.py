"""How far a review is, on a terminal; nothing anywhere else."""

from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


class Shown:
    """A line that says what is done, and of how many submissions. Use it as a context manager, and call it."""

    def __init__(self, stream: TextIO, doing: str, total: int | None = None) -> None:
        self.stream = stream
        self.doing = doing
        self.total = total
        self.bar: Bar | None = None

    def __enter__(self) -> Self:
        if self.stream.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self.bar = Progress(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                console=Console(file=self.stream), transient=True,
            )  # fmt: skip
            self.bar.start()
            self.bar.add_task(self.doing, total=self.total)
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()

    def __call__(self, done: int) -> None:
        """Show how far it is."""
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], completed=done)

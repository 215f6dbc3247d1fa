"""Making widgets after the first frame: each takes a millisecond or two, and what is not seen need not hold it up."""

from textual.widget import Widget


def mount_later(parent: Widget, *widgets: Widget) -> None:
    """Mount widgets in `parent` once the screen has been painted, unless it is gone, or they are there, by then."""

    def mount() -> None:
        if parent.is_attached:
            parent.mount(*(widget for widget in widgets if not widget.is_attached))

    parent.call_after_refresh(mount)

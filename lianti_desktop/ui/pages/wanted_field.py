"""The cursor into a field of the page in view: hand-made pages know how, the generic one is asked
for its form."""

from lianti_desktop.ui.page import Page
from lianti_desktop.ui.record_page import RecordPage


def show_field(page: Page, name: str) -> None:
    """Takes the cursor to a field of the record that the page shows."""
    if not isinstance(page, RecordPage):
        page.show_field(name)
        return
    form = page.view().form
    if name in form.rows.names():
        form.focus_field(name)

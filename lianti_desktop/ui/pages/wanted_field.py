"""From a line on one page to the field on another: the page that came into view puts the cursor."""

from PySide6.QtWidgets import QWidget

from lianti_desktop.ui.page import Page
from lianti_desktop.ui.record_page import RecordPage


def show_field(asker: Page, field: str) -> None:
    """Takes the cursor to a field of the record that `record_wanted` has just brought into view.

    Without a field a new record is begun there.
    """
    for page in asker.window().findChildren(Page):
        if page is not asker and page.isVisible():
            _show(page, field)


def _show(page: QWidget, field: str) -> None:
    if not field and isinstance(page, Page):
        page.new_record()
    elif isinstance(page, RecordPage):
        form = page.view().form
        if field in form.rows.names():
            form.focus_field(field)
    elif hasattr(page, "show_field"):
        page.show_field(field)

"""The stylesheet as text with gaps: `theme` fills the gaps with the colours and sizes of the day.

Looks are set on a widget with `theme.set_look`; a name in a gap is a field of Colours or Sizes.
"""

WORDS = """
QLabel[look="title"] { font-size: ${title_points}pt; font-weight: $bold; }
QLabel[look="heading"] { font-size: ${heading_points}pt; font-weight: $bold; }
QLabel[look="label"], QLabel[look="small"] { font-size: ${small_points}pt; color: $secondary; }
QLabel[look="secondary"] { color: $secondary; }
QLabel[look="error"] { font-size: ${small_points}pt; color: $danger; }
QLabel[look="dot"] { font-size: ${small_points}pt; color: $danger; }
QLabel[look="ink"] { color: $ink; }
QLabel[look="accent"], QLabel[look="met"] { color: $accent; }
QLabel[look="waiting"] { color: $waiting; }
QLabel[look="danger"] { color: $danger; }
QLabel[look="plain"] { color: $ink; padding: 0 1px; }
QLabel[look="badge"] { font-size: ${small_points}pt; color: $waiting;
  border: 1px solid $waiting_mark; border-radius: 4px; padding: 0 5px; }
QLabel[look="group"] { font-size: ${small_points}pt; color: $secondary;
  padding: 10px 0 2px 12px; }
QToolTip { background: $surface; color: $ink; border: 1px solid $edge; padding: 5px 7px; }
"""

BUTTONS = """
QPushButton { background: $surface; color: $ink; border: 1px solid $edge;
  border-radius: ${radius}px; padding: 0 12px; min-height: ${inner}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint; background: transparent; border-color: $line; }
QPushButton, QToolButton, QCheckBox, QRadioButton { outline: none; }
QPushButton[look="main"], QDialog QPushButton:default { background: $accent; color: $on_accent;
  border-color: $accent; font-weight: $bold; padding: 0 16px; }
QPushButton[look="main"]:hover, QDialog QPushButton:default:hover { background: $accent_hover; }
QPushButton[look="main"]:focus { border: 2px solid $ink; min-height: ${inner}px; margin: -1px; }
QPushButton[look="main"]:disabled { background: $line; color: $secondary; border-color: $line; }
QPushButton[look="danger"] { color: $danger; border-color: $danger; background: transparent; }
QPushButton[look="danger"]:focus { border: 2px solid $danger; min-height: ${inner}px;
  margin: -1px; }
QPushButton[look="danger"]:hover { background: $danger_soft; }
QPushButton[look="quiet"] { background: transparent; border-color: transparent; color: $secondary;
  padding: 0 8px; }
QPushButton[look="quiet"]:hover { background: $hover; color: $ink; }
QPushButton[look="quiet"]:focus { border-color: $accent; }
QPushButton[look="pill"] { background: transparent; border-color: transparent; color: $secondary;
  padding: 0 12px; }
QPushButton[look="pill"]:hover { background: $hover; }
QPushButton[look="pill"]:checked { background: $accent_soft; color: $accent; }
QPushButton[look="pill"]:focus { border-color: $accent; }
QPushButton[look="light"] { font-size: ${small_points}pt; min-height: 0; padding: 0; border: none; }
QPushButton[look^="status"] { font-size: ${small_points}pt; background: transparent; border: none;
  color: $secondary; min-height: 20px; padding: 1px 8px; border-radius: 4px; }
QPushButton[look^="status"]:hover { background: $hover; }
QPushButton[look^="status"]:focus { color: $accent; }
QPushButton[look="status-danger"] { color: $danger; }
QPushButton[look="status-waiting"] { color: $waiting; }
QPushButton[look="status-met"] { color: $met; }
QPushButton[look="term"] { text-align: left; padding: 0 12px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolButton { background: transparent; border: 1px solid transparent; padding: 0;
  border-radius: ${radius}px; }
QToolButton:hover, QToolButton:checked { background: $hover; }
QToolButton:focus { border-color: $accent; }
QToolButton[look="boxed"] { background: $surface; border-color: $edge; }
QToolButton[look="boxed"]:hover { background: $hover; }
QToolButton[look="tiny"] { border-radius: 4px; }
QToolButton::menu-indicator { image: none; }
"""

FIELDS = """
QLineEdit, QComboBox, QAbstractSpinBox { background: $surface; color: $ink; border: 1px solid $edge;
  border-radius: ${radius}px; padding: 0 8px; min-height: ${inner}px;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { background: $surface; color: $ink; border: 1px solid $edge;
  border-radius: ${radius}px; padding: 3px 5px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover, QTextEdit:hover { border-color: $faint; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border-color: $accent; }
QLineEdit[look="wrong"], QComboBox[look="wrong"], QPlainTextEdit[look="wrong"],
QFrame[look="wrong"] { border: 1px solid $danger; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $faint;
  background: $paper; }
QComboBox { padding-right: 28px; }
QComboBox QLineEdit { border: none; padding: 0; background: transparent; min-height: 20px; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; }
QLineEdit[look="bare"] { border: 1px solid transparent; background: transparent; padding: 0 2px;
  min-height: 22px; }
QLineEdit[look="caption"] { border: 1px solid transparent; background: transparent; padding: 0;
  min-height: 22px; color: $secondary; font-size: ${small_points}pt; border-radius: 4px; }
QLineEdit[look="caption"]:hover { border-color: $edge; }
QLineEdit[look="caption"]:focus { border-color: $accent; background: $surface; color: $ink; }
QLineEdit[look^="cell"] { border: 1px solid $accent; border-radius: 0; padding: 0 8px;
  min-height: 0; }
QLineEdit[look="cell-wrong"] { border-color: $danger; }
QFrame[look="box"] { background: $surface; border: 1px solid $edge; border-radius: ${radius}px; }
QFrame[look="box"]:hover { border-color: $faint; }
QFrame[look="box-focus"] { background: $surface; border: 1px solid $accent;
  border-radius: ${radius}px; }
QFrame[look="wrong"] { background: $surface; border-radius: ${radius}px; }
QFrame[look="chip"] { background: $accent_soft; border: none; border-radius: 4px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: ${inner}px; }
"""

PANELS = """
QFrame[look="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[look="float"], QMenu { background: $surface;
  border: 1px solid $edge; border-radius: ${radius}px; }
QFrame[look="rail"] { background: $rail; border: none; border-right: 1px solid $line; }
QFrame[look="status"] { background: $rail; border: none; border-top: 1px solid $line; }
QFrame[look="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QMenu { padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QScrollArea { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $edge; border: none; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 3px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px 2px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: none; border: none; width: 0; height: 0; }
QProgressBar { background: $line; border: none; border-radius: 3px;
  min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { margin: 0 6px; border-radius: 2px; }
QSplitter::handle:horizontal:hover { background: $line; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { color: $secondary; padding: 7px 12px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $ink; }
"""

TABLES = """
QAbstractItemView { background: $surface; border: 1px solid $line; outline: none;
  selection-background-color: $accent_soft; selection-color: $ink; }
QTableView, QTreeView, QListView { border-radius: 8px; gridline-color: $line; }
QTableView::item, QTreeView::item { border: none; border-bottom: 1px solid $line; padding: 0 8px; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: $rail; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
  background: $accent_soft; }
QTableView[look="cells"]::item:focus { border: 1px solid $accent; padding: 0 7px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $secondary; border: none;
  border-bottom: 1px solid $line; padding: 0 11px; min-height: ${row}px; font-weight: normal; }
QHeaderView::section:hover { color: $ink; }
QTableCornerButton::section { background: $surface; border: none; }
QListView::item { min-height: ${inner}px; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView { border: 1px solid $edge; border-radius: 0; padding: 3px; }
QListView[look="float"] { border: 1px solid $edge; padding: 3px; border-radius: 0; }
QCalendarWidget QWidget { alternate-background-color: $surface; }
QCalendarWidget QTableView { border: none; border-radius: 0; }
QCalendarWidget QTableView::item { border: none; padding: 0; }
QCalendarWidget QTableView::item:selected { background: $accent; color: $on_accent;
  border-radius: 4px; }
"""

PARTS = (WORDS, BUTTONS, FIELDS, PANELS, TABLES)

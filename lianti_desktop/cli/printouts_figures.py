"""print: the figures of a term and the draft of its summary."""

from argparse import Namespace
from dataclasses import replace

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import AUTHOR, Place
from lianti_desktop.cli.printouts import press_for, row_named, tell_result, term_name
from lianti_desktop.cli.printouts_forms import EXCEL, PDF, WORD, ending, tell_file
from lianti_desktop.domain.dates import format_day
from lianti_desktop.domain.presets import preset_named
from lianti_desktop.domain.term_figures import TermFigures
from lianti_desktop.storage.calendar import Term


def summary(place: Place, asked: Namespace, output: Output) -> None:
    """The draft of a term's summary."""
    from lianti_desktop.domain.term_summary import summary_report
    from lianti_desktop.printing.chart_pictures import chart_pictures
    from lianti_desktop.printing.report import write_report
    from lianti_desktop.sheets.word_report import write_word_report

    kind = ending(asked.out, PDF, WORD)
    preset = preset_named(asked.preset)
    report = summary_report(_figures(place, asked), format_day(place.today), preset)
    press = press_for(output)
    if kind == WORD:
        charts = chart_pictures(report, press)
        tell_file(write_word_report(report, asked.out, charts), (), output)
        return
    tell_result(write_report(report, asked.out, press), output)


def statistics(place: Place, asked: Namespace, output: Output) -> None:
    """The figures of a term as tables and charts."""
    from lianti_desktop.domain.term_charts import statistics_report
    from lianti_desktop.domain.term_tables import figure_workbook
    from lianti_desktop.printing.report import write_report
    from lianti_desktop.sheets.table_workbook import write_tables

    kind = ending(asked.out, PDF, EXCEL)
    figures = _figures(place, asked)
    if kind == EXCEL:
        tables = [
            replace(table, above=figures.alliance, term=figures.term)
            for table in figure_workbook(figures)
        ]
        made = [replace(table, maker=AUTHOR, made_on=place.today) for table in tables]
        tell_file(write_tables(made, asked.out), (), output)
        return
    report = statistics_report(figures, format_day(place.today), preset_named(asked.preset))
    tell_result(write_report(report, asked.out, press_for(output)), output)


def _figures(place: Place, asked: Namespace) -> TermFigures:
    from lianti_desktop.services.term_statistics import term_figures

    with place.store() as store:
        term = row_named(place, store, Term, term_name(asked.term))
        with store.read() as session:
            return term_figures(session, term, place.today)

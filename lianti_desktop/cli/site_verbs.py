"""init, photos, demo: setting up a copy, photos into an activity, the demonstration."""

from argparse import Namespace

from lianti_desktop.cli.output import Output
from lianti_desktop.cli.place import AUTHOR, Place
from lianti_desktop.domain.words import SiteRole
from lianti_desktop.services.setup import Founding, found_alliance


def init(place: Place, asked: Namespace, output: Output) -> None:
    """The alliance, the own school, this year's terms; the sample alliance beside them."""
    founding = Founding(asked.alliance, asked.site, SiteRole(asked.role), place.today)
    with place.fresh_store() as store:
        made = found_alliance(store, founding, AUTHOR)
        if asked.sample:
            from lianti_desktop.services.sample import add_sample

            output.note("正在放入示例联盟……")
            add_sample(store, place.today, AUTHOR)
    result = {"alliance": str(made.alliance), "school": str(made.school), "term": str(made.term)}
    output.give(result, [f"已建立联盟“{asked.alliance}”，本校是“{asked.site}”"])


def add_photos(place: Place, asked: Namespace, output: Output) -> None:
    """Photos into an activity."""
    from lianti_desktop.cli.photo_verb import add_photos as take_in

    take_in(place, asked, output)


def demo(place: Place, asked: Namespace, output: Output) -> None:
    """The demonstration, in a data folder of its own inside the folder for the results."""
    from lianti_desktop.cli.demonstration import demonstrate

    demonstrate(place, asked.out, output)

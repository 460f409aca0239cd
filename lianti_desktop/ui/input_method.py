"""Chinese typing on Linux: Qt from PyPI has no fcitx plugin but reaches fcitx through ibus."""

import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

_FCITX = frozenset({"fcitx", "fcitx5"})


def needs_detour(environment: Mapping[str, str]) -> bool:
    """Whether the desktop asks for fcitx."""
    wanted = environment.get("QT_IM_MODULE", "")
    return wanted in _FCITX or "fcitx" in environment.get("XMODIFIERS", "")


def prepare_typing(environment: MutableMapping[str, str]) -> None:
    """To be called before the application is made; leaves a desktop with its own plugin alone."""
    if not sys.platform.startswith("linux"):
        return
    if needs_detour(environment) and not _has_plugin():
        environment["QT_IM_MODULE"] = "ibus"
        environment["IBUS_USE_PORTAL"] = "1"


def _has_plugin() -> bool:
    from PySide6.QtCore import QLibraryInfo

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return any(plugins.glob("platforminputcontexts/*fcitx*"))

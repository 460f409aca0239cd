"""The commands that work without a window, on the same services as the window."""

from lianti_desktop.cli.command import main

__all__ = ("main",)

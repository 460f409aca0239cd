"""Starts Lianti Desktop."""

from lianti_desktop.app import main

raise SystemExit(main())

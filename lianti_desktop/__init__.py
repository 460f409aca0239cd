"""Lianti Desktop: the office of an alliance of rural schools, on one computer, offline."""

"""The trade itself: words, fields, rules and sums; functions and frozen dataclasses only."""

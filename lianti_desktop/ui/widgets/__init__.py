"""The parts every page is made of; they know Qt and the theme, and nothing of the store."""

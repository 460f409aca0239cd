"""The window and everything in it; nothing here decides what is true."""

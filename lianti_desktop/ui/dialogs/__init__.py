"""Windows that come before the page: few, short, always with a way back."""

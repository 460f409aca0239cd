"""How quick the application is, each claim beside a peer measured in the same run."""

"""Exchange between schools: identity, packages, merging and the memory stick."""

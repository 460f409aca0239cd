"""Everything that becomes paper: albums, volumes, bulletins, certificates."""

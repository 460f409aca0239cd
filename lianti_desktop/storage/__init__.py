"""What is kept: records, their log, files and backups."""

"""Small scripts of development that dev.py calls; standard library only."""

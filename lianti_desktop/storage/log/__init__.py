"""The log: every user action is one commit of field-level ops in a hash chain.

Source of the design: exchange.md §1 to §3.
"""

"""The command line: thin commands, no rule and no arithmetic."""

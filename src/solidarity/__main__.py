"""Run the command with `python -m solidarity`."""

from solidarity.cli.main import main

main()

"""Run the command line with `python -m wizard`."""

from wizard.cli import main

if __name__ == "__main__":
    main()

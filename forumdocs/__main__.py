"""``python -m forumdocs``: the command line where its script is not on the search path, as often on Windows."""

from forumdocs.cli import main

if __name__ == "__main__":
    main()

import sys

if sys.version_info < (3, 11):
    sys.exit("Critical Friend needs Python 3.11 or newer. Install one, and start the program with it.")

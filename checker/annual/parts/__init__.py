"""The parts of an agency's annual report, a module each, in the order of `compose.py`."""

"""OSCAL, NIST's language for controls and their assessment: the order as a catalog, outcomes as results, what is open as a plan of action.

docs/oscal.md says what is mapped to what, and why.
"""

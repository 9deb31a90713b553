# nothing here yet
"""and a docstring"""

"""Property tests of the core draw the same examples on every run, and never look at the clock."""

from hypothesis import settings

settings.register_profile("core", deadline=None, derandomize=True, database=None, max_examples=50)
settings.load_profile("core")

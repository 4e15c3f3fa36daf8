"""Everything that can go wrong, as one tree; messages never hold what a person typed."""


class WizardError(Exception):
    """The base of all errors that the product raises on purpose."""


class ContentInvalid(WizardError):
    """A content file cannot be read as what it should be."""


class SettingsError(WizardError):
    """A setting from the environment is missing or makes no sense."""

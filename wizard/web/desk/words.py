"""The words in which the desk speaks of what the program has names for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wizard.core.roles import Role

ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.READER: "Lezer",
        Role.PLANNER: "Planner",
        Role.LEAD: "Leidinggevende",
        Role.ADMINISTRATOR: "Beheerder",
    }
)

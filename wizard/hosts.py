"""Which hosts are this machine: no wire leads to them."""

import ipaddress


def is_this_machine(host: str) -> bool:
    """Tell whether a host is this machine and cannot be reached from another one."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

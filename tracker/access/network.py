"""Whom an internet address stands for, where tries are counted."""

import ipaddress


def network_of(address: str | None) -> str:
    """One address of IPv4, and the 64 bits of IPv6 that one household or office has."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return (address or "")[:60]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is None:
            return str(ipaddress.ip_network((found, 64), strict=False))
        found = found.ipv4_mapped
    return str(found)

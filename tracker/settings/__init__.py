"""Addresses, limits and secrets, from the environment. What is part of the record is in the store instead."""

from tracker.settings.fields import (
    ACCOUNTS,
    DIRECTORY,
    LOCAL,
    MACHINE,
    WAYS,
    MailServer,
    Sender,
    Settings,
    address_of,
    folder_of,
    manual,
)
from tracker.settings.reading import load

__all__ = [
    "ACCOUNTS",
    "DIRECTORY",
    "LOCAL",
    "MACHINE",
    "WAYS",
    "MailServer",
    "Sender",
    "Settings",
    "address_of",
    "folder_of",
    "load",
    "manual",
]

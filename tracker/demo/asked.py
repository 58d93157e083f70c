"""Which agencies answer for themselves in the illustrative register. The others' asks are withdrawn, with a reason."""

NOT_SOUTHAMPTON = {
    "10.2.1": ("southampton-education",),
    "10.2.3": (
        "southampton-education",
        "southampton-adult-services",
        "southampton-housing",
        "southampton-pre-schools",
        "southampton-ccg",
        "south-central-ambulance",
        "nspcc",
    ),
    "10.2.5": (
        "southampton-education",
        "southampton-idva",
        "southampton-adult-services",
        "southampton-housing",
        "southampton-pre-schools",
        "southampton-ccg",
        "cafcass",
        "nspcc",
    ),
    "10.2.6": (
        "southampton-education",
        "southampton-idva",
        "southampton-adult-services",
        "southampton-housing",
        "southampton-pre-schools",
        "southampton-gps",
        "southampton-ccg",
        "hampshire-probation-trust",
        "south-central-ambulance",
        "cafcass",
        "nspcc",
    ),
    "10.2.9": ("southampton-ccg",),
    "10.2.10": (
        "southampton-education",
        "southampton-idva",
        "cafcass",
        "southampton-gps",
        "hampshire-probation-trust",
        "south-central-ambulance",
        "southampton-adult-services",
        "dorset-healthcare",
        "staffordshire-county-council",
        "southampton-housing",
        "nspcc",
    ),
    "10.2.13": (
        "southampton-education",
        "southampton-idva",
        "southampton-adult-services",
        "southampton-gps",
        "hampshire-probation-trust",
        "south-central-ambulance",
        "cafcass",
    ),
}
SMALLER = ("northants-gps", "northants-probation", "northants-yos", "northants-early-years")
NOT_NORTHANTS = {
    **dict.fromkeys(("1/a", "1/b"), SMALLER[1:]),  # general practice is asked to see and hear children, and is silent
    **dict.fromkeys(("2/a", "2/b", "3", "4/a", "4/b", "4/c", "4/d"), SMALLER),
    **dict.fromkeys(("5/a", "5/b", "5/c", "6/a", "6/b", "6/c", "6/d", "7/c", "7/d", "7/e", "10/a"), SMALLER),
}
WHY = {
    "SOTON-K": "Takes part in the partnership's own work on this; the agencies named answer for themselves.",
    "NORTHANTS-AK": "Follows the partnership's guidance through the larger agencies, and reports with them.",
}


def withdrawn() -> list[str]:
    """The ids of the asks to withdraw, in the order of the recommendations."""
    both = (("SOTON-K", NOT_SOUTHAMPTON), ("NORTHANTS-AK", NOT_NORTHANTS))
    return [
        f"{review}:{part}{'' if '/' in part else '/'}|{agency}"
        for review, parts in both
        for part, agencies in parts.items()
        for agency in agencies
    ]

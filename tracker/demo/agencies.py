"""The agencies that answer in the illustrative plan, and the review each belongs to."""

SOUTHAMPTON, NORTHANTS = "SOTON-K", "NORTHANTS-AK"

S_BOARD = "southampton-scp"
S_CHILDREN = "southampton-childrens-services"
S_POLICE = "hampshire-constabulary"
S_HEALTH = "hiow-healthcare"
S_HOSPITAL = "university-hospital-southampton"
S_GPS = "southampton-gps"
S_SCHOOLS = "southampton-schools"
S_PROBATION = "probation-service-hampshire"
S_IDVA = "southampton-idva"

N_BOARD = "northants-scp"
N_TRUST = "northants-childrens-trust"
N_POLICE = "northamptonshire-police"
N_HEALTH = "northants-community-health"
N_HOSPITALS = "northants-hospitals"
N_SCHOOLS = "northants-schools"
N_MASH = "northants-mash"

REVIEW_OF = {
    **dict.fromkeys((S_BOARD, S_CHILDREN, S_POLICE, S_HEALTH, S_HOSPITAL), SOUTHAMPTON),
    **dict.fromkeys((S_GPS, S_SCHOOLS, S_PROBATION, S_IDVA), SOUTHAMPTON),
    **dict.fromkeys((N_BOARD, N_TRUST, N_POLICE, N_HEALTH, N_HOSPITALS, N_SCHOOLS, N_MASH), NORTHANTS),
}
BOARDS = frozenset({S_BOARD, N_BOARD})


def part_id(owner: str, part: str) -> str:
    """A part as a row of the plan writes it, as its id: "10.2.1" of Southampton is SOTON-K:10.2.1/."""
    whole = part if ":" in part else f"{REVIEW_OF[owner]}:{part}"
    return whole if "/" in whole else f"{whole}/"

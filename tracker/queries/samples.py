"""The dip samples of a register, each with its findings and what they say about everything closed."""

from datetime import date

import sqlalchemy as sa

from tracker.queries.standing import standing
from tracker.rules.sampling import Told, told
from tracker.rules.sight import Sight


def samples(engine: sa.Engine, as_at: date | None = None, *, sight: Sight) -> tuple[Told, ...]:
    """Every dip sample as it stood on a day, or stands now, the newest first; of what this sight may see."""
    return told(standing(engine, as_at, sight=sight).register)

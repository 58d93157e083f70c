"""The illustrative action plan: every row invented, and only here."""

from tracker.demo.plan import (
    child_seen,
    domestic_abuse,
    engagement,
    escalation,
    families,
    own_policies,
    review_process,
    sharing,
    significant_harm,
    supervision,
    thresholds,
)

ROWS = (
    *significant_harm.ROWS,
    *domestic_abuse.ROWS,
    *escalation.ROWS,
    *supervision.ROWS,
    *review_process.ROWS,
    *child_seen.ROWS,
    *families.ROWS,
    *engagement.ROWS,
    *own_policies.ROWS,
    *thresholds.ROWS,
    *sharing.ROWS,
)

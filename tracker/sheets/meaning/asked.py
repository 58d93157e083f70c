"""Whom a review asks: its agencies, its board, its groups. It tells which of several agencies of one name is meant."""

from collections import defaultdict

from tracker.rules.register import Register


class Asked:
    """Who is asked by each review of a register."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known: dict[str, frozenset[str]] = {}
        self._members: dict[str, list[str]] = defaultdict(list)
        for membership in register.memberships.values():
            if membership.left_on is None:
                self._members[membership.group_id].append(membership.agency_id)

    def members(self, group_id: str) -> list[str]:
        """The agencies of a group today."""
        return self._members.get(group_id, [])

    def board_of(self, review: str | None) -> str | None:
        """The agency that is the board of a review."""
        found = self._register.reviews.get(review or "")
        board = self._register.boards.get(found.board_id) if found else None
        return board.agency_id if board else None

    def by(self, review: str | None) -> frozenset[str]:
        """The agencies that a review asks, and its board; none of a review that is not known."""
        if review is None or review not in self._register.reviews:
            return frozenset()
        if review not in self._known:
            recommendations = self._register.recommendations_of_review.get(review, ())
            asked = {id_ for one in recommendations for id_ in self._register.owners_of(one.id)}
            board = self.board_of(review)
            self._known[review] = frozenset(asked | ({board} if board else set()))
        return self._known[review]

    def only_elsewhere(self, agency_id: str, review: str | None) -> bool:
        """Whether other reviews ask something of an agency, and this one nothing."""
        here = self.by(review)
        return bool(here) and agency_id not in here and any(agency_id in self.by(one) for one in self._register.reviews)

    def group_is_of(self, group_id: str, review: str | None) -> bool:
        """Whether a review asks a group, or everybody in it."""
        if review is None:
            return False
        members = set(self.members(group_id))
        if members and members <= self.by(review):
            return True
        asks = (ask for ask in self._register.asks.values() if ask.group_id == group_id)
        return any(self._register.parts[ask.part_id].recommendation_id.startswith(f"{review}:") for ask in asks)

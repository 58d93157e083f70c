"""The register as at a day, worked out a second time in the plainest way: the trail is gone through from its first
entry to the last one of that day, field by field into dicts, and everything is counted with loops over them.

Nothing of `tracker.queries` or `tracker.rules` is used but the trail's entries themselves, so that what the two methods
agree on is not agreed because they share a mistake. Written from DESIGN section 3, for tests and benchmarks; slow.
"""

import json
from datetime import date, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
WORST = ["red", "amber", "grey", "green", "blue", "not_doing"]
COLOURS = ["blue", "green", "amber", "red", "grey"]
OWES = ["planned", "in_progress", "returned", "reopened"]
DONE = ["assured", "embedded"]


def day(text):
    return date.fromisoformat(text) if text else None


class Naive:
    """The register as dicts: kind → id → field → value."""

    def __init__(self, entries, until):
        self.today = until
        self.things = {}
        for entry in entries:
            if entry.at.astimezone(LONDON).date() > until:
                break
            if entry.field is None:
                continue  # somebody signed in or took something out
            thing = self.things.setdefault(entry.entity, {}).setdefault(entry.entity_id, {})
            thing[entry.field] = None if entry.after is None else json.loads(entry.after)
        for kind in self.things:
            self.things[kind] = {i: t for i, t in self.things[kind].items() if t.get("id") is not None}
        self.limits = {"due_soon_days": 28, "stale_days": 90}
        setting = self.all("setting").get("thresholds")
        if setting:
            self.limits.update(json.loads(setting["value"]))

    def all(self, kind):
        return self.things.get(kind, {})

    def of(self, kind, field, id_):
        """The things of a kind that name an id in a field, in the order in which they were put in."""
        key = (kind, field)
        self.__dict__.setdefault("_index", {})
        if key not in self._index:
            found = {}
            for thing in self.all(kind).values():
                found.setdefault(thing.get(field), []).append(thing)
            self._index[key] = found
        return self._index[key].get(id_, [])

    # ---- one action

    def not_doing_now(self, field, id_):
        """The entry of the not-doing register that holds today for an action, ask or recommendation."""
        found = None
        for entry in self.of("not_doing", field, id_):
            until = day(entry.get("until"))
            if entry.get("ended_on") is None and (until is None or self.today <= until):
                found = entry
        return found

    def status(self, action):
        status = action.get("status") or "planned"
        if status == "not_doing":
            left = [n for n in self.of("not_doing", "action_id", action["id"]) if n.get("ended_on") is None]
            if left:
                until = day(left[-1].get("until"))
                if until is not None and until < self.today:
                    former = left[-1].get("former_status")
                    return former if former and former != "not_doing" else "planned"
        return status

    def verdicts(self, action, outcome):
        return [v for v in self.of("verification", "action_id", action["id"]) if v["outcome"] == outcome]

    def claimed(self, action):
        """The day of the claim that stands."""
        status = action.get("status")
        if status == "not_doing":
            left = [n for n in self.of("not_doing", "action_id", action["id"]) if n.get("ended_on") is None]
            if left and left[-1].get("former_status"):
                status = left[-1]["former_status"]
        if status == "claimed":
            return day(action.get("claimed_on")) or day(action.get("status_on"))
        if status in DONE:
            days = [day(v["verified_on"]) for v in self.verdicts(action, "assured")]
            return day(action.get("claimed_on")) or (max(days) if days else day(action.get("status_on")))
        return None

    def original(self, action):
        return day(action.get("original_due")) or day(action.get("due"))

    def days_past(self, action, due):
        """Days late on a date: a claim that waits stops the count."""
        if due is None or self.status(action) in [*DONE, "not_doing"]:
            return 0
        last = self.today
        if self.claimed(action) is not None and self.claimed(action) < last:
            last = self.claimed(action)
        return max((last - due).days, 0)

    def is_overdue(self, action):
        due = day(action.get("due"))
        return due is not None and due < self.today and self.status(action) in OWES

    def failed(self, action):
        """A check-back that failed and was not put right since."""
        if self.status(action) not in OWES:
            return False
        days = [day(v["verified_on"]) for v in self.verdicts(action, "assured")]
        for check in self.of("check_back", "action_id", action["id"]):
            checked = day(check.get("checked_on"))
            if check.get("outcome") == "failed" and (not days or checked is None or checked >= max(days)):
                return True
        return False

    def colour(self, action):
        status, due = self.status(action), day(action.get("due"))
        if status == "not_doing":
            return "not_doing"
        if status in DONE:
            return "blue"
        if not action.get("owner_id") or due is None:
            return "grey"
        if self.is_overdue(action) or self.failed(action) or status == "reopened":
            return "red"
        if status == "returned":
            return "amber"
        if status in OWES and timedelta(0) <= due - self.today <= timedelta(self.limits["due_soon_days"]):
            return "amber"
        if action.get("original_due") and due > day(action["original_due"]):
            return "amber"
        updates = sorted(self.of("action_update", "action_id", action["id"]), key=self.number)
        spoken = [day(u["said_on"]) for u in updates] or [day(action.get("created_on"))]
        spoken = [one for one in (*spoken, self.claimed(action)) if one is not None]
        if spoken and (self.today - max(spoken)).days >= self.limits["stale_days"]:
            return "amber"
        own = None
        for update in updates:
            if update.get("own_rating"):
                claimed = self.claimed(action)
                if claimed is None or day(update["said_on"]) >= claimed:
                    own = update["own_rating"]
        return "amber" if own in ["amber", "red"] else "green"

    def number(self, thing):
        """Updates in the order of their numbers: A001-U2 before A001-U10."""
        digits = thing["id"].rsplit("U", 1)[-1]
        return int(digits) if digits.isdigit() else 0

    def colours(self):
        if "_colours" not in self.__dict__:
            self._colours = {id_: self.colour(action) for id_, action in self.all("action").items()}
        return self._colours

    # ---- asks and recommendations

    def same_body(self, one, other):
        """Whether an agency is another, or became it, or the other way round."""

        def later(id_):
            seen = [id_]
            while True:
                next_ = self.all("agency").get(seen[-1], {}).get("successor_id")
                if not next_ or next_ in seen:
                    return seen
                seen.append(next_)

        return one is not None and other is not None and (other in later(one) or one in later(other))

    def parts(self, recommendation_id):
        parts = self.of("part", "recommendation_id", recommendation_id)
        return [part for part in parts if part.get("context_reason") is None]

    def asks(self, part):
        return [ask for ask in self.of("ask", "part_id", part["id"]) if ask.get("withdrawn_on") is None]

    def actions_on(self, part):
        ids = [link["action_id"] for link in self.of("action_part", "part_id", part["id"])]
        return [self.all("action")[id_] for id_ in dict.fromkeys(ids) if id_ in self.all("action")]

    def answers(self, ask, part):
        return [a for a in self.actions_on(part) if self.same_body(ask["agency_id"], a.get("owner_id"))]

    def holes(self):
        """Asks with no action of that agency on that part."""
        found = []
        for id_ in self.all("recommendation"):
            if self.not_doing_now("recommendation_id", id_):
                continue
            for part in self.parts(id_):
                for ask in self.asks(part):
                    if not self.not_doing_now("ask_id", ask["id"]) and not self.answers(ask, part):
                        found.append(ask)
        return found

    def recommendation(self, rec, holes):
        """The colour of a recommendation: its worst action, grey at best where something is not planned."""
        if self.not_doing_now("recommendation_id", rec["id"]):
            return "not_doing"
        parts = self.parts(rec["id"])
        if not parts:
            return "grey"
        colours, grey, asked = [], False, False
        for part in parts:
            asks, answering = self.asks(part), self.actions_on(part)
            asked = asked or bool(asks)
            if not asks and not answering:
                grey = True
            dropped = []
            for ask in asks:
                if self.not_doing_now("ask_id", ask["id"]):
                    dropped += [action["id"] for action in self.answers(ask, part)]
                elif ask["id"] in holes:
                    grey = True
            colours += [self.colours()[action["id"]] for action in answering if action["id"] not in dropped]
        if grey or not asked:
            colours.append("grey")
        live = [colour for colour in colours if colour != "not_doing"]
        return min(live, key=WORST.index) if live else "not_doing"

    # ---- what the tracker is asked for

    def overturned(self, action):
        """Claims returned, and claims assured that a failed check-back undid, each once."""
        assured = [day(v["verified_on"]) for v in self.verdicts(action, "assured")]
        undone = []
        for check in self.of("check_back", "action_id", action["id"]):
            if check.get("outcome") == "failed":
                failed = day(check.get("checked_on")) or day(check["due"])
                undone.append(len([one for one in assured if one <= failed]))
        return len(self.verdicts(action, "returned")) + len(set(undone))

    def status_figures(self):
        """What `tracker status --json` says."""
        holes = self.holes()
        ids = [hole["id"] for hole in holes]
        actions = list(self.all("action").values())
        recs = {"overview": [], "single_agency": []}
        for rec in self.all("recommendation").values():
            recs[rec["level"]].append(self.recommendation(rec, ids))
        overview = recs["overview"]
        return {
            "as_at": self.today.isoformat(),
            "recommendations": {"total": len(overview)} | {c: overview.count(c) for c in COLOURS},
            "actions": {"total": len(actions)} | {c: list(self.colours().values()).count(c) for c in COLOURS},
            "single_agency": len(recs["single_agency"]),
            "not_doing": overview.count("not_doing"),
            "overdue": len([a for a in actions if self.is_overdue(a)]),
            "late_on_original": len([a for a in actions if self.days_past(a, self.original(a)) > 0]),
            "holes": len(holes),
            "claimed": len([a for a in actions if self.status(a) == "claimed"]),
            "verified": len([a for a in actions if self.status(a) in DONE]),
            "overturned": sum(self.overturned(a) for a in actions),
        }

    def overdue(self):
        """What `tracker overdue --json` lists, without the words: by action id."""
        found = {}
        for id_, action in self.all("action").items():
            if self.is_overdue(action):
                moves = [e for e in self.of("extension", "action_id", id_) if e.get("agreed_on")]
                found[id_] = (
                    action.get("owner_id"),
                    self.days_past(action, day(action["due"])),
                    self.days_past(action, self.original(action)),
                    len(moves),
                    self.colours()[id_],
                )
        return found

    def recommendations(self):
        """The colour of every recommendation, by id."""
        ids = [hole["id"] for hole in self.holes()]
        return {id_: self.recommendation(rec, ids) for id_, rec in self.all("recommendation").items()}

    def agencies(self):
        """By agency: its actions by colour, overdue, late on the original date, holes, claims."""
        found = {}
        for id_ in self.all("agency"):
            own = [a for a in self.all("action").values() if a.get("owner_id") == id_]
            holes = [hole for hole in self.holes_once() if hole["agency_id"] == id_]
            if not own and not holes:
                continue
            found[id_] = (
                tuple([self.colours()[a["id"]] for a in own].count(colour) for colour in WORST),
                len([a for a in own if self.is_overdue(a)]),
                len([a for a in own if self.days_past(a, self.original(a)) > 0]),
                len(holes),
                len([a for a in own if self.status(a) == "claimed"]),
                len([a for a in own if self.status(a) in DONE]),
                sum(self.overturned(a) for a in own),
            )
        return found

    def holes_once(self):
        if "_holes" not in self.__dict__:
            self._holes = self.holes()
        return self._holes


def theirs(standing):
    """The same answers, as the tracker gives them: status, overdue, recommendations, agencies."""
    from tracker.queries.documents import overdue_row, status_figures

    rows = [overdue_row(standing, file) for file in standing.overdue]
    return {
        "status": status_figures(standing, None),
        "overdue": {
            row["action"]: (row["owner"], row["days_late"], row["days_late_original"], row["moves"], row["rating"])
            for row in rows
        },
        "recommendations": {id_: rating.brag.value for id_, rating in standing.recommendation_ratings.items()},
        "agencies": {
            id_: (
                tuple(getattr(f.counts, colour) for colour in WORST),
                f.overdue, f.late_on_original, f.holes, f.awaiting, f.verified, f.overturned,
            )
            for id_, f in standing.by_agency().items() if f.counts.total or f.holes
        },
    }  # fmt: skip


def ours(naive):
    """What the naive method answers."""
    return {
        "status": naive.status_figures(),
        "overdue": naive.overdue(),
        "recommendations": naive.recommendations(),
        "agencies": naive.agencies(),
    }


def differences(one, other, where=""):
    """Every place in which two answers differ, in words."""
    if isinstance(one, dict) and isinstance(other, dict):
        found = []
        for key in sorted({*one, *other}):
            found += differences(one.get(key), other.get(key), f"{where}/{key}")
        return found
    return [] if one == other else [f"{where}: {one!r} against {other!r}"]


def twenty_days(first, last):
    """Twenty days to ask about: the day before anything was recorded, the first day, both days on which the clocks
    change with their neighbours, the last days of months, today, and others spread evenly between."""
    days = {first - timedelta(1), first, first + timedelta(1), last, last - timedelta(1)}
    for year in range(first.year, last.year + 1):
        for month in (3, 10):
            change = date(year, month, 31)
            while change.weekday() != 6:
                change -= timedelta(1)
            days |= {one for one in (change - timedelta(1), change, change + timedelta(1)) if first < one < last}
    for back in range(1, 4):
        days.add((last.replace(day=1) - timedelta(days=30 * (back - 1))).replace(day=1) - timedelta(1))
    spread = 1
    while len(days) < 20:
        days.add(first + (last - first) * spread // 16)
        spread += 1
    return sorted(days)

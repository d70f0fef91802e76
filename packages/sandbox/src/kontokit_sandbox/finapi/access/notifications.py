"""
The notifications of finAPI Access: what users have rules for, and deleted users.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...sources.notifications import notes_on
from ...webhooks.changes import Reading, Watch, newest
from ...webhooks.notification import Notification
from ..state.batch_updates import AccountWatch, OwnedAccount, account_readings
from ..state.world import Record, User, World
from .notification_bodies import EVENTS, AccountChange, account_news, connection_news

__all__ = ["FinapiNotifier"]

_ABOUT_CONNECTIONS = ("BANK_LOGIN_ERROR", "NEW_TERMS_AND_CONDITIONS")
_NO_RULE: Record = {"params": {}, "includeDetails": True}
"""What is fired for a user without a rule for the event."""


class FinapiNotifier:
    """
    Tells of automatic updates, by the rules of the users, and of deleted users.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._watch: AccountWatch = Watch(self._updated)

    @property
    def events(self) -> tuple[str, ...]:
        """
        The events that can be fired.
        """
        return EVENTS

    def fire(self, event: str, person: str | None) -> list[Notification]:
        """
        Make the notifications of an event by the rules for it, or as if there were one.

        Raises:
            ValueError: Nobody has a bank connection, or the rules choose none of the accounts.
        """
        made: list[Notification] = []
        users = [one for one in self._world.users.values() if one.connections]
        for user in users:
            if person is None or user.id.lower() == person.lower():
                changes = newest(account_readings(user), lambda row: row["amount"])
                failed = list(user.connections.values())
                rules = _rules(user, event) or [_NO_RULE]
                made += self._of_event(event, rules, changes, failed)
        if not made:
            who = person or "any user"
            raise ValueError(
                f"{who} of finAPI has nothing to tell: no account, or none of the rule"
            )
        return made

    def news(self) -> list[Notification]:
        """
        Make the notifications of mock updates and of deleted users.
        """
        made: list[Notification] = []
        for user_id, watch in self._world.batch_updates:
            user = self._world.users.get(user_id.lower())
            if user is not None:
                made += self._of(user, watch.changes())
        self._world.batch_updates.clear()
        for user_id in self._world.unannounced_deletions:
            made += self._deleted(user_id)
        self._world.unannounced_deletions.clear()
        return made

    def begin_night(self) -> None:
        """
        Remember the accounts before the automatic updates.
        """
        self._watch.begin()

    def end_night(self) -> list[Notification]:
        """
        Make the notifications of the automatic updates.
        """
        changes = self._watch.changes()
        made: list[Notification] = []
        for user in self._automatic():
            made += self._of(user, [one for one in changes if one.account[0] is user])
        return made

    def _automatic(self) -> Iterator[User]:
        # Without a rule there is nothing to tell.
        for user in self._world.users.values():
            if user.is_auto_update_enabled and user.notification_rules:
                yield user

    def _updated(self) -> Iterator[Reading[OwnedAccount, Record]]:
        for user in self._automatic():
            yield from account_readings(user)

    def _of(self, user: User, changes: Sequence[AccountChange]) -> list[Notification]:
        failed = [one for one in user.connections.values() if _has_failed(one)]
        return [
            one
            for event in EVENTS
            if event != "NEW_TERMS_AND_CONDITIONS"
            for one in self._of_event(event, _rules(user, event), changes, failed)
        ]

    def _of_event(
        self,
        event: str,
        rules: Sequence[Record],
        changes: Sequence[AccountChange],
        connections: Sequence[Record],
    ) -> Iterator[Notification]:
        for rule in rules:
            if event in _ABOUT_CONNECTIONS:
                body = connection_news(event, rule, connections)
            else:
                body = account_news(event, rule, changes)
            if body is not None:
                yield from self._notifications(event, "userNotification", body)

    def _deleted(self, user_id: str) -> Iterator[Notification]:
        body = {"userId": user_id, "event": "DELETED"}
        yield from self._notifications("DELETED", "userSynchronization", body)

    def _notifications(self, event: str, webhook: str, body: Record) -> Iterator[Notification]:
        name = f"{webhook}CallbackUrl"
        addresses = [one.configuration.get(name) for one in self._world.clients.values()]
        # Every client with an address; without any, what is forwarded all the same.
        for url in [one for one in addresses if one] or [None]:
            yield Notification(
                api="finapi_access",
                event=event,
                webhook=webhook,
                body=body,
                url=url,
                notes=notes_on("finapi_access", event),
            )


def _rules(user: User, event: str) -> list[Record]:
    return [one for one in user.notification_rules.values() if one["triggerEvent"] == event]


def _has_failed(connection: Record) -> bool:
    results = [one.get("lastAutoUpdate", {}).get("result") for one in connection["interfaces"]]
    return any(one not in (None, "OK") for one in results)

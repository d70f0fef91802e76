"""
The messages of the terminal runner, in German and in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import attrs

from ...core.exceptions import ArgumentError
from ...operations.sca import PayeeResult
from ..steps import Challenge

Language: TypeAlias = Literal["de", "en"]


@attrs.frozen(kw_only=True)
class Messages:
    """
    The messages in one language; ``{}`` is a placeholder.
    """

    code: Language
    methods: str
    media: str
    until: str
    nothing_to_type: str
    number: str
    not_a_number: str
    taken: str
    payee_match: str
    payee_close_match: str
    payee_no_match: str
    payee_not_checked: str
    payee_name: str
    payee_prompt: str
    not_the_payee: str
    yes: str
    no: str
    tan: str
    wrong: str
    asked_again: str
    may_lock: str
    once: str
    ends: str
    document: str
    unreadable: str
    no_picture: str
    keys: str
    by_hand: str
    page: str
    page_is_elsewhere: str
    returned: str
    form: str
    not_an_address: str
    refused: str
    not_done: str
    confirm: str
    when_confirmed: str
    not_confirmed: str
    unsupported: str
    offered: str
    look_again: str
    cancel_key: str
    working: str
    waiting: str
    giving_up: str
    finished: str
    submitted: str
    failed: str
    cancelled: str
    expired: str
    lost: str
    unknown: str

    def payee(self, result: PayeeResult) -> str:
        """
        What the bank found out about a payee.
        """
        texts: Mapping[PayeeResult, str] = {
            "match": self.payee_match,
            "close_match": self.payee_close_match,
            "no_match": self.payee_no_match,
            "not_checked": self.payee_not_checked,
        }
        return texts[result]

    def warning(self, step: Challenge) -> str | None:
        """
        What to say of the last answer before a challenge is shown; None if nothing.
        """
        if step.may_lock:
            return self.may_lock
        if step.attempts_left is None:
            return self.asked_again
        is_first = step.attempts_left == Challenge(raw="").attempts_left
        return None if is_first else self.wrong.format(step.attempts_left)


GERMAN: Final = Messages(
    code="de",
    methods="Womit möchten Sie freigeben?",
    media="Welches Gerät möchten Sie benutzen?",
    until="bis {}",
    nothing_to_type="hier nichts einzugeben",
    number="Nummer: ",
    not_a_number="Bitte eine Zahl von 1 bis {} eingeben.",
    taken="Einzige Möglichkeit: {}",
    payee_match="Der Name passt zum Konto.",
    payee_close_match="Der Name passt nicht genau zum Konto.",
    payee_no_match="Der Name passt nicht zum Konto. Das Geld kann bei jemand anderem ankommen.",
    payee_not_checked="Die Bank konnte den Namen nicht prüfen.",
    payee_name="Empfänger: {}",
    payee_prompt="Zum Bestätigen den Namen oder „ja“ eingeben, „nein“ bricht ab: ",
    not_the_payee="Das ist weder der Name noch „ja“ oder „nein“.",
    yes="ja",
    no="nein",
    tan="TAN",
    wrong="Das war falsch. Verbleibende Versuche: {}",
    asked_again="Die Bank fragt noch einmal.",
    may_lock="Die Bank fragt noch einmal. Eine weitere falsche TAN kann den Zugang sperren;"
    " Strg-C bricht ab.",
    once="Diese TAN ist schon verbraucht; bitte eine neue eingeben.",
    ends="Gültig bis {} Uhr.",
    document="Die Bank hat ein PDF mitgeschickt ({} Bytes). Das Programm hat es als"
    " step.document.content.",
    unreadable="Die Bank hat eine Grafik geschickt, die sich nicht lesen lässt.",
    no_picture="Die Grafik kann hier nicht gezeigt werden: {}",
    keys="Mit Enter dahinter: + - Größe, > < Tempo. Nur Enter: ohne Blinken.",
    by_hand="Ohne Blinken:",
    page="Diese Seite im Browser öffnen:",
    page_is_elsewhere="Die Seite wurde schon anderswo geöffnet; ihre Adresse gilt nur einmal.",
    returned="Adresse, zu der der Browser zurückgekehrt ist: ",
    form="Adresse, zu der der Browser zurückgekehrt ist, oder nur Enter, wenn alles ausgefüllt"
    " ist: ",
    not_an_address="Diese Adresse enthält keine Angaben der Bank. Bitte ganz einfügen.",
    refused="Diese Adresse gehört nicht zu dieser Freigabe.",
    not_done="Das Formular ist noch nicht fertig.",
    confirm="Bitte in der App oder auf dem Gerät bestätigen.",
    when_confirmed="Enter drücken, sobald es bestätigt ist: ",
    not_confirmed="Bei der Bank ist noch keine Bestätigung angekommen.",
    unsupported="Die Bank verlangt etwas, das dieses Programm nicht kennt ({}).",
    offered="Angeboten wird: {}",
    look_again="Enter: noch einmal nachsehen, a: abbrechen: ",
    cancel_key="a",
    working="Die Bank arbeitet.",
    waiting="Warten … (Strg-C bricht ab)",
    giving_up="Abbrechen …",
    finished="Erledigt.",
    submitted="Der Auftrag ist bei der Bank eingereicht. Ob er ausgeführt wurde, zeigt das Konto.",
    failed="Die Freigabe ist fehlgeschlagen. {}",
    cancelled="Abgebrochen.",
    expired="Die Zeit ist abgelaufen.",
    lost="Der Ausgang ist noch unbekannt. Die Bank wird gefragt …",
    unknown="Der Ausgang ist unbekannt. Bitte sehen Sie im Konto nach, bevor Sie es wiederholen.",
)
ENGLISH: Final = Messages(
    code="en",
    methods="How do you want to authenticate?",
    media="Which device do you want to use?",
    until="until {}",
    nothing_to_type="nothing to type here",
    number="Number: ",
    not_a_number="Please enter a number from 1 to {}.",
    taken="The only choice: {}",
    payee_match="The name matches the account.",
    payee_close_match="The name does not match the account exactly.",
    payee_no_match="The name does not match the account. The money may go to someone else.",
    payee_not_checked="The bank could not check the name.",
    payee_name="Payee: {}",
    payee_prompt="To confirm, type the name or “yes”; “no” cancels: ",
    not_the_payee="This is neither the name nor “yes” or “no”.",
    yes="yes",
    no="no",
    tan="TAN",
    wrong="The answer was wrong. Attempts left: {}",
    asked_again="The bank asks again.",
    may_lock="The bank asks again. One more wrong TAN may lock the access; Ctrl-C cancels.",
    once="This TAN has already been used. Please enter a new one.",
    ends="Valid until {}.",
    document="The bank has sent a PDF ({} bytes). The program can read it from"
    " step.document.content.",
    unreadable="The bank has sent a picture that cannot be read.",
    no_picture="The picture cannot be shown here: {}",
    keys="Followed by Enter: + - size, > < speed. Just Enter: without flickering.",
    by_hand="Without flickering:",
    page="Open this page in the browser:",
    page_is_elsewhere="The page was already opened elsewhere. Its address works only once.",
    returned="Address to which the browser has come back: ",
    form="Address to which the browser has come back, or just Enter when the form is complete: ",
    not_an_address="This address has no data of the bank. Please paste the whole address.",
    refused="This address does not belong to this authentication.",
    not_done="The form is not complete yet.",
    confirm="Please confirm in the app or on the device.",
    when_confirmed="Press Enter when it is confirmed: ",
    not_confirmed="The bank has no confirmation yet.",
    unsupported="The bank asks for something that this program does not know ({}).",
    offered="It offers: {}",
    look_again="Enter: look again, c: cancel: ",
    cancel_key="c",
    working="The bank is busy.",
    waiting="Waiting … (Ctrl-C cancels)",
    giving_up="Cancelling …",
    finished="Done.",
    submitted="The order was submitted to the bank. Whether it was paid, the account shows.",
    failed="The authentication failed. {}",
    cancelled="Cancelled.",
    expired="The time limit has passed.",
    lost="The outcome is not known yet. Asking the bank …",
    unknown="The outcome is unknown. Look into the account before you try again.",
)
_LANGUAGES: Final = {messages.code: messages for messages in (GERMAN, ENGLISH)}


def messages_in(language: str) -> Messages:
    """
    The messages in a language.

    Args:
        language: ``de`` or ``en``.

    Raises:
        ArgumentError: The language is another one.
    """
    for code, messages in _LANGUAGES.items():
        if code == language:
            return messages
    raise ArgumentError("the languages are de and en", place="language")

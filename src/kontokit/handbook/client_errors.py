"""
Errors of the client itself: nothing was sent, or no response came.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..core import exceptions
from .entry import Entry

CLIENT_ERRORS: Final[Mapping[type[Exception], Entry]] = {
    exceptions.KontokitError: Entry(
        "An error of kontokit that has no entry of its own.",
        "Read its message, and the docstring of its class.",
        "ask_first",
        "support",
    ),
    exceptions.ConfigurationError: Entry(
        "The client was set up wrongly. Nothing was sent.",
        "Correct the argument or the environment variable that the message names.",
        "no",
        "support",
    ),
    exceptions.KeyRefusedError: Entry(
        "A key or certificate is of the wrong kind, too weak, damaged or not the expected one."
        " Nothing was sent.",
        "Ask for the right file. The error holds no piece of it.",
        "no",
        "support",
    ),
    exceptions.ArgumentError: Entry(
        "An argument or a field of the body cannot be sent. Nothing was sent.",
        "Correct the value at `error.place`.",
        "no",
        "check_input",
    ),
    exceptions.CredentialTooLongError: Entry(
        "A login value is longer than the provider's key can encrypt. Nothing was sent.",
        "Let the user enter it again; `error.limit` is the most bytes.",
        "no",
        "check_input",
    ),
    exceptions.UnreadableFieldError: Entry(
        "A model that was read is sent again, and one of its fields could not be read. Nothing was"
        " sent, because the server would lose the value.",
        "Set the field, or send a dict without it.",
        "no",
        "support",
    ),
    exceptions.NonPublicAddressError: Entry(
        "An IP address is not the public one of a user. Nothing was sent.",
        "Pass the address from which the browser came, not that of a proxy.",
        "no",
        "support",
    ),
    exceptions.PayloadError: Entry(
        "A JSON text or a dict does not have the documented type.",
        "Look at `error.path`.",
        "no",
        "support",
    ),
    exceptions.InvalidSignatureError: Entry(
        "The signature of a notification is missing, malformed, or of another body or secret.",
        "Do not process the request, and check the secret of the webhook.",
        "no",
        "support",
    ),
    exceptions.FlickerCodeError: Entry(
        "A challenge is not a flicker code.",
        "Show the text of the challenge instead.",
        "no",
        "support",
    ),
    exceptions.InvalidImageError: Entry(
        "The data is not a picture or a PDF that may be shown.",
        "Show the text of the challenge instead.",
        "no",
        "support",
    ),
    exceptions.ClientClosedError: Entry(
        "The client was used after `close()`. Nothing was sent.",
        "Make a new client, or keep this one open.",
        "no",
        "support",
    ),
    exceptions.RelationError: Entry(
        "A link of a resource cannot be followed. Nothing was sent.",
        "Use the method of the operation instead.",
        "no",
        "support",
    ),
    exceptions.RelationNotFoundError: Entry(
        "The resource does not offer this relation now. Nothing was sent.",
        "Look at `error.present`; offers change with the state of the resource.",
        "no",
        "unsupported",
    ),
    exceptions.RelationMismatchError: Entry(
        "A link does not have the shape of any known operation. Nothing was sent.",
        "Use the method of the operation, and report the link's shape.",
        "no",
        "support",
    ),
    exceptions.BrowserRelationError: Entry(
        "The link is a page for the user's browser. Nothing was sent.",
        "Send the browser to `error.url`.",
        "no",
        "go_on",
    ),
    exceptions.ForeignOriginError: Entry(
        "The link leads to another server than the configured one. Nothing was sent there.",
        "Check `environment` or `base_url`; never send a token to another server.",
        "no",
        "support",
    ),
    exceptions.ReauthenticationRequiredError: Entry(
        "The user's sign-in has expired, or the credentials were refused.",
        "Continue with new credentials. Call `sign_in()` to try the same ones once more.",
        "no",
        "sign_in",
    ),
    exceptions.TokenSourceError: Entry(
        "Your function that returns tokens failed, or returned none. The call was not sent.",
        "Look at the class of its error in the message.",
        "yes",
        "later",
    ),
    exceptions.CredentialsRefusedError: Entry(
        "The bank has refused these credentials before. Nothing was sent, because repeated wrong"
        " PINs lock the user out.",
        "Ask the user for others, or call `client.sca.unlock()` to send these once more.",
        "no",
        "credentials",
    ),
    exceptions.BudgetExhaustedError: Entry(
        "The daily number of reads without the user is used up. Nothing was sent.",
        "Wait until `error.not_before`, or read while the user is present.",
        "yes",
        "too_often",
    ),
    exceptions.PossibleDuplicateError: Entry(
        "An equal order was sent a short while ago, or stands twice in this call. Nothing was sent"
        " now.",
        "Look up what became of the first one. If both are meant, pass"
        ' `options={"allow_duplicate": True}`.',
        "ask_first",
        "duplicate",
    ),
    exceptions.ConsentExpiredError: Entry(
        "The user's consent has expired, so the bank must not be asked. Nothing was sent.",
        "Renew the consent together with the user.",
        "no",
        "renew_consent",
    ),
    exceptions.StoreError: Entry(
        "A store of tokens or records did not work, such as a full disk or a server that is down."
        " The call itself may have been sent.",
        "Repair the store, then look up what became of the call, unless it only reads.",
        "ask_first",
        "unknown",
    ),
    exceptions.RecordUnreadableError: Entry(
        "A stored record cannot be read: it was encrypted with another key, or altered.",
        "Give the store the key that it was written with, or remove the record. Look up first what"
        " became of an order in it.",
        "ask_first",
        "unknown",
    ),
    exceptions.DecryptionError: Entry(
        "A ciphertext cannot be decrypted: it was encrypted with another key, or altered.",
        "Use the key that it was encrypted with.",
        "no",
        "support",
    ),
    exceptions.CertificateExpiredWarning: Entry(
        "A warning: the certificate of a public key has expired. The key is still used.",
        "Ask the provider for the new certificate.",
        "no",
        "support",
    ),
    exceptions.TransportError: Entry(
        "No complete response came.",
        "`error.maybe_sent` says whether the server may have acted. If so, look up what became of"
        " the call, unless it only reads.",
        "ask_first",
        "unknown",
    ),
    exceptions.ConnectError: Entry(
        "The server was not reached. Nothing was sent.",
        "Check the network, the proxy and the address, then repeat the call.",
        "yes",
        "later",
    ),
    exceptions.TransportTimeoutError: Entry(
        "A step of the call, or all of it, took too long; `error.phase` names it.",
        "`error.maybe_sent` says whether the server may have acted. If so, look up what became of"
        " the call, unless it only reads.",
        "ask_first",
        "unknown",
    ),
    exceptions.ConnectionLostError: Entry(
        "The connection broke before the response was complete. The server may have acted.",
        "Look up what became of the call, unless it only reads.",
        "ask_first",
        "unknown",
    ),
}
"""By class."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from kontokit import (
    AuthenticationError,
    BadRequestError,
    CallOptions,
    ConfigurationError,
    DataDecryptionKey,
    DecryptionError,
    LockedError,
    NotFoundError,
    PermissionDeniedError,
    Secret,
    StatusError,
    UnprocessableEntityError,
)
from kontokit_finapi_access import AsyncFinapiAccess, FinapiAccess, models
from kontokit_sandbox import Sandbox
from tests.support.present import present

HOUR = timedelta(hours=1)
LOGIN = {"Onlinebanking-ID": "demo_no_msa", "PIN": "demo_no_msa"}


class Keys:
    """
    Asks for tokens with the credentials of the sandbox.
    """

    def __init__(self, client: FinapiAccess, sandbox: Sandbox) -> None:
        self.client, self.known = client, sandbox.credentials

    @property
    def data(self) -> DataDecryptionKey:
        return DataDecryptionKey(self.known.finapi_data_decryption_key)

    @property
    def own(self) -> dict[str, Any]:
        known = self.known
        return {"client_id": known.finapi_client, "client_secret": known.finapi_client_secret}

    def form(self, grant: str, **fields: Any) -> dict[str, Any]:
        return {"grant_type": grant, **self.own, **fields}

    def get(self, grant: str, **fields: Any) -> models.AccessToken:
        return self.client.tokens.create(**self.form(grant, **fields))

    def user(self, name: str | None = None, password: str | None = None) -> models.AccessToken:
        login = {"username": name or self.known.finapi_user}
        return self.get("password", **login, password=password or self.known.finapi_password)

    def signed_in(self, name: str, password: str) -> FinapiAccess:
        return self.client.with_options(user_token=self.user(name, password).access_token)


@pytest.fixture
def keys(finapi: FinapiAccess, sandbox: Sandbox) -> Keys:
    return Keys(finapi, sandbox)


def works(client: FinapiAccess, token: models.AccessToken) -> bool:
    """
    Whether a user's token opens something.
    """
    try:
        client.with_options(user_token=token.access_token).users.get()
    except AuthenticationError:
        return False
    return True


def test_a_client_token_has_no_refresh_token(keys: Keys) -> None:
    """
    A client gets a secret bearer token for an hour, and nothing to refresh it with.
    """
    token = keys.get("client_credentials")
    assert isinstance(token.access_token, Secret)
    assert (token.token_type, token.scope) == ("bearer", "all")
    assert token.expires_in in (3599, 3600)
    assert token.refresh_token is None


def test_a_user_token_comes_with_a_refresh_token(keys: Keys) -> None:
    """
    A user gets a token with the grant password, and a secret to refresh it with.
    """
    token = keys.user()
    assert isinstance(token.refresh_token, Secret)
    assert token.refresh_token.reveal() not in repr(token)
    assert works(keys.client, token)


def test_each_role_opens_its_own_operations(finapi: FinapiAccess) -> None:
    """
    User, client and mandator admin each reach what is theirs.
    """
    assert finapi.users.get().id == "erika"
    assert not finapi.client_configuration.get().is_mandator_admin
    assert [
        one.user_id for one in finapi.mandator_administration.list_users().first_page().users
    ] == ["erika"]


@pytest.mark.parametrize("role", ["user", "client", "admin"])
def test_a_token_of_another_role_is_forbidden(finapi: FinapiAccess, keys: Keys, role: str) -> None:
    """
    Where another role is needed a valid token gives 403, not 401.
    """
    client, user = keys.get("client_credentials").access_token, keys.user().access_token
    mixed = finapi.with_options(user_token=client, client_token=user, mandator_admin_token=user)
    calls: dict[str, Any] = {
        "user": mixed.users.get,
        "client": mixed.client_configuration.get,
        "admin": mixed.mandator_administration.list_users().first_page,
    }
    with pytest.raises(PermissionDeniedError) as caught:
        calls[role]()
    assert caught.value.code == "FORBIDDEN"


def test_a_missing_token_is_named(finapi: FinapiAccess, sandbox: Sandbox) -> None:
    """
    Without the token it needs a call is refused before anything is sent.
    """
    before = len(sandbox.requests)
    with pytest.raises(ConfigurationError, match="mandator_admin_token"):
        finapi.with_options(
            mandator_admin_token=None
        ).mandator_administration.list_users().first_page()
    assert len(sandbox.requests) == before


def test_the_same_token_is_given_until_it_expires(keys: Keys, sandbox: Sandbox) -> None:
    """
    Asking again gives the same token with less time left, and a new one after its end.
    """
    first = keys.get("client_credentials")
    sandbox.advance(timedelta(minutes=40))
    second = keys.get("client_credentials")
    assert second.access_token == first.access_token
    assert 1190 <= second.expires_in <= 1200
    sandbox.advance(timedelta(minutes=20))
    third = keys.get("client_credentials")
    assert third.access_token != first.access_token
    assert third.expires_in in (3599, 3600)


def test_an_expired_token_is_useless(keys: Keys, sandbox: Sandbox) -> None:
    """
    After an hour a token is answered 401 in the words of OAuth.
    """
    token = keys.user()
    sandbox.advance(HOUR)
    with pytest.raises(AuthenticationError) as caught:
        keys.client.with_options(user_token=token.access_token).users.get()
    assert caught.value.code == "invalid_token"
    assert isinstance(caught.value.parsed, models.BadCredentialsError)


def test_the_validity_of_tokens_can_be_configured(keys: Keys, sandbox: Sandbox) -> None:
    """
    New tokens live as long as the configuration says, and 0 means forever.
    """
    reported = keys.client.client_configuration.edit(
        client_access_tokens_validity_period=60, user_access_tokens_validity_period=0
    )
    assert reported.client_access_tokens_validity_period == 60
    sandbox.advance(HOUR)
    assert keys.get("client_credentials").expires_in in (59, 60)
    endless = keys.user()
    assert endless.expires_in == 0
    sandbox.advance(timedelta(days=3600))
    assert works(keys.client, endless)


def test_refreshing_gives_a_new_token(keys: Keys, sandbox: Sandbox) -> None:
    """
    A refresh token gives a new access token of the same user, even after the old one has ended.
    """
    old = keys.user()
    sandbox.advance(2 * HOUR)
    assert not works(keys.client, old)
    new = keys.get("refresh_token", refresh_token=old.refresh_token)
    assert new.access_token != old.access_token
    assert new.refresh_token == old.refresh_token
    assert keys.client.with_options(user_token=new.access_token).users.get().id == "erika"


def test_revoking_an_access_token_alone_leaves_its_grant(keys: Keys) -> None:
    """
    With the hint access_token only this token ends, and the refresh token gives another.
    """
    token = keys.user()
    keys.client.tokens.revoke(token=token.access_token, token_type_hint="access_token")
    assert not works(keys.client, token)
    again = keys.get("refresh_token", refresh_token=token.refresh_token)
    assert works(keys.client, again)


@pytest.mark.parametrize("hint", ["refresh_token", None])
def test_revoking_a_refresh_token_ends_its_grant(keys: Keys, hint: str | None) -> None:
    """
    A revoked refresh token takes every access token of its grant along, with its hint or none.
    """
    first = keys.user()
    second = keys.get("refresh_token", refresh_token=first.refresh_token)
    form: dict[str, Any] = {"token": first.refresh_token}
    keys.client.tokens.revoke(**(form | ({"token_type_hint": hint} if hint else {})))
    assert not works(keys.client, first)
    assert not works(keys.client, second)
    with pytest.raises(AuthenticationError) as caught:
        keys.get("refresh_token", refresh_token=first.refresh_token)
    assert caught.value.code == "invalid_grant"


def test_revoking_without_a_hint_ends_the_grant(keys: Keys) -> None:
    """
    Without a hint an access token takes its refresh token along.
    """
    token = keys.user()
    keys.client.tokens.revoke(token=token.access_token)
    assert not works(keys.client, token)
    with pytest.raises(AuthenticationError):
        keys.get("refresh_token", refresh_token=token.refresh_token)


def test_revoking_an_unknown_token_is_no_error(keys: Keys) -> None:
    """
    A token that no one knows can be revoked, and nothing changes.
    """
    token = keys.user()
    keys.client.tokens.revoke(token="unknown")
    assert works(keys.client, token)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"client_id": "unknown"}, "invalid_client"),
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"username": "unknown"}, "invalid_grant"),
        ({"password": "wrong"}, "invalid_grant"),
    ],
)
def test_wrong_credentials_are_distinguished(keys: Keys, wrong: dict[str, Any], code: str) -> None:
    """
    Wrong credentials of the client and of the user have different codes, and no secret in them.
    """
    known = keys.known
    login = {"username": known.finapi_user, "password": known.finapi_password}
    form = keys.form("password", **{**login, **wrong})
    with pytest.raises(AuthenticationError) as caught:
        keys.client.tokens.create(**form)
    assert caught.value.code == code
    assert known.finapi_client_secret not in str(caught.value)


@pytest.mark.parametrize(
    "form",
    [
        {"grant_type": "password"},
        {"grant_type": "password", "username": "erika"},
        {"grant_type": "refresh_token"},
    ],
)
def test_a_grant_needs_its_fields(keys: Keys, form: dict[str, Any]) -> None:
    """
    A grant without what it needs is a bad request.
    """
    with pytest.raises(BadRequestError) as caught:
        keys.client.tokens.create(**form, **keys.own)
    assert caught.value.code == "MISSING_FIELD"


def test_five_wrong_passwords_lock_the_user(keys: Keys) -> None:
    """
    After the fifth wrong password the right one is answered 423, and old tokens are useless.
    """
    token = keys.user()
    for _ in range(5):
        with pytest.raises(AuthenticationError):
            keys.user(password="wrong")
    with pytest.raises(LockedError) as caught:
        keys.user()
    assert not works(keys.client, token)
    assert caught.value.code == "LOCKED"
    (found,) = keys.client.mandator_administration.list_users(is_locked=True).first_page().users
    assert (found.user_id, found.is_locked) == ("erika", True)


def test_a_right_password_resets_the_lockout_count(keys: Keys) -> None:
    """
    Four wrong passwords before a right one are forgotten.
    """
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(AuthenticationError):
                keys.user(password="wrong")
        assert works(keys.client, keys.user())


def test_a_user_is_made_up(keys: Keys) -> None:
    """
    An empty form makes a user with an id and a password that open the door.
    """
    made = keys.client.users.create()
    assert made.password.reveal() not in ("", "XXXXX")
    user = keys.signed_in(made.id, made.password.reveal())
    found = user.users.get()
    assert found.id == made.id
    assert found.password.reveal() == "XXXXX"


def test_a_user_is_created_as_asked(keys: Keys) -> None:
    """
    A user has what was asked for, and an id that is compared without regard to case.
    """
    made = keys.client.users.create(
        id="max.beispiel",
        password=Secret("Beispiel-Wort-7"),
        email="max@example.invalid",
        phone="+49 30 1234567",
        is_auto_update_enabled=True,
    )
    assert (made.email, made.phone) == ("max@example.invalid", "+49 30 1234567")
    assert made.is_auto_update_enabled
    assert made.password == Secret("Beispiel-Wort-7")
    assert works(keys.client, keys.user("MAX.Beispiel", "Beispiel-Wort-7"))
    with pytest.raises(UnprocessableEntityError) as caught:
        keys.client.users.create(id="Max.Beispiel")
    assert caught.value.code == "ENTITY_EXISTS"


@pytest.mark.parametrize("form", [{"id": "no blanks"}, {"id": "x" * 37}, {"password": "short"}])
def test_an_unsuitable_user_is_refused(keys: Keys, form: dict[str, Any]) -> None:
    """
    An id or a password that is not as documented is a bad request.
    """
    with pytest.raises(BadRequestError):
        keys.client.users.create(**form)


def test_a_user_is_edited(finapi: FinapiAccess) -> None:
    """
    What is left out stays, and an empty text removes.
    """
    edited = finapi.users.edit(email="erika@example.invalid", phone="+49 30 1234567")
    assert edited.password.reveal() == "XXXXX"
    edited = finapi.users.edit(phone="", is_auto_update_enabled=True)
    assert (edited.email, edited.phone) == ("erika@example.invalid", None)
    assert finapi.users.get() == edited
    assert edited.is_auto_update_enabled


def test_an_edit_changes_something(finapi: FinapiAccess) -> None:
    """
    An edit without a change is a bad request.
    """
    with pytest.raises(BadRequestError):
        finapi.users.edit()


def test_a_user_deletes_itself(finapi: FinapiAccess, keys: Keys) -> None:
    """
    A deleted user is gone with its tokens.
    """
    finapi.users.delete()
    with pytest.raises(AuthenticationError):
        finapi.users.get()
    with pytest.raises(AuthenticationError):
        keys.user()


def test_a_busy_user_is_not_deleted(finapi: FinapiAccess, sandbox: Sandbox) -> None:
    """
    While an import is going on its user cannot be deleted.
    """
    imported(finapi)
    with pytest.raises(LockedError):
        finapi.users.delete()
    reported = finapi.mandator_administration.delete_users(user_ids=["erika"])
    assert (reported.deleted_users, reported.non_deleted_users) == ([], ["erika"])
    sandbox.advance(timedelta(seconds=1))
    finapi.users.delete()


def imported(client: FinapiAccess) -> models.BankConnection:
    return client.bank_connections.import_bank_connection(
        bank_id=280001, banking_interface="FINTS_SERVER", login_credentials=LOGIN
    )


def test_a_user_is_verified_from_the_beginning(finapi: FinapiAccess) -> None:
    """
    With automatic verification no one is left to verify or to delete unverified.
    """
    assert finapi.users.get_verification_status(user_id="ERIKA").is_user_verified
    for call in (finapi.users.verify, finapi.users.delete_unverified):
        with pytest.raises(UnprocessableEntityError) as caught:
            call("erika")
        assert caught.value.code == "USER_ALREADY_VERIFIED"


def test_an_unverified_user_gets_no_token(keys: Keys, sandbox: Sandbox) -> None:
    """
    A user gets a token only when it is verified.
    """
    sandbox._world.users["erika"].is_verified = False  # no call makes an unverified user
    assert not keys.client.users.get_verification_status(user_id="erika").is_user_verified
    with pytest.raises(PermissionDeniedError) as caught:
        keys.user()
    assert caught.value.code == "USER_NOT_VERIFIED"
    keys.client.users.verify("erika")
    assert works(keys.client, keys.user())


def test_an_unverified_user_can_be_deleted(finapi: FinapiAccess, sandbox: Sandbox) -> None:
    """
    A user that never was verified is deleted by the client.
    """
    sandbox._world.users["erika"].is_verified = False  # no call makes an unverified user
    finapi.users.delete_unverified("erika")
    with pytest.raises(NotFoundError):
        finapi.users.get_verification_status(user_id="erika")


def test_an_unknown_user_is_not_found(finapi: FinapiAccess) -> None:
    """
    Whatever is done to a user that does not exist is answered 404.
    """
    calls: list[Any] = [
        lambda: finapi.users.get_verification_status(user_id="missing"),
        lambda: finapi.users.verify("missing"),
        lambda: finapi.users.delete_unverified("missing"),
        lambda: finapi.users.request_password_change(user_id="missing"),
    ]
    for call in calls:
        with pytest.raises(NotFoundError) as caught:
            call()
        assert caught.value.code == "UNKNOWN_ENTITY"


def test_a_password_is_changed_with_the_decrypted_token(keys: Keys) -> None:
    """
    The token of a password change is decrypted with the key of the client, and used once.
    """
    client, key = keys.client, keys.data
    client.users.edit(email="erika@example.invalid")
    asked = client.users.request_password_change(user_id="erika")
    assert asked.user_email is not None
    assert key.decrypt(asked.user_email) == "erika@example.invalid"
    assert key.encrypt("erika@example.invalid") == asked.user_email
    token = key.decrypt(asked.password_change_token.reveal())
    assert len(token) == 36
    form: dict[str, Any] = {"user_id": "erika", "password": "Neues-Wort-2025"}
    client.users.execute_password_change(**form, password_change_token=token)
    with pytest.raises(AuthenticationError):
        client.users.get()
    with pytest.raises(AuthenticationError):
        keys.user()
    assert works(client, keys.user(password="Neues-Wort-2025"))
    with pytest.raises(NotFoundError):
        client.users.execute_password_change(**form, password_change_token=token)


def test_another_data_decryption_key_opens_nothing(keys: Keys) -> None:
    """
    What was encrypted for one client is an error to the key of another.
    """
    keys.client.users.edit(email="erika@example.invalid")
    asked = keys.client.users.request_password_change(user_id="erika")
    other = DataDecryptionKey("0f" * 16)
    for text in (asked.user_email, asked.password_change_token.reveal()):
        assert text is not None
        with pytest.raises(DecryptionError):
            other.decrypt(text)


def test_a_password_change_unlocks(keys: Keys) -> None:
    """
    A locked user can sign in again with a new password.
    """
    for _ in range(5):
        with pytest.raises(AuthenticationError):
            keys.user(password="wrong")
    asked = keys.client.users.request_password_change(user_id="erika")
    assert asked.user_email is None
    token = keys.data.decrypt(asked.password_change_token.reveal())
    keys.client.users.execute_password_change(
        user_id="erika", password="Neues-Wort-2025", password_change_token=token
    )
    assert works(keys.client, keys.user(password="Neues-Wort-2025"))


def test_an_encrypted_token_changes_no_password(keys: Keys) -> None:
    """
    A token that is still encrypted is a bad request, and the password stays.
    """
    asked = keys.client.users.request_password_change(user_id="erika")
    with pytest.raises(BadRequestError):
        keys.client.users.execute_password_change(
            user_id="erika",
            password="Neues-Wort-2025",
            password_change_token=asked.password_change_token,
        )
    assert works(keys.client, keys.user())


def test_a_token_changes_the_password_of_its_user_only(keys: Keys) -> None:
    """
    The token that was made for one user does not change the password of another.
    """
    other = keys.client.users.create(password="Beispiel-Wort-7")
    asked = keys.client.users.request_password_change(user_id="erika")
    token = keys.data.decrypt(asked.password_change_token.reveal())
    with pytest.raises(NotFoundError):
        keys.client.users.execute_password_change(
            user_id=other.id, password="Neues-Wort-2025", password_change_token=token
        )
    assert works(keys.client, keys.user(other.id, "Beispiel-Wort-7"))


def test_the_mandator_sees_its_users(finapi: FinapiAccess, keys: Keys, sandbox: Sandbox) -> None:
    """
    The list of users tells when each came, was active and went, and how much it has.
    """
    imported(finapi)
    sandbox.advance(timedelta(days=3))
    finapi = finapi.with_options(client_token=keys.get("client_credentials").access_token)
    made = finapi.users.create(id="dieter", password="Beispiel-Wort-7")
    keys.signed_in(made.id, "Beispiel-Wort-7").users.delete()
    sandbox.advance(timedelta(days=2))
    finapi = admin_again(keys)
    erika, dieter = (
        finapi.mandator_administration.list_users(order=["userId,DESC"]).first_page().users
    )
    assert (erika.user_id, erika.bank_connection_count) == ("erika", 1)
    assert (erika.deletion_date, erika.monthly_stats) == (None, None)
    assert erika.last_active_date == erika.registration_date
    assert erika.latest_bank_connection_import_date == erika.registration_date
    assert dieter.user_id != "dieter"
    assert (dieter.user_id[0], dieter.user_id[-1], "XX" in dieter.user_id) == ("d", "r", True)
    assert dieter.registration_date == present(erika.registration_date) + timedelta(days=3)
    assert dieter.deletion_date == dieter.registration_date


def admin_again(keys: Keys) -> FinapiAccess:
    """
    The mandator admin with a new token, since the old one has expired.
    """
    known = keys.known
    token = keys.client.tokens.create(
        grant_type="client_credentials",
        client_id=known.finapi_admin,
        client_secret=known.finapi_admin_secret,
    )
    return keys.client.with_options(mandator_admin_token=token.access_token)


def test_users_are_searched(finapi: FinapiAccess, keys: Keys, sandbox: Sandbox) -> None:
    """
    Users are kept by id, by being deleted and by the days on which they came and went.
    """
    for name in ("anna", "berta"):
        finapi.users.create(id=name, password="Beispiel-Wort-7")
    finapi.mandator_administration.delete_users(user_ids=["berta"])
    sandbox.advance(timedelta(days=5))
    admin = admin_again(keys).mandator_administration
    client = keys.get("client_credentials").access_token
    keys.client.with_options(client_token=client).users.create(id="carla")
    came = present(admin.list_users(user_id="anna").first_page().users[0].registration_date)
    later = came + timedelta(days=1)

    def found(**filters: Any) -> list[str]:
        return [one.user_id for one in admin.list_users(**filters, per_page=2)]

    assert found(user_id="ann") == []
    assert found(user_id="ANNA") == ["anna"]
    assert found(is_deleted=True) == ["bXXXa"]
    assert found(is_deleted=False) == ["anna", "carla", "erika"]
    assert found(is_locked=True) == []
    assert found(min_registration_date=later) == ["carla"]
    assert found(max_registration_date=came) == ["anna", "bXXXa", "erika"]
    assert found(min_deletion_date=came) == ["bXXXa"]
    assert found(min_deletion_date=later) == []
    assert found(max_deletion_date=came - timedelta(days=1)) == ["anna", "carla", "erika"]
    assert found(min_last_active_date=came) == ["erika"]
    assert found(max_last_active_date=came - timedelta(days=1)) == ["anna", "bXXXa", "carla"]
    assert found(order=["userId,desc"]) == ["erika", "carla", "bXXXa", "anna"]


def test_monthly_figures_come_when_asked_for(finapi: FinapiAccess) -> None:
    """
    The figures of each month are given only on demand.
    """
    (reported,) = (
        finapi.mandator_administration.list_users(include_monthly_stats=True).first_page().users
    )
    assert reported.monthly_stats is not None
    assert [one.month for one in reported.monthly_stats] == [f"{reported.registration_date:%Y-%m}"]


def test_an_unknown_order_is_refused(finapi: FinapiAccess) -> None:
    """
    Users cannot be sorted by anything but their id.
    """
    with pytest.raises(BadRequestError) as caught:
        finapi.mandator_administration.list_users(order=["password"]).first_page()
    assert caught.value.code == "UNSUPPORTED_ORDER"


def test_the_mandator_deletes_users(finapi: FinapiAccess) -> None:
    """
    Several users are deleted at once, and those that are unknown are ignored.
    """
    finapi.users.create(id="anna")
    reported = finapi.mandator_administration.delete_users(user_ids=["anna", "erika", "missing"])
    assert (reported.deleted_users, reported.non_deleted_users) == (["anna", "erika"], [])
    with pytest.raises(AuthenticationError):
        finapi.users.get()


def test_a_client_secret_is_changed(finapi: FinapiAccess, keys: Keys) -> None:
    """
    With a new secret the old one and the client's tokens are useless, while users stay signed in.
    """
    old = keys.user()
    secret = Secret("7e0a1b2c-3d4e-4f50-8a6b-7c8d9e0f1a2b")
    finapi.mandator_administration.change_client_credentials(
        client_id=keys.known.finapi_client,
        old_client_secret=Secret(keys.known.finapi_client_secret),
        new_client_secret=secret,
    )
    with pytest.raises(AuthenticationError):
        keys.get("client_credentials")
    with pytest.raises(AuthenticationError):
        finapi.client_configuration.get()
    assert works(finapi, old)
    new = finapi.tokens.create(
        grant_type="client_credentials",
        client_id=keys.known.finapi_client,
        client_secret=secret,
    )
    finapi.with_options(client_token=new.access_token).client_configuration.get()


def test_a_wrong_old_secret_changes_nothing(finapi: FinapiAccess, keys: Keys) -> None:
    """
    Who does not know the old secret cannot set a new one.
    """
    with pytest.raises(UnprocessableEntityError):
        finapi.mandator_administration.change_client_credentials(
            client_id=keys.known.finapi_client,
            old_client_secret="7e0a1b2c-3d4e-4f50-8a6b-7c8d9e0f1a2b",
            new_client_secret="8e0a1b2c-3d4e-4f50-8a6b-7c8d9e0f1a2b",
        )
    assert keys.get("client_credentials").access_token


def test_iban_rules_live_and_die(finapi: FinapiAccess) -> None:
    """
    A rule for both directions is two rules, which are listed until they are deleted.
    """
    iban = "DE89370400440532013000"
    admin = finapi.mandator_administration
    made = admin.create_iban_rules(
        iban_rules=[
            {"iban": iban, "category_id": 101, "direction": "Income"},
            {"iban": iban, "category_id": 301, "direction": "Both"},
        ]
    ).iban_rules
    assert [one.direction for one in made] == ["Income", "Income", "Spending"]
    assert {one.iban for one in made} == {iban}
    assert [one.category.id for one in made] == [101, 301, 301]
    assert list(admin.list_iban_rules(per_page=2)) == made
    assert admin.list_iban_rules(order=["id,desc"]).first_page().iban_rules == made[::-1]
    gone = [one.id for one in made[:2]]
    assert admin.delete_iban_rules(ids=gone).identifiers == gone
    assert admin.list_iban_rules().first_page().iban_rules == made[2:]


def test_keyword_rules_live_and_die(finapi: FinapiAccess) -> None:
    """
    A keyword rule is German and needs one word only, unless it says otherwise.
    """
    admin = finapi.mandator_administration
    params = models.KeywordRuleParams(
        category_id=201,
        direction=models.CategorizationRuleDirection.SPENDING,
        keywords=["Bäckerei", "Brot"],
    )
    (made,) = admin.create_keyword_rules(keyword_rules=[params]).keyword_rules
    assert made.keywords == ["Bäckerei", "Brot"]
    assert made.keywords_language == "DE"
    assert not made.all_keywords_must_match
    assert present(made.creation_date).tzinfo is not None
    assert list(admin.list_keyword_rules()) == [made]
    assert admin.delete_keyword_rules(ids=[made.id]).identifiers == [made.id]
    assert admin.list_keyword_rules().first_page().keyword_rules == []


def test_rules_need_what_exists(finapi: FinapiAccess) -> None:
    """
    A rule for an unknown category and the deletion of an unknown rule are answered 404.
    """
    admin = finapi.mandator_administration
    iban = "DE89370400440532013000"
    with pytest.raises(NotFoundError):
        admin.create_iban_rules(
            iban_rules=[{"iban": iban, "category_id": 9999, "direction": "Income"}]
        )
    with pytest.raises(NotFoundError):
        admin.delete_iban_rules(ids=[1])
    with pytest.raises(NotFoundError):
        admin.delete_keyword_rules(ids=[1])
    with pytest.raises(BadRequestError):
        admin.delete_iban_rules(ids=[])


def test_the_api_version_is_switched(finapi: FinapiAccess) -> None:
    """
    Switching to another version of the API is answered with a text.
    """
    assert finapi.mandator_administration.switch_api_version(api_version="V2").message
    with pytest.raises(BadRequestError):
        finapi.mandator_administration.switch_api_version(api_version="V3")


def test_asyncio_gives_the_same(keys: Keys, sandbox: Sandbox) -> None:
    """
    The asynchronous client signs a user in, reads it and tells errors like the blocking one.
    """
    login = {"username": "erika", "password": keys.known.finapi_password}

    async def walk() -> models.User:
        async with AsyncFinapiAccess(base_url=sandbox.url("finapi_access")) as anonymous:
            token = await anonymous.tokens.create(**keys.form("password", **login))
            with pytest.raises(AuthenticationError):
                await anonymous.tokens.create(**keys.form("password", username="x", password="y"))
            client = anonymous.with_options(user_token=token.access_token)
            return await client.users.get()

    assert asyncio.run(walk()) == keys.client.users.get()


def test_every_error_is_called_by_the_id_of_the_call(finapi: FinapiAccess) -> None:
    """
    The id that the client gives comes back in the body of each error, no matter which part refuses.
    """
    options = CallOptions(correlation_id="order-4711")
    with finapi.with_options(user_token="missing") as anonymous:
        calls = (
            lambda: finapi.accounts.get(999, options=options),
            lambda: finapi.accounts.list(search="x", ids=[1] * 1001, options=options).first_page(),
            lambda: anonymous.accounts.list(options=options).first_page(),
        )
        for call in calls:
            with pytest.raises(StatusError) as caught:
                call()
            assert caught.value.request_id == "order-4711"

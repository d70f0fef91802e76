"""
Request pipeline: from a call to a request, and from a response to a result. No I/O.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from msgspec import structs

from ..auth.attempts import Attempts
from ..auth.credentials import Credential, Given
from ..auth.security_schemes import (
    with_replaced,
)
from ..auth.signing import with_credentials
from ..auth.token import TokenGrant
from ..auth.token_endpoint import TokenEndpoint
from ..core.deadline import Deadline
from ..core.exceptions import KontokitError, StatusError
from ..core.http_response import HttpResponse
from ..core.limits import DEFAULT_LIMITS, Limits
from ..core.secret import Secret
from ..core.values import HidesFields
from ..http.headers import merge_headers
from ..http.messages import HttpRequest, Timeouts
from ..http.retries import Retries, RetryState, retries_from
from ..http.urls import Url
from ..operations import Api, Operation
from ..psd2.end_user import EndUser
from ..serialization.deviation_policy import NO_POLICY, DeviationPolicy
from ..serialization.field_encryption import Cipher
from ..serialization.iban_fields import checking_ibans
from ..serialization.request_builder import (
    build_content,
    build_headers,
    build_path,
    build_query,
    check_argument_names,
)
from ..serialization.response_parser import (
    Response,
    parse_response,
)
from .call_options import NO_OPTIONS, CallOptions, policy_of
from .call_plan import CallPlan, new_grant, new_plan
from .links import Link, LinkedCall, as_call, resolve, with_query
from .login_data import (
    NO_LOGINS,
    CallLogins,
    logins_of,
    may_carry_logins,
    wire_body,
    wire_if_needed,
)
from .prepared_call import PreparedCall
from .request_parts import (
    add_own_headers,
    common_headers,
    content_headers,
    given_headers,
    labels_of,
    path_suffix,
    refuse_doubled_path,
    refuse_long_url,
)
from .retry import attempts_of
from .sending import NOTHING_SPECIAL, Sending, sending_of
from .user_ip import check_body_ip, checked_user_ips, has_user_ip

if TYPE_CHECKING:
    from ..drift.log import DriftLog
    from ..psd2.read_budget import ReadBudget


class RequestPipeline(HidesFields, msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """
    The immutable configuration of a client.
    """

    _hidden: ClassVar = frozenset({"credentials", "headers"})

    api: Api
    base: Url
    credentials: Mapping[str, Credential]
    headers: Mapping[str, Secret]
    """Extra headers of every call. Their values may be keys, so they are secrets."""
    timeouts: Timeouts
    token_urls: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])
    """Scheme name → absolute URL of its token endpoint."""
    cipher: Cipher | None = None
    """Encrypts fields that must not be sent unencrypted."""
    end_user: EndUser | None = None
    """The user who is present, for calls that have arguments for it."""
    retries: Retries = msgspec.field(default_factory=Retries)
    retry_state: RetryState = msgspec.field(default_factory=RetryState)
    middleware: tuple[Any, ...] = ()
    """Called for each call and attempt."""
    limits: Limits = DEFAULT_LIMITS
    """How large responses may be."""
    read_budget: ReadBudget | None = None
    """Counts reads without the user."""
    allow_invalid_iban: bool = False
    """Whether IBANs are sent without looking at their check digits."""
    keep_unknown: bool = False
    """Whether fields that the document does not know are kept on the models."""
    drift: DriftLog | None = None
    """Notes in what responses differ from the document."""
    deviation_policy: DeviationPolicy = NO_POLICY
    """What happens to values that do not fit."""

    @cached_property
    def base_url(self) -> str:
        """
        ``base`` as text.
        """
        return str(self.base)

    @cached_property
    def _grants(self) -> dict[str, TokenGrant]:
        """
        Scheme name → grant. Its key takes two digests, so it is made once, not for each call.
        """
        return {}

    @cached_property
    def _plans(self) -> dict[str, CallPlan]:
        """
        Id of an operation → its plan.
        """
        return {}

    def with_credentials(self, given: Mapping[str, Given]) -> RequestPipeline:
        """
        The same configuration with some credentials replaced; None removes one.

        Args:
            given: Argument name, such as ``user_token``, → credential.

        Raises:
            ConfigurationError: A name is unknown or a value cannot be used.
        """
        credentials = with_replaced(self.api, self.credentials, given)
        return structs.replace(self, credentials=credentials)

    def grant(self, scheme: str) -> TokenGrant | None:
        """
        The grant of a scheme; None if its token was given, or no token can be made.

        Args:
            scheme: The name of the scheme.

        Raises:
            ConfigurationError: The token endpoint is not known.
        """
        if scheme not in self._grants:
            made = new_grant(self.api, scheme, self.credentials, self.token_urls)
            if made is None:
                return None
            self._grants[scheme] = made
        return self._grants[scheme]

    def token_endpoint(self) -> TokenEndpoint:
        """
        The token endpoint of this client and of all clients derived from it.
        """
        return TokenEndpoint(
            api=self.api,
            base=self.base,
            timeouts=self.timeouts,
            headers=self.headers,
            retries=self.retries,
            retry_state=self.retry_state,
        )

    def prepare(
        self,
        operation: Operation[Any],
        args: Mapping[str, object],
        body: object,
        options: CallOptions | None,
        media_type: str | None = None,
    ) -> PreparedCall:
        """
        The request of an operation.

        Args:
            args: Python argument name → value.
            body: The body, or UNSET.
            options: The caller's settings of this call.
            media_type: Another representation to ask for.

        Raises:
            ArgumentError: An argument or the body cannot be sent.
            ConfigurationError: No configured credential fits the operation.
        """
        check_argument_names(operation, args)
        chosen = options or NO_OPTIONS
        with self.checking_ibans(operation, chosen):
            return self._prepared(operation, args, body, chosen, media_type)

    def checking_ibans(
        self, operation: Operation[Any], options: CallOptions
    ) -> AbstractContextManager[object]:
        """
        A context in which the IBANs of a call are checked, unless the caller wants them sent as
        they are.
        """
        if operation.body is None and not operation.arguments.may_have_ibans:
            return nullcontext()
        own = options.allow_invalid_iban
        allow_invalid = self.allow_invalid_iban if own is None else own
        return checking_ibans(operation.id, allow_invalid=allow_invalid)

    def _prepared(
        self,
        operation: Operation[Any],
        args: Mapping[str, object],
        body: object,
        chosen: CallOptions,
        media_type: str | None,
    ) -> PreparedCall:
        if self.base.path:
            refuse_doubled_path(self.api, self.base, operation)
        args = self.with_end_user(operation, args, chosen)
        path = build_path(operation, args) + path_suffix(operation, media_type)
        query = build_query(operation, args, chosen.extra_query)
        url = f"{self.base_url}{path}?{query}" if query else f"{self.base_url}{path}"
        headers = build_headers(operation, args)
        call = self._build_request(operation, url, headers, body, chosen, media_type)
        call.carry(self.logins_of(operation, args, body))
        call.sending = self._sending(operation, path, args, wire_if_needed(operation, body), chosen)
        return call

    def sending(
        self,
        operation: Operation[Any],
        args: Mapping[str, object],
        wire: Any,
        options: CallOptions,
    ) -> Sending:
        """
        What is checked before the call of a flow is sent.

        Args:
            args: Python argument name → value.
            wire: The body as dicts and lists.
        """
        if operation.order is None and operation.bank_read is None:
            return NOTHING_SPECIAL
        return self._sending(operation, build_path(operation, args), args, wire, options)

    def logins_of(
        self, operation: Operation[Any], args: Mapping[str, object], body: object
    ) -> CallLogins:
        """
        The credentials for a bank that a call carries.

        Args:
            args: Python argument name → value.
            body: The body, or UNSET.

        Raises:
            ArgumentError: The body does not fit its schema.
        """
        # Operations without SCA, which are most of them, must not load its description.
        if not operation.sca or self.api.sca is None:
            return NO_LOGINS
        config = self.api.sca()
        if not may_carry_logins(config, operation):
            return NO_LOGINS
        return logins_of(config, operation, args, wire_body(operation, body))

    def with_end_user(
        self, operation: Operation[Any], args: Mapping[str, object], options: CallOptions
    ) -> Mapping[str, object]:
        """
        Arguments with what is known of the user, where an operation takes it.

        Args:
            args: Python argument name → value. A value of the caller stays.

        Raises:
            NonPublicAddressError: An IP address is not the public one of a user.
        """
        user = options.end_user or self.end_user
        if user is None and not operation.arguments.user_ip:
            return args
        if user is not None:
            wanted = {one.name: one.end_user for one in operation.parameters if one.end_user}
            known = {name: getattr(user, field) for name, field in wanted.items()}
            missing = {name: value for name, value in known.items() if args.get(name) is None}
            args = {**args, **{name: one for name, one in missing.items() if one is not None}}
        return {**args, **checked_user_ips(operation, args, self.base.origin)}

    def resolve(self, resource: object, relation: str) -> Link:
        """
        Resolve a relation of a resource.

        Raises:
            RelationError: The link is absent or may not be followed.
        """
        return resolve(self.api, self.base, resource, relation)

    def as_call(self, resource: object, relation: str, query: Mapping[str, object]) -> LinkedCall:
        """
        A relation of a resource as a call of its operation.

        Raises:
            RelationError: The link is absent or may not be followed.
            ArgumentError: The link does not have the documented path of its operation.
        """
        return as_call(self.api, self.base, self.resolve(resource, relation), query)

    def prepare_link(
        self,
        link: Link,
        body: object,
        query: Mapping[str, object] | None,
        options: CallOptions | None,
    ) -> PreparedCall:
        """
        The request that follows a link.

        Raises:
            ArgumentError: The query or the body cannot be sent.
            ConfigurationError: No configured credential fits the operation.
        """
        chosen = options or NO_OPTIONS
        with self.checking_ibans(link.operation, chosen):
            return self._prepared_link(link, body, query, chosen)

    def _prepared_link(
        self, link: Link, body: object, query: Mapping[str, object] | None, chosen: CallOptions
    ) -> PreparedCall:
        url = with_query(link, query or {}, chosen.extra_query)
        args = self.with_end_user(link.operation, {}, chosen)
        headers = given_headers(link.operation, args)
        call = self._build_request(link.operation, str(url), headers, body, chosen, None)
        call.carry(self.logins_of(link.operation, {}, body))
        path = str(url).partition("?")[0].removeprefix(self.base_url)
        wire = wire_if_needed(link.operation, body)
        call.sending = self._sending(link.operation, path, args, wire, chosen)
        return call

    def _sending(
        self,
        operation: Operation[Any],
        path: str,
        args: Mapping[str, object],
        wire: Any,
        options: CallOptions,
    ) -> Sending:
        if operation.order is None and operation.bank_read is None:
            return NOTHING_SPECIAL
        check_body_ip(operation, wire, self.base.origin)
        has_user = (options.end_user or self.end_user) is not None
        return sending_of(
            self.api,
            operation,
            path,
            wire,
            is_attended=has_user or has_user_ip(operation, args, wire),
            allow_duplicate=options.allow_duplicate,
        )

    def _build_request(
        self,
        operation: Operation[Any],
        url: str,
        headers: tuple[tuple[str, str], ...],
        body: object,
        options: CallOptions,
        media_type: str | None,
    ) -> PreparedCall:
        refuse_long_url(url)
        timeouts = self._timeouts(operation, options)
        deadline = Deadline.after(timeouts.total)
        content = build_content(operation, body, self.cipher, options.extra_body)
        plan = self._plan(operation)
        labels = labels_of(self.api, operation, options)
        correlation_id = labels.correlation_id if self.api.correlation_header else None
        plain = dict(plan.headers)
        if media_type is not None:
            plain = common_headers(media_type, self.headers)
        merge_headers(plain, dict(headers))
        add_own_headers(plain, self.api, operation, options, self.base.origin)
        merge_headers(plain, content_headers(self.api, content, correlation_id))
        limits = options.limits or self.limits
        keep = options.keep_unknown
        request = HttpRequest(
            operation=operation.id,
            method=operation.method,
            url=url,
            headers=(*plain.items(), *(plan.signature or ())),
            body=content.data if content else None,
            timeouts=timeouts,
            max_body=plan.max_body if limits is self.limits else limits.body_of(operation.max_body),
            max_headers=limits.headers,
            correlation_id=correlation_id,
            deadline=deadline,
            fresh_connection=plan.fresh_connection,
            labels=labels,
        )
        if plan.signature is None:
            request = with_credentials(request, self.api, plan.schemes, self.credentials)
        return PreparedCall(
            operation=operation,
            correlation_id=correlation_id,
            deadline=deadline,
            media_type=media_type,
            grant=plan.grant,
            sources=plan.sources,
            attempts=self._attempts(operation, options),
            labels=labels,
            limits=limits,
            keep_unknown=self.keep_unknown if keep is None else keep,
            deviation_policy=policy_of(options, self.deviation_policy),
            request=request,
        )

    def _plan(self, operation: Operation[Any]) -> CallPlan:
        known = self._plans.get(operation.id)
        # A program may have an operation of its own with the same id.
        if known is None or known.operation is not operation:
            known = self._plans[operation.id] = new_plan(
                operation,
                api=self.api,
                credentials=self.credentials,
                headers=self.headers,
                origin=self.base.origin,
                limits=self.limits,
                grant=self.grant,
            )
        return known

    def _attempts(self, operation: Operation[Any], options: CallOptions) -> Attempts:
        retries = retries_from(options.max_retries, self.retries)
        return attempts_of(operation.retry_class, retries, self.retry_state)

    def _timeouts(self, operation: Operation[Any], options: CallOptions) -> Timeouts:
        if options is NO_OPTIONS and operation.read_timeout is None:
            return self.timeouts
        return options.timeouts(self.timeouts, operation.read_timeout)

    def parse_response(self, call: PreparedCall, response: HttpResponse) -> Response[Any]:
        """
        The result of a call; what differs from the document is passed on.

        Raises:
            ResponseError: The response is not the expected one.
        """
        policy = call.deviation_policy
        try:
            parsed = self.read_response(call, response)
        except StatusError as error:
            if error.deviations:
                policy.tell(call.operation.id, error.deviations, ())
            raise
        if parsed.deviations:
            policy.tell(call.operation.id, parsed.deviations, parsed.unreadable)
        return parsed

    def read_response(self, call: PreparedCall, response: HttpResponse) -> Response[Any]:
        """
        The result of a call. Nothing is passed on, so it may be read again.

        Raises:
            ResponseError: The response is not the expected one.
        """
        if self.drift is not None and call.compared is not response:
            call.compared = response
            self.drift.note(self.api, call.operation, response)
        named = self.api.request_id_header
        # The provider's own id if there is one: its support searches by that.
        request_id = response.headers.get(named) if named else None
        try:
            return parse_response(
                call.operation,
                response,
                request_id=request_id or call.correlation_id,
                media_type=call.media_type,
                limits=call.limits,
                keep_unknown=call.keep_unknown,
                policy=call.deviation_policy,
                explain=self.api.explain,
            )
        except KontokitError as error:
            call.attempts.describe(error)
            raise

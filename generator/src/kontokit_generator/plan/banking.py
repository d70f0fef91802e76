"""
From ``x-kontokit-banking`` to the contents of ``banking.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from kontokit_generator.openapi.document import Document, resolved
from kontokit_generator.openapi.json_tree import Tree, is_list, is_mapping, mapping, sequence
from kontokit_generator.openapi.schemas import types_of, without_null
from kontokit_generator.overlay.banking_extension import (
    OTHERS,
    REFERENCES,
    balance_fields,
    parts_in,
    paths_of,
)
from kontokit_generator.plan.banking_sources import condition_source, path_source, source_of
from kontokit_generator.plan.banking_views import (
    AccountsView,
    BalanceView,
    BankingView,
    CallView,
    ConnectionsView,
    NotificationView,
    StateView,
    TransactionsView,
)
from kontokit_generator.plan.model import OperationView, TagView
from kontokit_generator.python.escaping import python_literal
from kontokit_generator.python.naming import class_name, python_name
from kontokit_generator.python.types import python_type


def plan_banking(document: Document, tags: list[TagView]) -> BankingView | None:
    """
    Describe the contents of ``banking.py``.

    Returns:
        The plan; None where the API has no accounts.
    """
    parts = parts_in(document.tree)
    if not parts:
        return None
    return _Planner(document, parts, {op.id: (tag, op) for tag in tags for op in tag.operations})()


@frozen
class _Planner:
    document: Document
    parts: Tree
    known: Mapping[str, tuple[TagView, OperationView]]

    def __call__(self) -> BankingView:
        account_type = self._row_type("accounts")
        balances = [self._balance(mapping(one)) for one in sequence(self.parts.get("balances"))]
        named = [
            str(mapping(self.parts[part]).get("operation", ""))
            for part in self.parts
            if part != "balances"
        ]
        return BankingView(
            connections=self._connections() if "connections" in self.parts else None,
            accounts=self._accounts(account_type),
            balances=balances,
            balance_type=" | ".join(dict.fromkeys(one.type or account_type for one in balances)),
            transactions=self._transactions("transactions"),
            pending=self._transactions("pending") if "pending" in self.parts else None,
            notifications=_notifications(mapping(self.parts.get("notifications"))),
            modules=sorted({self.known[one][0].attribute for one in named if one}),
        )

    def _connections(self) -> ConnectionsView:
        part = mapping(self.parts["connections"])
        return ConnectionsView(
            type=self._row_type("connections"),
            call=self._call(part),
            are_map=OTHERS in paths_of(mapping(part.get("fields")).get("id")),
            fields=_fields(part),
            states=[
                StateView(
                    state=str(one["state"]).upper(),
                    condition=" and ".join(map(condition_source, sequence(one.get("when")))),
                )
                for one in map(mapping, sequence(part.get("states")))
            ],
            complete=_condition(part, "complete"),
        )

    def _accounts(self, account_type: str) -> AccountsView:
        part = mapping(self.parts["accounts"])
        kinds = mapping(part.get("kinds"))
        return AccountsView(
            type=account_type,
            call=None if "inside" in part else self._call(part),
            inside=f"{path_source(str(part['inside']))} or ()" if "inside" in part else None,
            fields=_fields(part),
            kinds={key: str(word).upper() for key, word in kinds.items() if key != OTHERS},
            by_caller=_condition(part, "caller"),
            complete=_condition(part, "complete"),
        )

    def _balance(self, balance: Tree) -> BalanceView:
        each = balance.get("each")
        base = "raw" if each is None else "one"
        fields = {
            key: path_source(str(path), base) for key, path in balance_fields(balance).items()
        }
        if "includes_credit_limit" in balance:
            fields["includes_credit_limit"] = python_literal(balance["includes_credit_limit"])
        if each is None:
            return BalanceView(str(balance["kind"]).upper(), fields, None, None)
        schema = mapping(without_null(self._property(self._schema("accounts"), str(each))))
        rows = f"({path_source(str(each))} or {'()' if 'array' in types_of(schema) else '{}'})"
        values = rows if "array" in types_of(schema) else f"{rows}.values()"
        entries = mapping(schema.get("items", schema.get("additionalProperties")))
        return BalanceView(str(balance["kind"]).upper(), fields, values, python_type(entries))

    def _transactions(self, name: str) -> TransactionsView:
        part = mapping(self.parts[name])
        status = part.get("status", "pending")
        values = mapping(mapping(status).get("values"))
        return TransactionsView(
            type=self._row_type(name),
            call=self._call(part),
            late=self._more(part, "late"),
            days=self._more(part, "days"),
            ascending=self._more(part, "ascending"),
            descending=self._more(part, "descending"),
            fields=_fields(part),
            status=path_source(str(status["value"])) if is_mapping(status) else None,
            statuses={key: str(word).upper() for key, word in values.items() if key != OTHERS},
            other_status=str(values.get(OTHERS, status)).upper(),
            newest_first=part.get("newest_first") is True,
            skip_incomplete=part.get("skip_incomplete") is True,
            id_hint=path_source(str(part["id_hint"])) if "id_hint" in part else None,
        )

    def _more(self, part: Tree, key: str) -> CallView | None:
        return self._call({**part, **mapping(part[key])}) if key in part else None

    def _call(self, part: Tree) -> CallView:
        tag, operation = self.known[str(part["operation"])]
        names = {one.wire: one.name for one in operation.arguments}
        arguments = {
            str(names[wire]): _argument(said)
            for wire, said in mapping(part.get("arguments")).items()
        }
        return CallView(constant=f"{tag.attribute}.{operation.constant}", arguments=arguments)

    def _row_type(self, name: str) -> str:
        part = mapping(self.parts[name])
        if "inside" not in part:
            rows = self.known[str(part["operation"])][1].rows
            return rows.type if rows else "object"
        return python_type(self._entries(part))

    def _entries(self, part: Tree) -> Tree:
        around = self._schema("connections")
        return mapping(
            mapping(without_null(self._property(around, str(part["inside"])))).get("items")
        )

    def _schema(self, name: str) -> Any:
        wanted = self._row_type(name).removeprefix("models.")
        return mapping(mapping(self.document.tree["components"])["schemas"])[wanted]

    def _property(self, schema: Any, name: str) -> Tree:
        return mapping(resolved(self.document.tree, mapping(schema["properties"])[name]))


def _notifications(part: Tree) -> list[NotificationView]:
    return [
        NotificationView(type=f"models.{class_name(name)}", ids=_every(str(path)))
        for name, path in mapping(part.get("accounts")).items()
    ]


def _every(path: str) -> str:
    source = path_source(path, "event")
    return source if "[]" in path else f"({source},)"


def _fields(part: Tree) -> dict[str, str]:
    return {key: source_of(said) for key, said in mapping(part.get("fields")).items()}


def _condition(part: Tree, key: str) -> str | None:
    return condition_source(mapping(part[key])) if key in part else None


def _argument(said: Any) -> str:
    if is_list(said):
        return f"[{', '.join(map(_argument, said))}]"
    if isinstance(said, str) and said in REFERENCES:
        return REFERENCES[said]
    if isinstance(said, str) and said.startswith("account."):
        names = (python_name(one) for one in said.split(".")[1:])
        return ".".join(("account.raw", *names))
    return python_literal(said)

"""mypy's plug-in for peewee.

Tables get the attributes that peewee adds by itself, `id` and `<foreign key>_id`; `ModelSelect` without a
row's type, all that can be written where annotations are evaluated, is a query of rows of any type.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import AssignmentStmt, CallExpr, ClassDef, NameExpr
from mypy.plugin import AnalyzeTypeContext, ClassDefContext, Plugin
from mypy.plugins.common import add_attribute_to_class
from mypy.types import AnyType, NoneType, Type, TypeOfAny, UnionType

BASES = ("peewee.Model", "webapp.db.Table")


class Tables(Plugin):
    def get_base_class_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        return add_implicit_fields if fullname in BASES else None

    def get_type_analyze_hook(self, fullname: str) -> Callable[[AnalyzeTypeContext], Type] | None:
        return query_of_rows if fullname == "peewee.ModelSelect" else None


def query_of_rows(context: AnalyzeTypeContext) -> Type:
    written = [context.api.analyze_type(word) for word in context.type.args]
    return context.api.named_type("peewee.ModelSelect", written or [AnyType(TypeOfAny.explicit)])


def add_implicit_fields(context: ClassDefContext) -> None:
    fields = fields_of(context.cls)
    whole = context.api.named_type("builtins.int")
    if context.cls.fullname in BASES:
        add(context, "id", AnyType(TypeOfAny.special_form))
    elif not any(is_set(call, "primary_key") for call in fields.values()):
        add(context, "id", whole)
    for name, call in fields.items():
        if isinstance(call.callee, NameExpr) and call.callee.name == "ForeignKeyField":
            nullable = UnionType([whole, NoneType()])
            add(context, f"{name}_id", nullable if is_set(call, "null") else whole)


def fields_of(table: ClassDef) -> dict[str, CallExpr]:
    """What is assigned to a name by a call in the class's body."""
    return {
        statement.lvalues[0].name: statement.rvalue
        for statement in table.defs.body
        if isinstance(statement, AssignmentStmt)
        and isinstance(statement.lvalues[0], NameExpr)
        and isinstance(statement.rvalue, CallExpr)
    }


def is_set(call: CallExpr, argument: str) -> bool:
    return any(
        name == argument and isinstance(value, NameExpr) and value.name == "True"
        for name, value in zip(call.arg_names, call.args, strict=True)
    )


def add(context: ClassDefContext, name: str, value: Type) -> None:
    if name not in context.cls.info.names:
        field = context.api.named_type("peewee.Field", [value])
        add_attribute_to_class(context.api, context.cls, name, field)


def plugin(version: str) -> type[Plugin]:
    return Tables

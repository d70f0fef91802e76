"""
Choices between types, in packages that are built from invented documents and called.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import pytest

from kontokit import ArgumentError, DecodeError, PayloadError, RawJson
from tests.support.bank import Bank
from tests.support.flow_driver import CallMode
from tests.support.small_api import Caller, build_small, imported

DOCUMENT: Final = """
paths:
  /pets:
    get:
      operationId: getPets
      responses:
        "200":
          description: All.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Home"}
    post:
      operationId: addPet
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
      responses:
        "200":
          description: The same.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Pet"}
  /shapes:
    post:
      operationId: addShape
      requestBody:
        required: true
        content:
          application/json:
            schema:
              oneOf: [{$ref: "#/components/schemas/Circle"}, {$ref: "#/components/schemas/Square"}]
              discriminator: {propertyName: form}
      responses: {"204": {description: Done.}}
  /values:
    get:
      operationId: getValues
      responses:
        "200":
          description: Some.
          content: {application/json: {schema: {$ref: "#/components/schemas/Values"}}}
    put:
      operationId: putValues
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Values"}}}
      responses: {"204": {description: Done.}}
components:
  schemas:
    Home:
      type: object
      required: [pets]
      properties:
        pets: {type: array, items: {$ref: "#/components/schemas/Pet"}}
        best: {oneOf: [{$ref: "#/components/schemas/Pet"}, {type: "null"}]}
    Pet:
      oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}]
      discriminator:
        propertyName: petType
        mapping: {cat: "#/components/schemas/Cat", dog: Dog, puppy: Dog}
    Cat:
      type: object
      required: [petType, weight]
      properties:
        petType: {type: string}
        weight: {type: number, format: decimal}
        friend: {$ref: "#/components/schemas/Pet"}
    Dog:
      type: object
      required: [name]
      properties:
        petType: {type: string}
        name: {type: string}
    Values:
      type: object
      properties:
        account:
          oneOf:
            - type: object
              required: [iban]
              properties: {iban: {type: string}, note: {type: string}}
            - type: object
              required: [bban]
              properties: {bban: {type: string}, note: {type: string}}
        event:
          anyOf:
            - {$ref: "#/components/schemas/Opened"}
            - {$ref: "#/components/schemas/Closed"}
        amount: {oneOf: [{type: number, format: decimal}, {type: string}]}
        scalar: {type: [string, integer, "null"]}
        some:
          anyOf:
            - {$ref: "#/components/schemas/Money"}
            - {type: array, items: {$ref: "#/components/schemas/Money"}}
        alike: {oneOf: [{$ref: "#/components/schemas/Left"}, {$ref: "#/components/schemas/Right"}]}
        animal: {$ref: "#/components/schemas/Animal"}
        checked:
          type: object
          properties: {a: {type: string}, b: {type: string}}
          anyOf: [{required: [a]}, {required: [b]}]
    Opened:
      type: object
      required: [kind]
      properties: {kind: {const: opened}, by: {type: string}}
    Closed:
      type: object
      required: [kind]
      properties: {kind: {enum: [closed, gone], type: string}}
    Circle: {type: object, required: [size], properties: {size: {type: integer}}}
    Square: {type: object, required: [size], properties: {size: {type: integer}}}
    Money: {type: object, required: [amount], properties: {amount: {type: number, format: decimal}}}
    Left: {type: object, properties: {x: {type: integer}}}
    Right: {type: object, properties: {x: {type: string}}}
    Animal:
      type: object
      required: [species]
      discriminator: {propertyName: species}
      properties: {species: {type: string}, age: {type: integer}}
    Bird:
      allOf:
        - {$ref: "#/components/schemas/Animal"}
        - {type: object, properties: {wings: {type: integer}}}
    Fish:
      allOf:
        - {$ref: "#/components/schemas/Animal"}
        - {type: object, properties: {fins: {type: integer}}}
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(build_small(tmp_path_factory.mktemp("unions"), DOCUMENT)) as found:
        yield found


@pytest.fixture
def api(package: Any, mode: CallMode, bank: Bank) -> Caller:
    return Caller(package, mode, bank)


def test_tag_tells_what_an_object_is(api: Caller) -> None:
    """
    In lists, in fields, inside of each other; several values may stand for one model.
    """
    api.bank.says(
        '{"pets": [{"petType": "cat", "weight": 4.20, "friend": {"petType": "puppy", "name": "A"}},'
        ' {"petType": "dog", "name": "B"}], "best": {"petType": "dog", "name": "C"}}'
    )
    home = api.call("get_pets")
    cat, dog = home.pets
    assert isinstance(cat, api.models.Cat)
    assert cat.weight == Decimal("4.20")
    assert isinstance(cat.friend, api.models.Dog)
    assert cat.friend.pet_type == "puppy"
    assert (dog, home.best.name) == (api.models.Dog(pet_type="dog", name="B"), "C")
    assert isinstance(cat, api.models.Pet)
    assert not isinstance(home, api.models.Pet)


def test_tag_of_later_versions_is_kept_as_json(api: Caller) -> None:
    """
    An API may add a kind at any time; the others are read, and this one can be looked at.
    """
    api.bank.says('{"pets": [{"petType": "bird", "pin": 1.10}, {"petType": "dog", "name": "B"}]}')
    bird, dog = api.call("get_pets").pets
    assert isinstance(bird, RawJson)
    assert bird.value == {"petType": "bird", "pin": Decimal("1.10")}
    assert "1.1" not in repr(bird)
    assert isinstance(dog, api.models.Dog)
    with pytest.raises(PayloadError):
        bird.read_as(api.models.Dog)


def test_what_does_not_fit_is_named_by_its_place(api: Caller) -> None:
    """
    The tag decides what is expected.
    """
    api.bank.says('{"pets": [{"petType": "dog", "weight": 3}]}')
    with pytest.raises(DecodeError) as caught:
        api.call("get_pets")
    assert caught.value.path == "$.pets[0].name"


def test_options_are_written_as_models_dicts_and_what_was_read(api: Caller) -> None:
    """
    A dict names the tag; a model is known by its class.
    """
    text = '{"petType":"cat","weight":4.20,"friend":{"petType":"puppy","name":"A"}}'
    api.bank.says(text)
    models = api.models
    read = api.call("add_pet", {"pet_type": "dog", "name": "A"})
    assert api.sent == {"petType": "dog", "name": "A"}
    api.call("add_pet", {"petType": "puppy", "name": "A"})
    assert api.sent == {"petType": "puppy", "name": "A"}
    api.call("add_pet", models.DogInput(name="A"))
    assert api.sent == {"name": "A"}
    api.call("add_pet", read)
    assert api.sent == json.loads(text)
    assert b'"weight":4.20' in api.bank.last.body
    api.bank.says('{"petType": "bird", "eggs": 2}')
    api.call("add_pet", api.call("add_pet", read))
    assert api.sent == {"petType": "bird", "eggs": 2}
    with pytest.raises(ArgumentError):
        api.call("add_pet", {"pet_type": "dog", "weight": 1})
    with pytest.raises(ArgumentError):
        api.call("add_pet", {"pet_type": "cow"})


def test_a_tag_that_no_option_describes_is_written_nevertheless(api: Caller) -> None:
    """
    Without a mapping, the name of a schema is its value.
    """
    api.bank.says(status=204)
    api.call("add_shape", api.models.Square(size=2))
    assert api.sent == {"form": "Square", "size": 2}
    api.call("add_shape", {"form": "Circle", "size": 1})
    assert api.sent == {"form": "Circle", "size": 1}


@pytest.mark.parametrize(
    ("text", "model", "field"),
    [
        ('{"account": {"iban": "X", "note": "n"}}', "ValuesAccountOption1", "account"),
        ('{"account": {"bban": "X", "more": 1}}', "ValuesAccountOption2", "account"),
        ('{"event": {"kind": "opened", "by": "me"}}', "Opened", "event"),
        ('{"event": {"kind": "gone"}}', "Closed", "event"),
        ('{"some": {"amount": 1.50}}', "Money", "some"),
        ('{"animal": {"species": "Bird", "wings": 2, "age": 1}}', "Bird", "animal"),
        ('{"animal": {"species": "Ant", "age": 1}}', "AnimalBase", "animal"),
        ('{"checked": {"a": "1"}}', "ValuesChecked", "checked"),
    ],
)
def test_shapes_tell_objects_apart(api: Caller, text: str, model: str, field: str) -> None:
    """
    By a constant, by the fields that only one has, by the JSON type, and by what extends a base.
    """
    api.bank.says(text)
    assert type(getattr(api.call("get_values"), field)).__name__ == model


def test_scalars_and_lists_beside_each_other(api: Caller) -> None:
    """
    Numbers stay exact, and texts stay texts.
    """
    api.bank.says('{"amount": 1.10, "scalar": "x", "some": [{"amount": 2.30}]}')
    values = api.call("get_values")
    assert (values.amount, values.scalar) == (Decimal("1.10"), "x")
    assert values.some == [api.models.Money(amount=Decimal("2.30"))]
    api.bank.says('{"amount": "1.10", "scalar": 7}')
    values = api.call("get_values")
    assert (values.amount, values.scalar) == ("1.10", 7)
    api.call("put_values", amount=Decimal("3.40"), scalar=None, some=[{"amount": "1.00"}])
    assert api.bank.last.body == b'{"amount":3.40,"scalar":null,"some":[{"amount":1.00}]}'


def test_what_nothing_tells_apart_is_json_with_a_typed_accessor(api: Caller) -> None:
    """
    A guess would lose what only the other option has.
    """
    api.bank.says('{"alike": {"x": 5}, "account": {"iban": "X", "bban": "Y"}}')
    values = api.call("get_values")
    assert isinstance(values.alike, RawJson)
    assert values.alike.read_as(api.models.Left) == api.models.Left(x=5)
    assert values.account == RawJson({"iban": "X", "bban": "Y"})
    api.call("put_values", alike=api.models.RightInput(x="5"))
    assert api.sent == {"alike": {"x": "5"}}
    api.call("put_values", alike=values.alike)
    assert api.sent == {"alike": {"x": 5}}

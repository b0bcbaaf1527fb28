"""Holds an OpenAPI 3.1 document against the specification, and examples and answers against its schemas.

Reads {"document": …, "answers": [{"what", "schema": JSON pointer, "body"}]} and prints one fault per line.
"""

import json
import sys

from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

BASE = "urn:document"


def escaped(part):
    return str(part).replace("~", "~0").replace("/", "~1")


def media_types(value, pointer=""):
    """Everything that has a schema and examples of it."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from media_types(item, f"{pointer}/{index}")
    elif isinstance(value, dict):
        if isinstance(value.get("schema"), dict):
            yield pointer, value
        for name, item in value.items():
            if name not in ("example", "examples", "schema"):
                yield from media_types(item, f"{pointer}/{escaped(name)}")


def examples(media_type, document):
    if "example" in media_type:
        yield media_type["example"]
    for example in media_type.get("examples", {}).values():
        if "$ref" in example:
            example = document["components"]["examples"][example["$ref"].rsplit("/", 1)[1]]
        yield example["value"]


def main():
    given = json.load(sys.stdin)
    document = given["document"]
    for error in OpenAPIV31SpecValidator(document).iter_errors():
        print(f"{'/'.join(map(str, error.absolute_path))}: {error.message}")
    registry = Registry().with_resource(BASE, Resource(contents=document, specification=DRAFT202012))

    def check(what, schema, value):
        reference = {"$ref": f"{BASE}#{schema}"}
        validator = Draft202012Validator(reference, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)
        for error in validator.iter_errors(value):
            print(f"{what}: {'/'.join(map(str, error.absolute_path))}: {error.message}")

    for pointer, media_type in media_types(document):
        for example in examples(media_type, document):
            check(f"example at {pointer}", f"{pointer}/schema", example)
    for answer in given["answers"]:
        check(answer["what"], answer["schema"], answer["body"])


main()

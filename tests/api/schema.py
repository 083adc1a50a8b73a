"""Checks answers against the schemas of assets/openapi.json: the part of JSON Schema that it uses."""
import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def is_type(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


class Schemas:
    def __init__(self, document):
        self.document = document

    def resolve(self, schema):
        while "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        return schema

    def faults(self, value, schema, where="$"):
        """What is wrong, as a list of sentences.  Members that the schema does not name are wrong, too:
        the description is to be complete."""
        schema = self.resolve(schema)
        choices = schema.get("oneOf") or schema.get("anyOf")
        if choices:  # the one that comes nearest says what is wrong
            return min((self.faults(value, choice, where) for choice in choices), key=len)
        wanted = schema.get("type")
        names = wanted if isinstance(wanted, list) else [wanted] if wanted else []
        if names and not any(is_type(value, name) for name in names):
            return [f"{where}: {type(value).__name__} is not {wanted}"]
        found = []
        if "enum" in schema and value not in schema["enum"]:
            found.append(f"{where}: {value!r} is not one of {schema['enum']}")
        if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
            found.append(f"{where}: {value!r} does not match {schema['pattern']}")
        if isinstance(value, dict) and "properties" in schema:
            for name in schema.get("required", []):
                if name not in value:
                    found.append(f"{where}: lacks {name}")
            for name, member in value.items():
                if name not in schema["properties"]:
                    found.append(f"{where}: {name} is not described")
                else:
                    found += self.faults(member, schema["properties"][name], f"{where}.{name}")
        if isinstance(value, list) and "items" in schema:
            for i, member in enumerate(value[:50]):
                found += self.faults(member, schema["items"], f"{where}[{i}]")
        return found

    def answer(self, method, path, status):
        """The schema of an answer, by the templated path; None when the status is not described."""
        responses = self.document["paths"][path][method.lower()]["responses"]
        response = responses.get(str(status))
        if response is None:
            return None
        for content in response.get("content", {}).values():
            return content["schema"]
        return {}

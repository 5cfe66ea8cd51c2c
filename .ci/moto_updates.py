"""PATCH for the parts of an API, which moto 5 does not know: methods, integrations, their responses, models."""

import json

from moto.apigateway.responses import APIGatewayResponse

# What a path of the patch is called in moto's model.
ATTRIBUTES = {
    "passthroughBehavior": "passthrough_behaviour",
    "uri": "uri",
    "type": "integration_type",
}


def attribute_of(name):
    known = ATTRIBUTES.get(name)
    return known or "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)


def value_of(text):
    return {"true": True, "false": False}.get(text, text)


def patch(thing, operations):
    for operation in operations:
        name, *rest = [part.replace("~1", "/").replace("~0", "~") for part in operation["path"].split("/")[1:]]
        attribute = attribute_of(name)
        removes = operation["op"] == "remove"
        value = None if removes else value_of(operation.get("value"))
        if not rest:
            setattr(thing, attribute, value)
            continue
        entries = dict(getattr(thing, attribute) or {})
        if removes:
            entries.pop(rest[0], None)
        else:
            entries[rest[0]] = value
        setattr(thing, attribute, entries)
    return thing


def updates(find):
    def update(self):
        operations = json.loads(self.body or "{}").get("patchOperations", [])
        return json.dumps(patch(find(self.backend, self.path.split("/")), operations).to_json())

    return update


# By the parts of the path: /restapis/2/resources/4/methods/6/integration/responses/9.
APIGatewayResponse.update_method = updates(lambda api, at: api.get_method(at[2], at[4], at[6]))
APIGatewayResponse.update_method_response = updates(lambda api, at: api.get_method_response(at[2], at[4], at[6], at[8]))
APIGatewayResponse.update_integration = updates(lambda api, at: api.get_integration(at[2], at[4], at[6]))
APIGatewayResponse.update_integration_response = updates(
    lambda api, at: api.get_integration_response(at[2], at[4], at[6], at[9])
)
APIGatewayResponse.update_model = updates(lambda api, at: api.get_model(at[2], at[4]))

"""moto's server, with what it forgets and Terraform would see as a change in every plan: moto 5 takes a function's
DeadLetterConfig and LoggingConfig and an authorizer's identityValidationExpression, and does not give them back; AWS does.
It knows no query definitions of CloudWatch Logs, no change of a log group's key and no documentation of an API, and reads a
bucket policy without its conditions: a policy that denies what comes without TLS would close the bucket.

Usage: moto-server.py PORT
"""

import json
import sys
import time
import uuid

import moto_updates  # noqa: F401

from moto.apigateway import urls as apigateway_urls
from moto.apigateway.models import Stage
from moto.apigateway.responses import APIGatewayResponse
from moto.awslambda.models import LambdaFunction
from moto.iam.access_control import PermissionResult
from moto.logs.responses import LogsResponse
from moto.s3.models import FakeBucket
from moto.server import main

FORGOTTEN = ("DeadLetterConfig", "LoggingConfig")

construct = LambdaFunction.__init__
configuration = LambdaFunction.get_configuration
update = LambdaFunction.update_configuration


def remember(self, spec):
    kept = {name: spec[name] for name in FORGOTTEN if name in spec}
    self.remembered = {**getattr(self, "remembered", {}), **kept}


def __init__(self, account_id, spec, *args, **kwargs):
    construct(self, account_id, spec, *args, **kwargs)
    remember(self, spec)


def get_configuration(self, *args, **kwargs):
    return {**configuration(self, *args, **kwargs), **self.remembered}


def update_configuration(self, config_updates):
    remember(self, config_updates)
    return update(self, config_updates)


LambdaFunction.__init__ = __init__
LambdaFunction.get_configuration = get_configuration
LambdaFunction.update_configuration = update_configuration

create_authorizer_without_expression = APIGatewayResponse.create_authorizer


def create_authorizer(self):
    status, headers, body = create_authorizer_without_expression(self)
    rest_api_id = self.path.split("/")[2]
    authorizer = self.backend.get_authorizer(rest_api_id, json.loads(body)["id"])
    authorizer.identity_validation_expression = self._get_param("identityValidationExpression")
    return status, headers, json.dumps(authorizer.to_json())


APIGatewayResponse.create_authorizer = create_authorizer

# Of which version of the documentation a stage is.
create_stage_without_documentation = APIGatewayResponse.create_stage
stage_without_documentation = Stage.to_json
update_stage_without_documentation = Stage.apply_operations


def create_stage(self):
    status, headers, body = create_stage_without_documentation(self)
    stage = self.backend.get_stage(self.path.split("/")[2], json.loads(body)["stageName"])
    stage.documentation_version = self._get_param("documentationVersion")
    return status, headers, json.dumps(stage.to_json())


def stage_to_json(self):
    version = getattr(self, "documentation_version", None)
    return {**stage_without_documentation(self), **({"documentationVersion": version} if version else {})}


def update_stage(self, patch_operations):
    for operation in patch_operations:
        if operation["path"] == "/documentationVersion":
            self.documentation_version = operation.get("value")
    return update_stage_without_documentation(self, patch_operations)


APIGatewayResponse.create_stage = create_stage
Stage.to_json = stage_to_json
Stage.apply_operations = update_stage

query_definitions = {}


def put_query_definition(self):
    parameters = json.loads(self.body)
    identifier = parameters.get("queryDefinitionId") or str(uuid.uuid4())
    query_definitions[identifier] = {**parameters, "queryDefinitionId": identifier}
    return json.dumps({"queryDefinitionId": identifier})


def describe_query_definitions(self):
    return json.dumps({"queryDefinitions": list(query_definitions.values())})


def delete_query_definition(self):
    removed = query_definitions.pop(json.loads(self.body)["queryDefinitionId"], None)
    return json.dumps({"success": removed is not None})


LogsResponse.put_query_definition = put_query_definition
LogsResponse.describe_query_definitions = describe_query_definitions
LogsResponse.delete_query_definition = delete_query_definition


def set_kms_key(self, key):
    group = self.logs_backend.groups[json.loads(self.body)["logGroupName"]]
    group.kms_key_id = key
    return "{}"


LogsResponse.associate_kms_key = lambda self: set_kms_key(self, json.loads(self.body)["kmsKeyId"])
LogsResponse.disassociate_kms_key = lambda self: set_kms_key(self, None)

documentation = {}


def body_of(request):
    return json.loads(request.data or b"{}")


def documentation_parts(request, full_url, headers):
    """Parts and versions of an API's documentation: POST makes one, GET lists them."""
    if request.method == "GET":
        kept = [one for path, one in documentation.items() if path.startswith(request.path)]
        return 200, {}, json.dumps({"item": kept})
    body = body_of(request)
    if "documentationVersion" in body:
        name = body["documentationVersion"]
        made = {"version": name, "createdDate": int(time.time()), "description": body.get("description", "")}
    else:
        name = uuid.uuid4().hex[:6]
        made = {**body, "id": name}
    documentation[f"{request.path.rstrip('/')}/{name}"] = made
    return 201, {}, json.dumps(made)


def documentation_part(request, full_url, headers):
    if request.path not in documentation:
        return 404, {"x-amzn-ErrorType": "NotFoundException"}, json.dumps({"message": "not found"})
    if request.method == "DELETE":
        del documentation[request.path]
        return 202, {}, ""
    for operation in body_of(request).get("patchOperations", []):
        documentation[request.path][operation["path"].lstrip("/")] = operation["value"]
    return 200, {}, json.dumps(documentation[request.path])


for kind in ("parts", "versions"):
    path = "{0}/restapis/(?P<function_id>[^/]+)/documentation/" + kind
    apigateway_urls.url_paths[path + "$"] = documentation_parts
    apigateway_urls.url_paths[path + "/(?P<part_id>[^/]+)/?$"] = documentation_part

FakeBucket.get_permission = lambda self, action, resource: PermissionResult.NEUTRAL

main(["-H", "127.0.0.1", "-p", sys.argv[1]])

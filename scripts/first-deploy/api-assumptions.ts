/** What is taken for granted of API Gateway, tried on an API that is deleted afterwards. */
import {
  CreateAuthorizerCommand,
  CreateDeploymentCommand,
  CreateDocumentationPartCommand,
  CreateModelCommand,
  CreateStageCommand,
  PutGatewayResponseCommand,
  PutIntegrationCommand,
  PutMethodCommand,
  type APIGatewayClient,
} from '@aws-sdk/client-api-gateway';
import { differs, holds, type Assumption } from './assumption';
import type { ScratchApi } from './scratch-api';

export interface ApiClients {
  readonly gateway: APIGatewayClient;
  readonly api: ScratchApi;
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;
}

/** The URI of a function that a stage variable names: only when it is called is it looked up. */
function uriOf({ region, accountId, partition }: ApiClients, variable: string): string {
  const arn = `arn:${partition}:lambda:${region}:${accountId}:function:\${stageVariables.${variable}}`;
  return `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
}

/** In this order: the last ones need what the first ones made. */
export const API_ASSUMPTIONS: readonly Assumption<ApiClients>[] = [
  {
    id: 'gateway-response-header',
    assumed: 'a gateway response takes a static value for a CORS header',
    call: 'apigateway:PutGatewayResponse',
    otherwise: 'correct modules/gateway-responses.ts; decision 092 has the other forms',
    check: async ({ gateway, api: { restApiId } }) => {
      const name = 'gatewayresponse.header.Access-Control-Allow-Origin';
      const { responseParameters } = await gateway.send(
        new PutGatewayResponseCommand({
          restApiId,
          responseType: 'DEFAULT_4XX',
          responseParameters: { [name]: "'*'" },
          responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
        }),
      );
      const kept = responseParameters?.[name];
      return kept === "'*'" ? holds() : differs(`it kept ${kept ?? 'nothing'}`);
    },
  },
  {
    id: 'documentation-of-any',
    assumed: 'a documentation part may be of the method ANY',
    call: 'apigateway:CreateDocumentationPart',
    otherwise: 'leave ANY out of the location in modules/documentation.ts',
    check: async ({ gateway, api: { restApiId } }) => {
      await gateway.send(
        new CreateDocumentationPartCommand({
          restApiId,
          location: { type: 'METHOD', path: '/', method: 'ANY' },
          properties: '{"summary":"a check"}',
        }),
      );
      return holds();
    },
  },
  {
    id: 'model-draft-4',
    assumed: 'a model is JSON schema, draft 4, and may name another by its address',
    call: 'apigateway:CreateModel',
    otherwise: 'see which keyword AWS names, and leave it out of the models in api.ts',
    check: async ({ gateway, api: { restApiId } }) => {
      const base = `https://apigateway.amazonaws.com/restapis/${restApiId}/models`;
      const schema = (body: object): string =>
        JSON.stringify({ $schema: 'http://json-schema.org/draft-04/schema#', ...body });
      for (const [name, body] of [
        ['CheckLine', { type: 'object', properties: { a: { type: 'string' } } }],
        ['CheckOrder', { type: 'array', items: { $ref: `${base}/CheckLine` } }],
      ] as const) {
        await gateway.send(
          new CreateModelCommand({
            restApiId,
            name,
            contentType: 'application/json',
            schema: schema(body),
          }),
        );
      }
      return holds();
    },
  },
  {
    id: 'authorizer-stage-variable',
    assumed: "an authorizer's URI may name its function by a stage variable",
    call: 'apigateway:CreateAuthorizer',
    otherwise: 'the stages need authorizers of their own: open an issue',
    check: async (clients) => {
      await clients.gateway.send(
        new CreateAuthorizerCommand({
          restApiId: clients.api.restApiId,
          name: 'check',
          type: 'TOKEN',
          authorizerUri: uriOf(clients, 'authorizerFunction'),
          identitySource: 'method.request.header.Authorization',
        }),
      );
      return holds();
    },
  },
  {
    id: 'integration-stage-variable',
    assumed: "an integration's URI may name function and alias by a stage variable",
    call: 'apigateway:PutIntegration',
    otherwise: 'the stages cannot share this API: open an issue',
    check: async (clients) => {
      const { restApiId, rootResourceId: resourceId } = clients.api;
      const method = { restApiId, resourceId, httpMethod: 'GET' };
      await clients.gateway.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }));
      await clients.gateway.send(
        new PutIntegrationCommand({
          ...method,
          type: 'AWS_PROXY',
          integrationHttpMethod: 'POST',
          uri: uriOf(clients, 'itemsFunction'),
        }),
      );
      return holds();
    },
  },
  {
    id: 'tagged-stage',
    assumed: 'a stage is made with tags, and with addresses in its variables',
    call: 'apigateway:CreateStage',
    otherwise:
      'if AWS asks for apigateway:TagResource, add it to the deploy roles in modules/bootstrap; else change the variable that it names',
    check: async ({ gateway, api: { restApiId } }) => {
      const { id: deploymentId } = await gateway.send(new CreateDeploymentCommand({ restApiId }));
      const variables = {
        corsOrigins: 'http://localhost:5173,https://app.example.com',
        itemsFunction: 'gatehouse-dev-items:live',
      };
      const made = await gateway.send(
        new CreateStageCommand({
          restApiId,
          deploymentId,
          stageName: 'check',
          variables,
          tags: { project: 'gatehouse', stage: 'check' },
        }),
      );
      const isKept = made.variables?.['corsOrigins'] === variables.corsOrigins;
      return isKept ? holds() : differs('it kept other variables');
    },
  },
];

/** What is taken for granted of a deployed stage. The calls read; one invokes a function that looks for nothing. */
import {
  InvokeCommand,
  ResourceNotFoundException,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { differs, holds, unknown, type Assumption } from './assumption';

export interface StageClients {
  readonly lambda: LambdaClient;
  /** `gatehouse-dev` */
  readonly stackName: string;
}

export const STAGE_ASSUMPTIONS: readonly Assumption<StageClients>[] = [
  {
    id: 'table-within-the-boundary',
    assumed: 'a function reads its table within its boundary, whose key is of AWS',
    call: 'lambda:Invoke',
    otherwise:
      "read the function's log; if it is refused the key, add kms:Decrypt through DynamoDB to modules/bootstrap/function-boundary.ts",
    check: async ({ lambda, stackName }) => {
      const FunctionName = `${stackName}-items`;
      const Payload = JSON.stringify(LOOK_FOR_NOTHING);
      const invoked = await lambda
        .send(new InvokeCommand({ FunctionName, Qualifier: 'live', Payload }))
        .catch(isNotThere);
      if (invoked === undefined) return unknown(`${stackName} is not deployed yet`);
      const answer = Buffer.from(invoked.Payload ?? []).toString('utf8');
      if (invoked.FunctionError !== undefined)
        return differs(`the function failed: ${brief(answer)}`);
      if (!answer.includes('"statusCode"')) {
        return unknown(`status ${invoked.StatusCode ?? 0}, and the answer is none of ours`);
      }
      // There is no such item, and only who may read the table can know that.
      return answer.includes('"statusCode":404')
        ? holds('404, as it must be')
        : differs(brief(answer));
    },
  },
];

function isNotThere(error: unknown): undefined {
  if (error instanceof ResourceNotFoundException) return undefined;
  throw error;
}

/** As API Gateway's proxy integration would ask for an item that there is not. */
const LOOK_FOR_NOTHING = {
  resource: '/items/{id}',
  path: '/items/first-deploy-check',
  httpMethod: 'GET',
  headers: {},
  multiValueHeaders: {},
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: { id: 'first-deploy-check' },
  stageVariables: null,
  requestContext: { requestId: 'first-deploy-check', resourcePath: '/items/{id}' },
  body: null,
  isBase64Encoded: false,
};

function brief(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 120);
}

import { createHash } from 'node:crypto';
import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { LambdaServiceError } from '../../../local/lambda/invoker';
import { EndpointUnderTest, RESULT, roleWith, ZIP_CONTENT } from './aws-endpoint-under-test';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:f';

let endpoint: EndpointUnderTest;
let lambda: LambdaClient;

beforeEach(async () => {
  endpoint = await new EndpointUnderTest().start();
  lambda = new LambdaClient(endpoint.client());
});

afterEach(async () => {
  lambda.destroy();
  await endpoint.stop();
});

describe('Invoke', () => {
  it('hands the payload to the function and its result back', async () => {
    const answer = await lambda.send(
      new InvokeCommand({ FunctionName: 'f', Payload: '{"Metadata":"Hello"}' }),
    );
    expect(endpoint.invocations).toMatchObject([
      { functionName: 'f', payload: '{"Metadata":"Hello"}', invocationType: 'RequestResponse' },
    ]);
    expect(answer.Payload?.transformToString()).toBe(RESULT.payload);
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '1' });
    expect(answer.FunctionError).toBeUndefined();
    expect(answer.LogResult).toBeUndefined();
  });

  it.each(['Event', 'DryRun'] as const)('takes the invocation type %s', async (type) => {
    const statusCode = type === 'Event' ? 202 : 204;
    endpoint.invoke = () => ({ ...RESULT, statusCode, payload: '' });
    const answer = await lambda.send(
      new InvokeCommand({ FunctionName: 'f', InvocationType: type }),
    );
    expect(endpoint.invocations[0]?.invocationType).toBe(type);
    expect(answer.StatusCode).toBe(statusCode);
  });

  it('tells a failure of the function and the end of its log', async () => {
    endpoint.invoke = () => ({ ...RESULT, functionError: 'Unhandled' });
    const answer = await lambda.send(new InvokeCommand({ FunctionName: 'f', LogType: 'Tail' }));
    expect(answer.FunctionError).toBe('Unhandled');
    expect(Buffer.from(answer.LogResult ?? '', 'base64').toString()).toBe(RESULT.logTail);
  });

  it.each([
    [{ FunctionName: 'f', Qualifier: 'live' }, 'f:live'],
    [{ FunctionName: 'f:live' }, 'f:live'],
    [{ FunctionName: 'f:live', Qualifier: 'live' }, 'f:live'],
    [{ FunctionName: ARN }, ARN],
    [{ FunctionName: `${ARN}:live` }, `${ARN}:live`],
    [{ FunctionName: ARN, Qualifier: '1' }, `${ARN}:1`],
  ])('invokes %j as %s', async (input, functionName) => {
    await lambda.send(new InvokeCommand(input));
    expect(endpoint.invocations[0]?.functionName).toBe(functionName);
  });

  it('decodes the client context', async () => {
    const ClientContext = Buffer.from('{"custom":{}}').toString('base64');
    await lambda.send(new InvokeCommand({ FunctionName: 'f', ClientContext }));
    expect(endpoint.invocations[0]?.clientContext).toBe('{"custom":{}}');
  });

  it.each([
    [
      'two qualifiers',
      { Qualifier: '1', FunctionName: 'f:live' },
      'InvalidParameterValueException',
    ],
    [
      'a client context that is no JSON',
      { ClientContext: 'eA==' },
      'InvalidRequestContentException',
    ],
  ])('refuses %s', async (_what, input, name) => {
    const sent = lambda.send(new InvokeCommand({ FunctionName: 'f', ...input }));
    await expect(sent).rejects.toMatchObject({ name });
    expect(endpoint.invocations).toHaveLength(0);
  });

  it('answers a refusal of the service in its own words', async () => {
    endpoint.invoke = () => {
      throw new LambdaServiceError('ResourceNotFoundException', `Function not found: ${ARN}x`);
    };
    await expect(lambda.send(new InvokeCommand({ FunctionName: 'fx' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: ${ARN}x`,
      Type: 'User',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('needs the right of a role to exactly what is invoked', async () => {
    const Resource = `${ARN}:live`;
    const role = roleWith({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource });
    const client = new LambdaClient(endpoint.client(role));
    await client.send(new InvokeCommand({ FunctionName: 'f', Qualifier: 'live' }));
    await expect(client.send(new InvokeCommand({ FunctionName: 'f' }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:sts::000000000000:assumed-role/shop-dev-items/f is not authorized to perform: lambda:InvokeFunction on resource: ${ARN} because no identity-based policy allows the lambda:InvokeFunction action`,
      $metadata: { httpStatusCode: 403 },
    });
    expect(endpoint.invocations).toHaveLength(1);
    client.destroy();
  });
});

describe('functions', () => {
  it('are listed with their configuration', async () => {
    const { Functions, NextMarker } = await lambda.send(new ListFunctionsCommand({}));
    expect(Functions).toMatchObject([{ FunctionName: 'f', FunctionArn: ARN, Version: '$LATEST' }]);
    expect(NextMarker).toBeUndefined();
  });

  it('are listed page by page', async () => {
    endpoint.functions = ['a', 'b', 'c'].flatMap((name) =>
      endpoint.functions.map((each) => ({ ...each, name })),
    );
    const first = await lambda.send(new ListFunctionsCommand({ MaxItems: 2 }));
    const rest = await lambda.send(new ListFunctionsCommand({ Marker: first.NextMarker }));
    expect([first, rest].map((page) => page.Functions?.map((each) => each.FunctionName))).toEqual([
      ['a', 'b'],
      ['c'],
    ]);
  });

  it('tell the hash of their zip, as Terraform knows it', async () => {
    const configuration = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: 'f' }),
    );
    expect(configuration).toMatchObject({
      CodeSha256: createHash('sha256').update(ZIP_CONTENT).digest('base64'),
      CodeSize: ZIP_CONTENT.length,
      Runtime: 'nodejs22.x',
      Timeout: 5,
      State: 'Active',
    });
  });

  it('have an ARN and a version per alias', async () => {
    const { Configuration, Code } = await lambda.send(
      new GetFunctionCommand({ FunctionName: 'f', Qualifier: 'live' }),
    );
    expect(Configuration).toMatchObject({ FunctionArn: `${ARN}:live`, Version: '1' });
    expect(Code?.Location).toMatch(/^file:.*\.zip$/);
  });

  it('list their aliases and versions', async () => {
    const { Aliases } = await lambda.send(new ListAliasesCommand({ FunctionName: 'f' }));
    const { Versions } = await lambda.send(
      new ListVersionsByFunctionCommand({ FunctionName: 'f' }),
    );
    expect(Aliases).toMatchObject([{ Name: 'live', FunctionVersion: '1' }]);
    expect(Versions?.map(({ Version }) => Version)).toEqual(['$LATEST', '1']);
  });

  it('tell who may invoke them', async () => {
    endpoint.functions = endpoint.functions.map((each) => ({
      ...each,
      permissions: [
        {
          address: 'aws_lambda_permission.p',
          action: 'lambda:InvokeFunction',
          principal: 'apigateway.amazonaws.com',
          sourceArn: 'arn:aws:execute-api:us-east-1:000000000000:a/dev/*',
          qualifier: 'live',
        },
      ],
    }));
    const { Policy } = await lambda.send(
      new GetPolicyCommand({ FunctionName: 'f', Qualifier: 'live' }),
    );
    expect(JSON.parse(Policy ?? '')).toMatchObject({
      Statement: [{ Principal: { Service: 'apigateway.amazonaws.com' }, Resource: `${ARN}:live` }],
    });
    await expect(lambda.send(new GetPolicyCommand({ FunctionName: 'f' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it.each([
    ['another function', { FunctionName: 'g' }, `Function not found: ${ARN.replace(/f$/, 'g')}`],
    ['another alias', { FunctionName: 'f', Qualifier: 'x' }, `Function not found: ${ARN}:x`],
  ])('refuse %s', async (_what, input, message) => {
    await expect(lambda.send(new GetFunctionConfigurationCommand(input))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message,
    });
  });
});

it('says which call the laptop does not serve', async () => {
  await expect(
    lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'f' })),
  ).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: 'Lambda PUT /2015-03-31/functions/f/configuration is not served on this laptop',
    $metadata: { httpStatusCode: 404 },
  });
});

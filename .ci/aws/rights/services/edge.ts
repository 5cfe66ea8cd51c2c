/** Keys, certificates, records, web ACLs: services of which one call concerns two resources, or one not yet there. */
import { isMembers, listAt, tagsIn, textAt, type Call } from '../../call';
import type { Emulator } from '../../emulator';
import { demand, requestTags, type Demand } from '../demand';
import { arnIn, type DemandsOf } from './service';

/** Of what has no id yet, as of what the call makes. */
const NEW = '00000000-0000-4000-8000-000000000000';

/**
 * An operation on an alias needs the right on the alias and on its key.
 * https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html
 */
export const kmsDemands: DemandsOf = async (call, emulator) => {
  const { operation, input } = call;
  const action = `kms:${operation}`;
  const keyArn = (id: string): string => arnIn(call, 'kms', `key/${id}`);
  if (operation === 'ListAliases' || operation === 'ListKeys') return [demand(action)];
  if (operation === 'CreateKey') {
    const tags = requestTags(tagsIn(input));
    const isTagged = Object.keys(tags).length > 0;
    return [
      demand(action, {}, tags),
      ...(isTagged ? [demand('kms:TagResource', { key: keyArn(NEW) }, tags)] : []),
    ];
  }
  if (!operation.endsWith('Alias')) return keyDemands(call, emulator);
  const alias = arnIn(call, 'kms', textAt(input, 'AliasName'));
  const before =
    operation === 'CreateAlias' ? undefined : await keyOf(emulator, textAt(input, 'AliasName'));
  const target = textAt(input, 'TargetKeyId');
  return [before, target === '' ? undefined : target]
    .filter((key) => key !== undefined)
    .map((key) => demand(action, { alias, key: keyArn(key) }));
};

/** An operation on a key, by its id, its ARN or an alias: the right is on the key. */
async function keyDemands(call: Call, emulator: Emulator): Promise<readonly Demand[]> {
  const { operation = '', input } = call;
  const given = textAt(input, 'KeyId');
  const isAlias = given.startsWith('alias/');
  const id = isAlias ? ((await keyOf(emulator, given)) ?? NEW) : given;
  return [
    demand(
      `kms:${operation}`,
      { key: arnIn(call, 'kms', `key/${id}`) },
      {
        ...requestTags(tagsIn(input)),
        ...(isAlias && { 'kms:RequestAlias': given }),
        ...(operation === 'ScheduleKeyDeletion' && {
          // https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html: 30 days, unless said.
          'kms:ScheduleKeyDeletionPendingWindowInDays':
            textAt(input, 'PendingWindowInDays') || '30',
        }),
      },
    ),
  ];
}

/** The key behind an alias. */
async function keyOf(emulator: Emulator, name: string): Promise<string | undefined> {
  const aliases = await emulator.json('kms', 'TrentService.ListAliases', {});
  const found = listAt(aliases ?? {}, 'Aliases')
    .filter(isMembers)
    .find((alias) => alias['AliasName'] === name);
  return textAt(found ?? {}, 'TargetKeyId') || undefined;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscertificatemanager.html */
export const acmDemands: DemandsOf = (call) => {
  const { operation, input } = call;
  const tags = requestTags(tagsIn(input));
  const certificate = textAt(input, 'CertificateArn');
  if (operation !== 'RequestCertificate')
    return [demand(`acm:${operation}`, { certificate }, tags)];
  const names = [input['DomainName'], ...listAt(input, 'SubjectAlternativeNames')].map(String);
  const own = demand('acm:RequestCertificate', {}, { ...tags, 'acm:DomainNames': names });
  if (Object.keys(tags).length === 0) return [own];
  const made = arnIn(call, 'acm', `certificate/${NEW}`);
  return [own, demand('acm:AddTagsToCertificate', { certificate: made }, tags)];
};

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html */
export const route53Demands: DemandsOf = ({ operation, input }) => {
  const action = `route53:${operation}`;
  const id = textAt(input, 'Id');
  if (operation === 'CreateHostedZone') return [demand(action)];
  if (operation === 'GetChange')
    return [demand(action, { change: `arn:aws:route53:::change/${id}` })];
  const zone = { hostedzone: `arn:aws:route53:::hostedzone/${id}` };
  if (operation !== 'ChangeResourceRecordSets') return [demand(action, zone)];
  const key = 'route53:ChangeResourceRecordSets';
  return [
    demand(action, zone, {
      [`${key}NormalizedRecordNames`]: listAt(input, 'names').map(normalized),
      [`${key}RecordTypes`]: listAt(input, 'types').map(String),
      [`${key}Actions`]: listAt(input, 'actions').map(String),
    }),
  ];
};

/** In small letters, without the last dot. */
function normalized(name: unknown): string {
  return String(name).toLowerCase().replace(/\.$/, '');
}

/**
 * A web ACL and the stage it stands before; API Gateway wants a right of its own for that.
 * https://docs.aws.amazon.com/waf/latest/developerguide/security_iam_service-with-iam.html
 */
export const wafDemands: DemandsOf = async (call, emulator) => {
  const { operation, input } = call;
  const action = `wafv2:${operation}`;
  const stage = textAt(input, 'ResourceArn');
  switch (operation) {
    case 'AssociateWebACL':
      return [...two(action, textAt(input, 'WebACLArn'), stage), setWebAcl(stage)];
    case 'DisassociateWebACL':
      return [demand(action, { apigateway: stage }), setWebAcl(stage)];
    case 'GetWebACLForResource':
      return two(action, await aclOf(emulator, stage), stage);
    case 'GetWebACL':
      return [demand(action, { webacl: textAt(input, 'ARN') || aclArn(call) })];
    default:
      return operation === 'CreateWebACL' ? [demand(action, { webacl: aclArn(call) })] : undefined;
  }
};

function two(action: string, webacl: string | undefined, apigateway: string): readonly Demand[] {
  return [demand(action, { apigateway, ...(webacl !== undefined && { webacl }) })];
}

function setWebAcl(stage: string): Demand {
  return demand('apigateway:SetWebACL', { Stage: stage });
}

function aclArn(call: Call): string {
  const { input } = call;
  const scope = textAt(input, 'Scope').toLowerCase();
  return arnIn(
    call,
    'wafv2',
    `${scope}/webacl/${textAt(input, 'Name')}/${textAt(input, 'Id') || NEW}`,
  );
}

async function aclOf(emulator: Emulator, ResourceArn: string): Promise<string | undefined> {
  const found = await emulator.json('wafv2', 'AWSWAF_20190729.GetWebACLForResource', {
    ResourceArn,
  });
  const acl = found?.['WebACL'];
  return isMembers(acl) ? textAt(acl, 'ARN') : undefined;
}

/** The tags of what is there, for `aws:ResourceTag/...`, asked of the emulator. */
import { isMembers, listAt, objectAt, tagsIn, textAt, type Members } from '../call';
import { textsOf, type Emulator } from '../emulator';
import type { Context } from './demand';

/** What is known of a resource for conditions: its tags, and of a key its aliases. */
export async function resourceContext(emulator: Emulator, arn: string): Promise<Context> {
  const aliases = arn.includes(':kms:') ? await keyAliases(emulator, arn) : [];
  return {
    ...(await resourceTags(emulator, arn)),
    ...(aliases.length > 0 && { 'kms:ResourceAliases': aliases }),
  };
}

async function keyAliases(emulator: Emulator, arn: string): Promise<readonly string[]> {
  const answer = await emulator.json('kms', 'TrentService.ListAliases', {});
  return listAt(answer ?? {}, 'Aliases')
    .filter(isMembers)
    .filter((alias) => arn.endsWith(`/${textAt(alias, 'TargetKeyId')}`))
    .map((alias) => textAt(alias, 'AliasName'));
}

/** @returns `{}` for what has no tags, is not there, or is of a service that the emulator keeps none of. */
async function resourceTags(emulator: Emulator, arn: string): Promise<Context> {
  const [, , service = '', , , ...rest] = arn.split(':');
  const tags = await read(emulator, service, { arn, rest: rest.join(':') });
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]),
  );
}

type Tags = Readonly<Record<string, string>>;

async function read(
  emulator: Emulator,
  service: string,
  { arn, rest }: { readonly arn: string; readonly rest: string },
): Promise<Tags> {
  switch (service) {
    case 'kms':
      return arn.includes(':key/') ? keyTags(emulator, arn) : {};
    case 'acm':
      return tagsIn(
        (await emulator.json('acm', 'CertificateManager.ListTagsForCertificate', {
          CertificateArn: arn,
        })) ?? {},
      );
    case 'apigateway':
      return apiGatewayTags(emulator, rest);
    case 'iam':
      return roleTags(emulator, rest);
    default:
      return listedTags(emulator, arn);
  }
}

async function keyTags(emulator: Emulator, KeyId: string): Promise<Tags> {
  return tagsIn((await emulator.json('kms', 'TrentService.ListResourceTags', { KeyId })) ?? {});
}

/**
 * What lies under an API, a usage plan or a domain name inherits its tags; a stage's own win.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging-supported-resources.html
 */
async function apiGatewayTags(emulator: Emulator, path: string): Promise<Tags> {
  // A change of tags is judged by what is tagged, whose ARN its path ends with.
  const tagged = /^\/tags\/(.+)$/.exec(path)?.[1];
  const target = tagged === undefined ? path : decodeURIComponent(tagged).split('::').at(-1);
  const [, parent, stage] =
    /^(\/(?:restapis|usageplans|domainnames|apikeys)\/[^/]+)(\/stages\/[^/]+)?/.exec(
      target ?? '',
    ) ?? [];
  if (parent === undefined) return {};
  const inherited = await emulator.get('apigateway', parent);
  const own = stage === undefined ? undefined : await emulator.get('apigateway', parent + stage);
  return { ...tagsIn(inherited ?? {}), ...tagsIn(own ?? {}) };
}

async function roleTags(emulator: Emulator, rest: string): Promise<Tags> {
  const name = /^role\/(?:.*\/)?([^/]+)$/.exec(rest)?.[1];
  if (name === undefined) return {};
  const xml = await emulator.query('iam', {
    Action: 'ListRoleTags',
    Version: '2010-05-08',
    RoleName: name,
  });
  const [keys, values] = [textsOf(xml, 'Key'), textsOf(xml, 'Value')];
  return Object.fromEntries(keys.map((key, index) => [key, values[index] ?? '']));
}

/** The services whose tags the Resource Groups Tagging API lists. */
async function listedTags(emulator: Emulator, arn: string): Promise<Tags> {
  const answer: Members | undefined = await emulator.json(
    'tagging',
    'ResourceGroupsTaggingAPI_20170126.GetResources',
    { ResourceARNList: [arn.replace(/:log-stream:$/, '')] },
  );
  const [found] = listAt(answer ?? {}, 'ResourceTagMappingList').filter(isMembers);
  return found === undefined ? {} : tagsIn({ Tags: listAt(objectAt({ found }, 'found'), 'Tags') });
}

/** The provider's own schema, asked of Terraform. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { merge, type ProviderType, type ProviderTypes } from './provider-type';

/**
 * Every resource type of provider 5.100, which is the oldest that the stacks plan on.
 *
 * https://developer.hashicorp.com/terraform/cli/commands/providers/schema
 */
export function readProviderSchema(): ProviderTypes {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-schema-'));
  try {
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(PROVIDER));
    terraform(folder, ['init', '-input=false', '-no-color']);
    const answer: unknown = JSON.parse(terraform(folder, ['providers', 'schema', '-json']));
    const provider = Object.values(members(members(answer)['provider_schemas']))[0];
    return Object.fromEntries(
      Object.entries(members(members(provider)['resource_schemas'])).map(([type, schema]) => [
        type,
        blockType(members(schema)['block']),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const PROVIDER = {
  terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } },
};

function terraform(folder: string, args: readonly string[]): string {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|TF_VAR_)/.test(name));
  return execFileSync('terraform', args, {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The paths of a block, with those of the blocks in it. */
function blockType(block: unknown, prefix = ''): ProviderType {
  const attributes = Object.entries(members(members(block)['attributes']));
  const isReadOnly = (attribute: unknown): boolean =>
    members(attribute)['computed'] === true &&
    members(attribute)['optional'] !== true &&
    members(attribute)['required'] !== true;
  const paths = (of: readonly (readonly [string, unknown])[]) =>
    of.map(([name]) => `${prefix}${name}`);
  const blocks = Object.entries(members(members(block)['block_types']));
  return merge([
    {
      arguments: paths(attributes.filter(([, attribute]) => !isReadOnly(attribute))),
      blocks: paths(blocks),
      readOnly: paths(attributes.filter(([, attribute]) => isReadOnly(attribute))),
    },
    ...blocks.map(([name, inner]) => blockType(members(inner)['block'], `${prefix}${name}.`)),
  ]);
}

/** An object's members; of an absent object, none. */
function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

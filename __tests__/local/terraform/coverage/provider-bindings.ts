/** The schema of provider 6, as CDKTF's bindings were made from it: Terraform need not be there. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { merge, type ProviderType, type ProviderTypes } from './provider-type';

/** The resource types of `@cdktf/provider-aws` that are asked for. */
export function readProviderBindings(isAskedFor: (type: string) => boolean): ProviderTypes {
  const library = join(dirname(require.resolve('@cdktf/provider-aws/package.json')), 'lib');
  return Object.fromEntries(
    readdirSync(library, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && isAskedFor(terraformName(entry.name)))
      .map((entry) => [terraformName(entry.name), readBinding(join(library, entry.name))]),
  );
}

/** A folder is called as its type, but for `aws_` and dashes; data sources begin with `data-aws-`. */
function terraformName(folder: string): string {
  return `aws_${folder.replaceAll('-', '_')}`;
}

interface Member {
  readonly name: string;
  readonly type: string;
}

interface Interfaces {
  readonly byName: ReadonlyMap<string, readonly Member[]>;
  /** The one that a resource's constructor takes. */
  readonly root: string;
}

function readBinding(folder: string): ProviderType {
  const interfaces = readInterfaces(readFileSync(join(folder, 'index.d.ts'), 'utf8'));
  const code = readFileSync(join(folder, 'index.js'), 'utf8');
  const resource = code.slice(code.indexOf(' extends cdktf.TerraformResource {'));
  const readOnly = [...resource.matchAll(READ_ONLY)].map((match) => match[1] ?? '');
  return merge([
    { arguments: [], blocks: [], readOnly },
    interfaceType(interfaces, interfaces.root, ''),
  ]);
}

const READ_ONLY = /\/\/ (\w+) - computed: true, optional: false, required: false/g;
const INTERFACE =
  /export interface (\w+)( extends cdktf\.TerraformMetaArguments)? \{\n([\s\S]*?)\n\}/g;
/** Each member has a link to its documentation, which ends in Terraform's name for it. */
const MEMBER = /\/docs\/resources\/\w+#(\w+) (?:(?!readonly)[\s\S])*?readonly \w+\??: ([^;]+);/g;

function readInterfaces(declarations: string): Interfaces {
  const found = [...declarations.matchAll(INTERFACE)];
  const root = found.find(([, , base]) => base !== undefined)?.[1];
  if (root === undefined) throw new Error('a binding without a configuration');
  return {
    root,
    byName: new Map(
      found.map(([, name = '', , body = '']) => [
        name,
        [...body.matchAll(MEMBER)].map(([, member = '', type = '']) => ({ name: member, type })),
      ]),
    ),
  };
}

function interfaceType(interfaces: Interfaces, name: string, prefix: string): ProviderType {
  const own = (interfaces.byName.get(name) ?? []).map((member) => ({
    path: `${prefix}${member.name}`,
    block: /\w+/.exec(member.type)?.[0] ?? '',
  }));
  const blocks = own.filter(({ block }) => interfaces.byName.has(block));
  return merge([
    {
      arguments: own.filter((one) => !blocks.includes(one)).map(({ path }) => path),
      blocks: blocks.map(({ path }) => path),
      readOnly: [],
    },
    ...blocks.map(({ path, block }) => interfaceType(interfaces, block, `${path}.`)),
  ]);
}

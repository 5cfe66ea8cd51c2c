import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The packages that `modules/` imports to make resources with. */
const PACKAGE = /from '((?:@cdktf\/provider-aws\/|cdktf|constructs)[^']*)'/g;

/**
 * The limit of synthesis, as a script: it imports what `modules/` imports, and writes the JSON that is in `cdktf.out`.
 *
 * @param project With a finished `cdktf.out`.
 */
export function providerImports(project: string): string {
  const modules = join(project, 'modules');
  const sources = readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(modules, file), 'utf8'));
  const packages = new Set(
    sources.flatMap((text) => [...text.matchAll(PACKAGE)].map((match) => match[1] ?? '')),
  );
  return [
    "import { readdirSync, readFileSync, writeFileSync } from 'node:fs';",
    "import { join } from 'node:path';",
    ...[...packages].map((name) => `import '${name}';`),
    "const stacks = join(__dirname, 'cdktf.out/stacks');",
    'for (const stack of readdirSync(stacks)) {',
    "  const file = join(stacks, stack, 'cdk.tf.json');",
    "  writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8')), null, 2));",
    '}',
  ].join('\n');
}

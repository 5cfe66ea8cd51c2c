import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PROVIDER_LOCK_FILE } from '../modules/provider-lock';
import { AWS_PROVIDER } from '../modules/versions';
import { runCommand } from './cli';
import { fromText, TerraformError } from './pipeline/terraform-failure';
import { checkTerraform, runTerraform } from './pipeline/terraform-process';

const HELP = `Renews .terraform.lock.hcl: the newest release of the AWS provider that modules/versions.ts allows, for Linux and macOS.

  npm run lock-provider [-- options]

  -h, --help   this text

Asks the registry for every platform's package, hashes it, and writes the file; commit it. Run the lanes before you do.
`;

/** Where the project is worked on and built. */
const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'];
const ROOT = resolve(__dirname, '..');

async function main(): Promise<undefined> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  await checkTerraform(ROOT);
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-lock-'));
  try {
    const aws = { source: 'hashicorp/aws', version: AWS_PROVIDER };
    writeFileSync(
      join(folder, 'main.tf.json'),
      JSON.stringify({ terraform: { required_providers: { aws } } }),
    );
    const platforms = PLATFORMS.map((platform) => `-platform=${platform}`);
    const args = ['providers', 'lock', ...platforms];
    const { exitCode, stdout, stderr } = await runTerraform({ args, folder });
    if (exitCode !== 0) throw new TerraformError('the provider', fromText(stderr));
    process.stdout.write(stdout);
    copyFileSync(join(folder, PROVIDER_LOCK_FILE), join(ROOT, PROVIDER_LOCK_FILE));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

runCommand(main);

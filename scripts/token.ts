import { resolve } from 'node:path';
import { loadConfig, parseStageName } from '../config';
import { KeyStore } from '../local/tokens/key-store';
import { signToken } from '../local/tokens/sign';
import { runCommand } from './cli';
import { privateKeyFolder } from './keys/private-key-folder';
import { parseTokenOptions, TOKEN_HELP } from './token/options';

const ROOT = resolve(__dirname, '..');

/** The token alone goes to stdout, so that a shell can take it from there. */
async function main(): Promise<undefined> {
  const options = parseTokenOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(TOKEN_HELP);
    return;
  }
  const stage = parseStageName(options.stage);
  const { issuer, audience } = loadConfig().stages[stage];
  const { current, created } = await new KeyStore(privateKeyFolder(ROOT)).load(stage);
  if (created) {
    process.stderr.write(
      `made a key for ${stage}; a laptop takes its tokens from its next start, AWS after: npm run keys -- ${stage}\n`,
    );
  }
  process.stdout.write(`${await signToken(current, { ...options, issuer, audience })}\n`);
}

runCommand(main);

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What Lambda takes directly: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_DIRECT_BYTES = 50 * 1024 * 1024;

/** A built function, as Terraform names it. */
export interface DeploymentPackage {
  /** Relative to the stack's folder, where Terraform runs: the same text in every clone. */
  readonly filename: string;
  /** Base64 SHA-256 of the zip. */
  readonly sourceCodeHash: string;
}

/**
 * Reads a function's zip.
 *
 * @param zips The folder of the zips.
 * @param stackFolder The folder that Terraform will run in.
 * @throws Error in one line when there is no zip, or Lambda would not take it.
 */
export function deploymentPackage(
  name: string,
  { zips, stackFolder }: { readonly zips: string; readonly stackFolder: string },
): DeploymentPackage {
  const file = join(zips, `${name}.zip`);
  if (!existsSync(file)) {
    throw new Error(
      `function "${name}": there is no ${name}.zip in ${relative(process.cwd(), zips) || zips}; write functions/${name}/handler.ts and run npm run build, or correct the name in api.ts`,
    );
  }
  const content = readFileSync(file);
  if (content.length > MAX_DIRECT_BYTES) {
    throw new Error(
      `function "${name}": ${name}.zip has ${content.length} bytes and Lambda takes ${MAX_DIRECT_BYTES} directly; make the bundle smaller`,
    );
  }
  return {
    filename: relative(stackFolder, file),
    sourceCodeHash: createHash('sha256').update(content).digest('base64'),
  };
}

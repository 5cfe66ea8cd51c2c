import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** Which release of the AWS provider a stack runs on, and the hashes of its packages. Committed; `npm run lock-provider` renews it. */
export const PROVIDER_LOCK_FILE = '.terraform.lock.hcl';

/**
 * Puts the project's lock file where Terraform looks for it, so that every tool and machine takes the same provider.
 *
 * https://developer.hashicorp.com/terraform/language/files/dependency-lock
 *
 * @param root The project's folder. Without a lock file in it nothing is pinned, and nothing done.
 * @param stackFolder Where the stack's `cdk.tf.json` is.
 */
export function pinProvider(root: string, stackFolder: string): void {
  const file = join(root, PROVIDER_LOCK_FILE);
  if (existsSync(file)) copyFileSync(file, join(stackFolder, PROVIDER_LOCK_FILE));
}

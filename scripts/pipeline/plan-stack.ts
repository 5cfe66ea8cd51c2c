import { checkImports, writeImports, type Import } from './adopt';
import { keepDeployments } from './retained-deployments';
import type { Session } from './session';
import type { SavedPlan, Stack } from './stack';

/**
 * Plans a stack so that the snapshots of the API that it made before are kept, and says what it finds.
 *
 * @param imports What is there already, and the state does not know.
 */
export async function planStack(
  { write }: Pick<Session, 'write'>,
  stack: Stack,
  imports: readonly Import[] = [],
): Promise<SavedPlan> {
  write(`${stack.name}: planning`);
  await stack.init();
  keepDeployments(stack.folder, await stack.addresses());
  writeImports(stack.folder, imports);
  const saved = await stack.plan();
  checkImports(saved.plan);
  if (!saved.hasChanges) write('  No changes');
  return saved;
}

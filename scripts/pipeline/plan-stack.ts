import { keepDeployments } from './retained-deployments';
import type { Session } from './session';
import type { SavedPlan, Stack } from './stack';

/** Plans a stack so that the snapshots of the API that it made before are kept, and says what it finds. */
export async function planStack(
  { write }: Pick<Session, 'write'>,
  stack: Stack,
): Promise<SavedPlan> {
  write(`${stack.name}: planning`);
  await stack.init();
  keepDeployments(stack.folder, await stack.state());
  const saved = await stack.plan();
  if (!saved.hasChanges) write('  No changes');
  return saved;
}

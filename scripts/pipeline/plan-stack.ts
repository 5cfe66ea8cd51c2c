import { checkImports, writeImports, type Import } from './adopt';
import { keepDeployments } from './retained-deployments';
import type { Session } from './session';
import type { PlanOptions, SavedPlan, Stack } from './stack';

export interface PlanStackOptions extends PlanOptions {
  /** What is there already, and the state does not know. @default - nothing */
  readonly imports?: readonly Import[];
}

/** Plans a stack so that the snapshots of the API that it made before are kept, and says what it finds. */
export async function planStack(
  { write }: Pick<Session, 'write'>,
  stack: Stack,
  { imports = [], ...options }: PlanStackOptions = {},
): Promise<SavedPlan> {
  write(`${stack.name}: planning`);
  await stack.init();
  keepDeployments(stack.folder, await stack.addresses());
  writeImports(stack.folder, imports);
  const saved = await stack.plan('apply', options);
  checkImports(saved.plan);
  if (!saved.hasChanges) write('  No changes');
  return saved;
}

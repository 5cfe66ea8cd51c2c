/** For the console: which resources there are, and what they refer to. */
import type { StackSummary } from '../../application';
import { isList, type Value } from '../expression/value';
import { namesIn } from '../stack/references';
import type { Stack } from '../stack/stack';
import type { World } from '../stack/world';

const REMOTE_OUTPUT = /^data\.terraform_remote_state\.(?<name>[^.]+)\.outputs\.(?<output>[^.]+)/;

/** Every stack, in the order of the manifest. */
export function summarize(world: World): readonly StackSummary[] {
  return world.stacks.map((stack) => ({
    name: stack.name,
    resources: stack.resources.map(({ address, type, block }) => {
      const dependencies = block.body['depends_on'] ?? [];
      const names = [
        ...namesIn(block.body),
        ...(isList(dependencies) ? dependencies.map(String) : []),
      ];
      const references = names.flatMap((name) => resolveName(world, stack, name));
      return { address, type, references: [...new Set(references)].toSorted() };
    }),
  }));
}

/** The addresses a name leads to: through locals to what they are made of, through a remote state to its stack. */
function resolveName(world: World, stack: Stack, name: string): string[] {
  return throughLocals(stack, name).flatMap((address) => {
    const remote = remoteOutput(world, stack, address);
    if (remote === undefined) return [address];
    return namesIn(remote.value).flatMap((inner) =>
      resolveName(world, remote.stack, inner).map((found) => `${remote.stack.name}:${found}`),
    );
  });
}

function throughLocals(stack: Stack, name: string): readonly string[] {
  const found = new Set([name]);
  // What is added while it goes over them is gone over as well.
  for (const candidate of found) {
    const [kind, local = ''] = candidate.split('.');
    const value = kind === 'local' ? stack.configuration.locals[local] : undefined;
    if (value !== undefined) namesIn(value).forEach((inner) => found.add(inner));
  }
  return [...found].filter((address) => !/^(?:local|var)\./.test(address));
}

interface RemoteOutput {
  readonly stack: Stack;
  readonly value: Value;
}

function remoteOutput(world: World, stack: Stack, address: string): RemoteOutput | undefined {
  const { name, output } = REMOTE_OUTPUT.exec(address)?.groups ?? {};
  if (name === undefined || output === undefined) return undefined;
  const dataSource = stack.remoteState(name);
  const remote = dataSource === undefined ? undefined : world.remoteStack(dataSource);
  const value = remote?.configuration.outputs[output];
  return remote === undefined || value === undefined ? undefined : { stack: remote, value };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Members = Readonly<Record<string, unknown>>;

/** A stack's Terraform JSON. */
export interface Stack {
  readonly name: string;
  readonly json: Members;
}

/** Why a finding does not count at a resource. */
export interface Suppression {
  readonly stack: string;
  /** The resource's name, without its type. */
  readonly resource: string;
  /** `CKV_AWS_117` */
  readonly id: string;
  readonly reason: string;
}

/**
 * Every stack of a synthesized App.
 *
 * @param app The folder: `cdktf.out`.
 * @throws Error in one line when nothing was synthesized there.
 */
export function readStacks(app: string): Stack[] {
  const folder = join(app, 'stacks');
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    throw new Error(`${folder}: there are no stacks; run npm run synth`);
  }
  return names.map((name) => ({
    name,
    json: members(JSON.parse(readFileSync(join(folder, name, 'cdk.tf.json'), 'utf8'))),
  }));
}

/**
 * The suppressions of a stack, each beside its resource.
 *
 * @throws Error in one line for one without a reason.
 */
export function suppressionsOf({ name, json }: Stack): Suppression[] {
  return Object.values(members(json['resource'])).flatMap((resources) =>
    Object.entries(members(resources)).flatMap(([resource, body]) => {
      const { skip } = members(members(members(body)['//'])['checkov']);
      return Array.isArray(skip)
        ? skip.map((one) => parseSkip(one, { stack: name, resource }))
        : [];
    }),
  );
}

function parseSkip(value: unknown, where: Pick<Suppression, 'stack' | 'resource'>): Suppression {
  const { id, comment } = members(value);
  if (typeof id === 'string' && typeof comment === 'string' && comment.trim() !== '') {
    return { ...where, id, reason: comment };
  }
  throw new Error(
    `${where.stack}: ${where.resource}: a suppression needs a check and a reason, and is ${JSON.stringify(value)}`,
  );
}

function members(value: unknown): Members {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

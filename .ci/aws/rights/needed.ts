/** Which rights of a role the recorded calls need: each is taken out once, and all calls are judged again. */
import { matchesWildcard } from '../../../local/iam/wildcard';
import { isMembers, listAt, textAt, type Members } from '../call';
import { lacking } from './decide';
import type { Demand } from './demand';

/** An action that a statement allows. */
export interface Right {
  readonly sid: string;
  readonly action: string;
}

/** Every action that the documents allow, a statement at a time. */
export function rightsIn(documents: readonly unknown[]): readonly Right[] {
  return documents
    .flatMap(statementsOf)
    .flatMap((statement) =>
      statement['Effect'] === 'Allow'
        ? actionsOf(statement).map((action) => ({ sid: textAt(statement, 'Sid'), action }))
        : [],
    );
}

/** The first call that is denied when a right is taken out; `undefined`: none, the right is not needed. */
export function deniedWithout(
  documents: readonly unknown[],
  right: Right,
  demands: readonly Demand[],
): Demand | undefined {
  const without = documents.map((document) => withoutRight(document, right));
  return demands
    .filter(({ action }) => matchesWildcard(right.action.toLowerCase(), action.toLowerCase()))
    .find((demand) => lacking({ identity: without }, demand) !== undefined);
}

/** Those of a role's rights without which every call passes as before. */
export function unneeded(
  documents: readonly unknown[],
  demands: readonly Demand[],
): readonly Right[] {
  return rightsIn(documents).filter(
    (right) => deniedWithout(documents, right, demands) === undefined,
  );
}

function withoutRight(document: unknown, { sid, action }: Right): unknown {
  const Statement = statementsOf(document)
    .map((statement) =>
      statement['Effect'] === 'Allow' && textAt(statement, 'Sid') === sid
        ? { ...statement, Action: actionsOf(statement).filter((other) => other !== action) }
        : statement,
    )
    // A statement without an action is none.
    .filter((statement) => actionsOf(statement).length > 0);
  return { Version: '2012-10-17', Statement };
}

function statementsOf(document: unknown): readonly Members[] {
  const value: unknown = typeof document === 'string' ? JSON.parse(document) : document;
  const found = isMembers(value) ? value['Statement'] : undefined;
  return (Array.isArray(found) ? found : [found]).filter(isMembers);
}

function actionsOf(statement: Members): readonly string[] {
  const one = statement['Action'];
  return typeof one === 'string' ? [one] : listAt(statement, 'Action').map(String);
}

import { isRecord, parseDocument, textOf } from '../json';
import { accountsIn } from '../plan-facts';
import { isKept, type ResourceChange } from '../resource-change';
import { showNames } from '../shown-value';
import { otherStageIn, stagesNamedIn } from '../stage-names';
import { verdictOf } from '../verdicts';
import type { Rule } from './rule';

/** A text somewhere in a resource, with where. */
interface Named {
  readonly path: string;
  readonly text: string;
}

/** Every text in the values; JSON in a text is looked through. */
function textsIn(value: unknown, path = ''): readonly Named[] {
  const text = textOf(value);
  if (text !== undefined) {
    const document = parseDocument(text);
    return document === undefined ? [{ path, text }] : textsIn(document, path);
  }
  if (Array.isArray(value)) return value.flatMap((one: unknown) => textsIn(one, path));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    textsIn(member, path === '' ? name : `${path}.${name}`),
  );
}

/** Arguments whose texts are for people, or are no names of things: code, templates, drawings. */
const TEXTS =
  /^(tags|tags_all|description|comment|alarm_description|dashboard_body|query_string|request_templates|response_templates|definition|properties|schema|body|source_code_hash|filename|etag|id|arn|qualified_.*|invoke_arn|version|triggers|timeouts)$/;

/** What a change names that it did not name before. */
function newlyNamed(change: ResourceChange): readonly Named[] {
  if (change.action !== 'create' && !isKept(change)) return [];
  const old = new Set(textsIn(change.before).map(({ path, text }) => `${path} ${text}`));
  return textsIn(change.after).filter(({ path, text }) => {
    const [attribute = ''] = path.split('.');
    return !TEXTS.test(attribute) && !old.has(`${path} ${text}`);
  });
}

/** The paths, each once, at most five of them. The values stay out: one may be a secret. */
function pathsOf(named: readonly Named[]): string {
  const paths = [...new Set(named.map(({ path }) => path))];
  const more = paths.length > 5 ? `, and ${paths.length - 5} more` : '';
  return `${showNames(paths.slice(0, 5))}${more}`;
}

/** Emulators plan with this account, which nobody has: nothing gets there. */
const NOBODY = '000000000000';

/** Is it proven that an account is the plan's own? Where none is, any may be another's. */
function isOwn(id: string, { ownAccounts }: ResourceChange['facts']): boolean {
  return ownAccounts.size > 0 ? ownAccounts.has(id) : id === NOBODY;
}

/** What the one API of all stages calls: `${stageVariables.x}` gives each stage its own, a stage's name all of them the one. */
function calledByAll(change: ResourceChange): readonly Named[] {
  if (change.stage !== 'both' && !CALLING.test(change.type)) return [];
  return newlyNamed(change).filter(
    ({ path, text }) =>
      /^(uri|authorizer_uri|integration_uri|target|credentials)$/.test(path) &&
      CALLING.test(change.type) &&
      stagesNamedIn(text).length > 0,
  );
}

const CALLING = /^aws_api_gateway_(integration|authorizer)$/;

/** The borders of the stage and of the account. */
export const BORDER_RULES: readonly Rule[] = [
  {
    id: 'stage-crossed',
    severity: 'danger',
    lost: 'the border between the stages: one calls, reads or writes what belongs to the other',
    mend: "name the stage's own function, table or queue",
    find: (change) => {
      const crossed = newlyNamed(change).filter(
        ({ path, text }) =>
          otherStageIn(text, change.stage) !== undefined && !isForPeople(change, path),
      );
      const fixed = calledByAll(change);
      if (fixed.length > 0) {
        return `every stage calls the one that is named: ${pathsOf(fixed)}`;
      }
      if (crossed.length === 0) return undefined;
      return `of ${change.stage}, these name a thing of another stage: ${pathsOf(crossed)}`;
    },
  },
  {
    id: 'foreign-account',
    severity: 'danger',
    lost: 'the border of the account: somebody else gets in, or gets what is sent',
    mend: 'name a thing of the own account (AWS_ACCOUNT_ID or --account tells the review which that is); if the other is a partner, allow this change by its address',
    find: (change) => {
      const foreign = newlyNamed(change).filter(({ text }) =>
        accountsIn(text).some((id) => !isOwn(id, change.facts)),
      );
      if (foreign.length === 0) return undefined;
      return change.facts.ownAccounts.size > 0
        ? `these name another account: ${pathsOf(foreign)}`
        : `these name an account, and nothing tells which is ours: ${pathsOf(foreign)}`;
    },
  },
];

/** Names by which a thing is only called: nobody follows them. */
function isForPeople({ type }: ResourceChange, path: string): boolean {
  const verdict = verdictOf(type, path.split('.').slice(0, 2).join('.'));
  return verdict?.kind === 'harmless' && !/(^|\.)(name|.*_name)$/.test(path);
}

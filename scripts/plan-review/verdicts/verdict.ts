/** What the review makes of a change to an argument of a resource type: the words that the tables are written in. */
import type { JsonRecord } from '../json';
import type { Severity } from '../rules/rule';

/** What a change is about; each is a rule of its own, which plan-allow.json can name. */
export type Concern =
  /** Who may come in, or act. */
  | 'access'
  /** What code runs. */
  | 'code'
  /** Where data goes. */
  | 'destination'
  /** What is kept, and for how long. */
  | 'keeping'
  /** What guards or watches. */
  | 'guard'
  /** How it answers those who use it. */
  | 'behaviour';

/** How bad it is, and what it is about. */
export interface Level {
  readonly severity: Severity;
  readonly concern: Concern;
}

/** Two values of one argument; `undefined` where there is none. */
export interface Values {
  readonly before: unknown;
  readonly after: unknown;
  /** All of the resource's arguments, for what only says something with another. @default - not known */
  readonly resource?: { readonly before: JsonRecord; readonly after: JsonRecord };
}

export type Verdict =
  /** Nobody loses anything by it. */
  | { readonly kind: 'harmless' }
  /** A rule in `rules/` reads it. */
  | { readonly kind: 'rule' }
  | (Level & {
      readonly kind: 'judged';
      /** Is this step a bad one? */
      readonly isBad: (values: Values) => boolean;
      /** Are a new resource's arguments judged too, as if nothing was there before? */
      readonly onCreate: boolean;
      /** The type of the resource whose change explains a value that is not known yet. @default - any, unless it is a danger */
      readonly follows?: string;
    });

/** The verdicts on a type. */
export interface TypeVerdict {
  /** What it means that one appears. @default - nothing */
  readonly create?: Level;
  /** The argument that names what it is added to: there is nothing to tell when that is new as well. */
  readonly of?: string;
  /** What it means that one goes. @default - nothing */
  readonly destroy?: Level;
  /** A rule in `rules/` tells when one goes, since it guards something: it may not be forgotten either. */
  readonly isGuard?: true;
  /** By path (`settings.caching_enabled`); what is in a block has the block's verdict unless it has its own. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** Every other argument. @default - it has none, which is a warning by its name */
  readonly others?: Verdict;
}

export type VerdictTable = Readonly<Record<string, TypeVerdict>>;

/** Verdicts on a type as the tables write them: several paths, parted by blanks, to a verdict. */
export interface TypeNotes extends Omit<TypeVerdict, 'verdicts'> {
  readonly harmless?: string;
  readonly rule?: string;
  readonly judged?: Readonly<Record<string, Verdict>>;
}

/** @example type({ harmless: 'description name', judged: { 'role role_arn': danger('access') } }) */
export function type({ harmless = '', rule = '', judged = {}, ...rest }: TypeNotes): TypeVerdict {
  const verdicts: Record<string, Verdict> = {};
  for (const path of words(harmless)) verdicts[path] = HARMLESS;
  for (const path of words(rule)) verdicts[path] = RULE;
  for (const [paths, verdict] of Object.entries(judged)) {
    for (const path of words(paths)) verdicts[path] = verdict;
  }
  return { ...rest, verdicts };
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

export const HARMLESS: Verdict = { kind: 'harmless' };
export const RULE: Verdict = { kind: 'rule' };

const levels =
  (severity: Severity) =>
  (concern: Concern): Level => ({ severity, concern });
/** It stops a deployment. */
export const danger = levels('danger');
/** It is told, and passes. */
export const notice = levels('warning');

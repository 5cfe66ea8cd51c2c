import { judgeArguments } from '../judge-arguments';
import { showStep } from '../show-at';
import { showNames } from '../shown-value';
import type { Concern } from '../verdicts/verdict';
import type { Rule, Severity } from './rule';

/** Arguments shown before "and N more". */
const MAX_SHOWN = 6;

interface Words {
  readonly lost: string;
  readonly mend: string;
}

const WORDS: Readonly<Record<Concern, Words>> = {
  access: {
    lost: 'the border of who may come in or act: somebody else may, or somebody may do more',
    mend: 'leave it as it was; if it is wanted, allow this change by its address',
  },
  code: {
    lost: 'what runs is not what was reviewed',
    mend: 'deploy code by its own package and version; if it is wanted, allow this change by its address',
  },
  destination: {
    lost: 'data, or calls, go to another place than before',
    mend: 'name a place that this stack owns; if it is wanted, allow this change by its address',
  },
  keeping: {
    lost: 'what was kept is kept no more, or not as long',
    mend: 'keep it as it was, or save what is there first',
  },
  guard: {
    lost: 'what guards or watches is weaker, or looks elsewhere',
    mend: 'leave it as it was; if it is wanted, allow this change by its address',
  },
  behaviour: {
    lost: 'it answers otherwise, or elsewhere: who relies on it may notice',
    mend: 'check who uses it, and that they are ready',
  },
};

/** The id of the rule of a concern; a warning has one of its own, since an entry of plan-allow.json is for a danger. */
export function ruleIdOf(concern: Concern | 'unjudged', severity: Severity): string {
  if (concern === 'unjudged') return 'argument-unjudged';
  return severity === 'danger' ? `${concern}-changed` : `${concern}-notice`;
}

function argumentRule(concern: Concern, severity: Severity): Rule {
  return {
    id: ruleIdOf(concern, severity),
    severity,
    ...WORDS[concern],
    find: (change, all) => {
      const paths = judgeArguments(change, all)
        .filter((one) => one.concern === concern && one.severity === severity)
        .map(({ path }) => path);
      if (paths.length === 0) return undefined;
      const more = paths.length > MAX_SHOWN ? `, and ${paths.length - MAX_SHOWN} more` : '';
      return `${paths
        .slice(0, MAX_SHOWN)
        .map((path) => showStep(change, path))
        .join('; ')}${more}`;
    },
  };
}

const CONCERNS = Object.keys(WORDS) as readonly Concern[];

/** The table of verdicts, as rules: one for each concern and severity. */
export const ARGUMENT_RULES: readonly Rule[] = [
  ...CONCERNS.map((concern) => argumentRule(concern, 'danger')),
  ...CONCERNS.map((concern) => argumentRule(concern, 'warning')),
  {
    id: 'argument-unjudged',
    severity: 'warning',
    lost: 'nobody has judged what a change of this argument does',
    mend: 'look it up in the documentation of the provider, and give it a verdict in scripts/plan-review/verdicts',
    find: (change, all) => {
      const paths = judgeArguments(change, all)
        .filter(({ concern }) => concern === 'unjudged')
        .map(({ path }) => path);
      return paths.length === 0 ? undefined : `changed: ${showNames(paths.slice(0, MAX_SHOWN))}`;
    },
  },
];

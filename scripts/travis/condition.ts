/** What a build is, as far as our conditions ask. */
export interface BuildFacts {
  readonly branch: string;
  /** `push`, `pull_request`, `cron`, `api`. */
  readonly type: string;
  readonly fork: boolean;
}

/**
 * Whether a condition of `.travis.yml` holds. Of Travis's language: `name = value`, `name != value`, `name IN (a, b)`,
 * and `AND` between them; all that ours need.
 *
 * https://docs.travis-ci.com/user/conditions-v1
 *
 * @throws Error in one line for anything else: a condition that is misread would run the wrong job.
 */
export function evaluateCondition(condition: string, facts: BuildFacts): boolean {
  return condition.split(/\s+AND\s+/).every((term) => evaluateTerm(term.trim(), facts));
}

function evaluateTerm(term: string, facts: BuildFacts): boolean {
  const match = /^(\w+)\s*(=|!=|\bIN\b)\s*([\w-]+|\([\w\s,-]+\))$/.exec(term);
  const [, name = '', operator = '', operand = ''] = match ?? [];
  if (name !== 'branch' && name !== 'type' && name !== 'fork') {
    throw new Error(`.travis.yml: condition "${term}" is not one that travis-run can read`);
  }
  const fact = String(facts[name]);
  if (operator !== 'IN') return (fact === operand) === (operator === '=');
  return operand
    .replace(/[()]/g, '')
    .split(',')
    .map((one) => one.trim())
    .includes(fact);
}

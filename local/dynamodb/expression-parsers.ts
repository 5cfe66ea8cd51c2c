/**
 * Dynalite's parsers of expressions, made fit for whatever a caller sends: each rule is tried once per place, and AWS's
 * limits hold. As they come, each pair of parentheses multiplies the time that they take, on the only thread there is.
 * Why: docs/decisions/042-expressions-are-parsed-once.md.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import conditionParser from 'dynalite/db/conditionParser';
import projectionParser from 'dynalite/db/projectionParser';
import updateParser from 'dynalite/db/updateParser';

/** The same shape as `dynalite/db/*Parser`. */
type ExpressionParser = typeof conditionParser;
type Parse = ExpressionParser['parse'];

/** Bytes. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters */
const LONGEST_EXPRESSION = 4096;
/** Same page. Said of `UpdateExpression`; the service counts in conditions as well. */
const MOST_OPERATORS = 300;
/** Parentheses within parentheses: more than any expression with so few operators needs, and less than the stack takes. */
const DEEPEST_NESTING = 400;

/** Names and values first, in which no operator is. `AND` and `OR` join conditions and are not counted. */
const OPERATORS = /[#:]?[\w.[\]#]+(\s*\()?|<=|>=|<>|[=<>+-]/g;
const WORD_OPERATORS = new Set(['BETWEEN', 'IN', 'NOT']);
const JOINING_WORDS = new Set(['AND', 'OR']);

/**
 * Puts the parsers in place of those that dynalite uses. Doing so again changes nothing.
 *
 * @throws Error when this version of dynalite is built in a way that is not known here.
 */
export function installExpressionParsers(): void {
  install('conditionParser', conditionParser);
  install('projectionParser', projectionParser);
  install('updateParser', updateParser);
}

const installed = new WeakSet<ExpressionParser>();

function install(name: string, parser: ExpressionParser): void {
  if (installed.has(parser)) return;
  installed.add(parser);
  const parse = memoizing(name);
  parser.parse = (expression, options) => {
    checkLimits(expression, name === 'updateParser');
    return parse(expression, options);
  };
}

/**
 * The parser with a memory: what PEG.js itself writes when it is told to cache.
 *
 * @param name The file in `dynalite/db`.
 * @throws Error when the file does not look as PEG.js writes it.
 */
export function memoizing(name: string): Parse {
  const path = createRequire(__filename).resolve(`dynalite/db/${name}`);
  const source = readFileSync(path, 'utf8');
  const rules = [...source.matchAll(/^ {2}function peg\$parse\w+\(\) \{$/gm)].length;
  const returns = [...source.matchAll(/^ {4}return s0;$/gm)].length;
  if (rules === 0 || rules !== returns) {
    throw new Error(`${path} is not as PEG.js 0.10 writes it: expressions cannot be parsed safely`);
  }
  let rule = 0;
  const withMemory = source
    .replace(/^ {2}function peg\$parse\w+\(\) \{$/gm, (head) => {
      rule += 1;
      // Of a look ahead PEG.js notes no expectations: what it found does not serve a parse that has to note them.
      const place = `(peg$currPos * ${rules} + ${rule - 1}) * 2 + (peg$silentFails === 0 ? 0 : 1)`;
      const recall = `var key = ${place}, known = memory.get(key);`;
      return `${head} ${recall} if (known) { peg$currPos = known.end; return known.result; }`;
    })
    .replace(/^ {4}return s0;$/gm, 'memory.set(key, { end: peg$currPos, result: s0 }); return s0;')
    .replace(/^function peg\$parse\(.*$/m, (head) => `${head} var memory = new Map();`);
  const parser: { exports: { parse?: Parse } } = { exports: {} };
  const load = compileFunction(withMemory, ['module'], { filename: path });
  Reflect.apply(load, undefined, [parser]);
  const { parse } = parser.exports;
  if (parse === undefined) throw new Error(`${path} exports no parse function`);
  return parse;
}

/**
 * @param assigns Whether `=` assigns, as in `SET a = :v`, which AWS does not count, and does not compare.
 * @throws Error in AWS's words, which dynalite puts after `Invalid FilterExpression: `.
 */
function checkLimits(expression: string, assigns: boolean): void {
  const size = Buffer.byteLength(expression);
  if (size > LONGEST_EXPRESSION) {
    throw new Error(
      `Expression size has exceeded the maximum allowed size; expression size: ${size}`,
    );
  }
  const operators = countOperators(assigns ? expression.replaceAll('=', ' ') : expression);
  if (operators > MOST_OPERATORS) {
    throw new Error(
      `The expression contains too many operators; operator count: ${MOST_OPERATORS + 1}`,
    );
  }
  if (deepestNesting(expression) > DEEPEST_NESTING) {
    throw new Error('The expression has redundant parentheses;');
  }
}

function countOperators(expression: string): number {
  let count = 0;
  for (const [found, call] of expression.matchAll(OPERATORS)) {
    if (isOperator(found, call !== undefined)) count += 1;
  }
  return count;
}

function isOperator(found: string, isCalled: boolean): boolean {
  if (!/^\w/.test(found)) return !/^[#:[.]/.test(found);
  const word = found.replace(/\s*\($/, '').toUpperCase();
  if (JOINING_WORDS.has(word)) return false;
  return isCalled || WORD_OPERATORS.has(word);
}

function deepestNesting(expression: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of expression) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

import fc from 'fast-check';
import { Progress } from '../../../scripts/pipeline/progress';
import { renderJson, renderMarkdown, reviewPlans } from '../../../scripts/plan-review';
import { shortSentence } from '../../../scripts/plan-review/markdown-names';
import { plain, prose } from '../../../scripts/plan-review/markdown-text';
import { planOf } from './helpers';

/** Names that try to write Markdown, to link, to mention, or to steer the terminal. */

const PIECES = [
  '`',
  '``',
  '```',
  '|',
  '\\',
  '\n',
  '\r\n',
  '# Safe',
  '<img src=x>',
  '<!-- x -->',
  '</code>',
  '</td>',
  '@octocat',
  '#1',
  'GH-7',
  '[a](https://evil.example)',
  'https://evil.example',
  'www.evil.example',
  'mailto:a@evil.example',
  'deadbeefcafe',
  '\u001b[31m',
  '\u009b2J',
  '\u0007',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u3164',
  '\u2800',
  '\ud800',
  '*b*',
  '_i_',
  ' ',
  'x',
];
const hostile = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join(''));

/**
 * The text that Markdown acts on, read as CommonMark reads it, from left to right: code, in either writing, is taken out, and so
 * is what a backslash makes plain, which it does outside code alone.
 */
function active(markdown: string): string {
  return markdown.replaceAll(
    /<code>[^<]*<\/code>|\\[\\`*_[\]|#~!>]|(?<run>`+)(?:(?!`)[^\n]|(?!\k<run>(?!`))`+)*?\k<run>(?!`)/g,
    (found) => (found.startsWith('\\') ? 'x' : 'CODE'),
  );
}

const ACTS = /https?:|www\.|mailto:|@|<(?!br>)|\b[0-9a-f]{7,64}\b|\bGH-7|`|\]\(/;
const TERMINAL = /\p{Cc}|[\u202e\u2066]/u;
const OBEYED = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u2800\u3164]/u;

describe('a hostile name', () => {
  it.each(['create', 'update', 'delete', 'delete,create'])(
    'does nothing in the review of a %s',
    (actions) => {
      fc.assert(
        fc.property(hostile, hostile, hostile, (address, name, value) => {
          const plan = planOf(
            {
              actions: actions.split(','),
              before:
                actions === 'create'
                  ? null
                  : { name, [value]: name, function_name: name, policy: name },
              after:
                actions === 'delete'
                  ? null
                  : { name, [value]: value, function_name: value, policy: value },
            },
            {
              address: `aws_sqs_queue.x["${address}"]`,
              type: 'aws_sqs_queue',
              previous_address: address,
            },
          );
          const review = reviewPlans([{ stack: `${name}-prod`, plan }]);
          const markdown = renderMarkdown(review);

          expect(active(markdown).replaceAll(/^## |^### /gm, '')).not.toMatch(ACTS);
          expect(markdown.replaceAll('\n', '')).not.toMatch(OBEYED);
          expect(renderJson(review).replaceAll('\n', '')).not.toMatch(TERMINAL);
          // Five cells, six borders, in the rows and nowhere else.
          for (const line of active(markdown)
            .split('\n')
            .filter((one) => one.includes('|'))) {
            expect(line.split('|')).toHaveLength(7);
          }
        }),
        { numRuns: 150 },
      );
    },
  );

  it('does nothing where a sentence of a rule has it without care', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        expect(active(prose(`the name \`${one}\` is lost, by ${other} of ours`))).not.toMatch(ACTS);
        expect(active(plain(one))).not.toMatch(ACTS);
      }),
    );
  });

  it('does nothing to the terminal while Terraform works', () => {
    fc.assert(
      fc.property(hostile, hostile, (address, summary) => {
        const lines: string[] = [];
        const progress = new Progress({ write: (line) => lines.push(line), verbose: true });
        const hook = { resource: { addr: address }, action: 'create', elapsed_seconds: 60 };
        for (const type of [
          'apply_start',
          'apply_progress',
          'apply_complete',
          'refresh_complete',
        ]) {
          progress.read(JSON.stringify({ type, hook }));
        }
        progress.read(
          JSON.stringify({ type: 'diagnostic', diagnostic: { severity: 'warning', summary } }),
        );

        expect(lines).toHaveLength(5);
        expect(lines.join('')).not.toMatch(TERMINAL);
      }),
    );
  });
});

describe('a long name', () => {
  const danger = (index: number, address = 'aws_dynamodb_table.items') => ({
    address: `${address}_${String(index)}`,
    type: 'aws_dynamodb_table',
    change: { actions: ['delete'], before: { name: 'items' }, after: null },
  });
  const markdownOf = (plan: object) =>
    renderMarkdown(
      reviewPlans([{ stack: 'gatehouse-prod', plan: { format_version: '1.2', ...plan } }]),
    );

  it('pushes no danger out of the comment', () => {
    const long = '"`ä|'.repeat(20_000);
    const drift = {
      address: `aws_x.y["${long}"]`,
      type: 'aws_x',
      change: { actions: ['update'], before: { a: 1 }, after: { a: 2 } },
    };
    const markdown = markdownOf({
      resource_drift: Array.from({ length: 20 }, () => drift),
      resource_changes: [
        { ...drift, change: { ...drift.change, after: { a: long, [long]: long } } },
        danger(0),
      ],
    });

    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(60_000);
    expect(markdown.split('\n').slice(0, 6).join('\n')).toContain('aws_dynamodb_table.items_0');
    expect(markdown).toContain(
      '80000 characters'.replace('80000', String(`aws_x.y["${long}"]`.length)),
    );
  });

  it('leaves room for very many dangers: a line each', () => {
    const dangers = Array.from({ length: 300 }, (_, index) => danger(index));
    const markdown = markdownOf({ resource_changes: dangers });

    expect(markdown).toMatch(/^## Plan review: dangerous, 300 dangers/);
    for (const { address } of dangers) expect(markdown).toContain(`\`${address}\``);
  });

  it('ends as code where a sentence is cut in the middle of it', () => {
    const markdown = prose(shortSentence(`now allowed: \`${'x'.repeat(5000)}\``));
    expect(markdown).toMatch(/^now allowed: `x{1400,1500}`… \(5015 characters\)$/);
  });
});

import { renderJson, renderMarkdown, reviewPlans } from '../../../scripts/plan-review';
import { planOf, reviewScenario } from './helpers';

describe('renderMarkdown', () => {
  it('begins with the verdict and the counts', () => {
    expect(renderMarkdown(reviewScenario('nothing changes'))).toBe(
      '## Plan review: safe, no changes\n\n- `gatehouse-prod` (reaches prod): no changes\n',
    );
  });

  it('lets no value out of its cell', () => {
    const lines = renderMarkdown(reviewScenario('a description tries to write Markdown')).split(
      '\n',
    );
    const row = lines.find((line) => line.includes('aws_lambda_function.items')) ?? '';

    // Five cells, six borders.
    expect(row.replaceAll(/`[^`]*`/g, '').split('|')).toHaveLength(7);
    expect(row).not.toMatch(/<img|@octocat|<!--|<\/td>|\]\(https/);
    expect(lines).not.toContain('## Safe <!-- -->``');
  });

  it('lets no address, stack or file name out of its span', () => {
    const hostile = 'x`|<img src=x>@octocat\n## Safe';
    const plan = planOf(
      { actions: ['delete'], before: { name: hostile }, after: null },
      { address: `aws_sqs_queue.y["${hostile}"]`, type: 'aws_sqs_queue' },
    );
    const markdown = renderMarkdown(reviewPlans([{ stack: `${hostile}-prod`, plan }]));

    expect(markdown).not.toMatch(/<img|@octocat|^## Safe/m);
  });

  it('stays under 60 kB with every danger at its top', () => {
    const change = { actions: ['update'], before: { text: 'ä'.repeat(100) }, after: { text: 'ö' } };
    const many = Array.from({ length: 2000 }, (_, index) => ({
      address: `aws_x.y[${index}]`,
      type: 'aws_x',
      change,
    }));
    const danger = {
      address: 'aws_sqs_queue.last',
      type: 'aws_sqs_queue',
      change: { actions: ['delete'], before: {}, after: null },
    };
    const plan = { format_version: '1.2', resource_changes: [...many, danger] };
    const markdown = renderMarkdown(reviewPlans([{ stack: 'gatehouse-prod', plan }]));

    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(60_000);
    expect(markdown).toContain('sqs-queue-lost');
    expect(markdown).toMatch(/\*\*\d+ more lines do not fit here\*\*/);
  });

  it('shortens a long value, and says how long it is', () => {
    const change = {
      actions: ['update'],
      before: { text: 'a' },
      after: { text: 'b'.repeat(5000) },
    };
    const markdown = renderMarkdown(
      reviewPlans([{ stack: 'gatehouse-prod', plan: planOf(change) }]),
    );

    expect(markdown).toContain(`\`${'b'.repeat(120)}… (5000 characters)\``);
  });
});

describe('renderJson', () => {
  it('gives the review and its exit code', () => {
    expect(JSON.parse(renderJson(reviewScenario('nothing changes')))).toMatchObject({
      exitCode: 0,
      rows: [],
      dangers: [],
      stacks: [{ stack: 'gatehouse-prod', stage: 'prod' }],
    });
  });
});

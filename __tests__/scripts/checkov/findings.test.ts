import { judge, parseReport } from '../../../scripts/checkov/findings';
import { suppressionsOf } from '../../../scripts/checkov/stacks';

const FAILED = {
  check_id: 'CKV_AWS_117',
  check_name: 'Ensure a VPC',
  file_path: '/gatehouse-dev/cdk.tf.json',
  resource: 'resource.items-function_1',
};

function report(failed: readonly unknown[], parsing_errors: readonly string[] = []): string {
  return JSON.stringify({
    results: { passed_checks: [{}], failed_checks: failed, parsing_errors },
  });
}

function stack(skip: unknown, resource = 'items-function_1') {
  const body = { '//': { checkov: { skip } }, name: 'x' };
  return {
    name: 'gatehouse-dev',
    json: { resource: { aws_lambda_function: { [resource]: body, other: {} } } },
  };
}

const REASON = [{ id: 'CKV_AWS_117', comment: 'nothing there to reach' }];

describe('judge', () => {
  it.each([
    ['excuses a finding that has its reason', [FAILED], REASON, [0, 1, 0]],
    [
      'excuses what a graph check finds, which names the type',
      [{ ...FAILED, resource: 'aws_lambda_function.items-function_1' }],
      REASON,
      [0, 1, 0],
    ],
    ['fails a finding without one', [FAILED], [], [1, 0, 0]],
    ['fails another check at the resource', [{ ...FAILED, check_id: 'X' }], REASON, [1, 0, 1]],
    ['fails another resource', [{ ...FAILED, resource: 'resource.faq' }], REASON, [1, 0, 1]],
    ['fails another stack', [{ ...FAILED, file_path: '/gatehouse-prod/x' }], REASON, [1, 0, 1]],
    ['tells a reason that excuses nothing', [], REASON, [0, 0, 1]],
  ] as const)('%s', (...[, failed, skip, expected]) => {
    const verdict = judge(parseReport(report(failed)), suppressionsOf(stack(skip)));
    expect([verdict.failed.length, verdict.suppressed.length, verdict.stale.length]).toEqual(
      expected,
    );
  });
});

describe('parseReport', () => {
  it.each([
    ['a file that checkov could not read', report([], ['/a/cdk.tf.json']), /could not read \/a/],
    ['a scan that saw nothing', '{"passed":0,"failed":0}', /saw no resource/],
    ['what is no JSON', 'Traceback', /no JSON: Traceback/],
  ])('rejects %s', (_, text, expected) => {
    expect(() => parseReport(text)).toThrow(expected);
  });
});

describe('suppressionsOf', () => {
  it.each([[[{ id: 'CKV_AWS_117' }]], [[{ id: 'CKV_AWS_117', comment: ' ' }]], [[null]]])(
    'rejects one without a reason: %j',
    (skip) => {
      expect(() => suppressionsOf(stack(skip))).toThrow(/needs a check and a reason/);
    },
  );
});

import { describeFailure, fromText, isLockGone } from '../../../scripts/pipeline/terraform-failure';
import { isEnough } from '../../../scripts/pipeline/terraform-process';

const LOCKED = `Error message: operation error S3: PutObject, https response error StatusCode: 412
Lock Info:
  ID:        f7a3c2d1-0000-1111-2222-333344445555
  Path:      states/gatehouse/gatehouse-dev.tfstate
  Operation: OperationTypeApply
  Who:       ada@build-7
  Version:   1.11.4
  Created:   2026-11-21 08:00:00.000 +0000 UTC
  Info:`;

const GONE =
  'operation error S3: PutObject, https response error StatusCode: 412, PreconditionFailed';
const DENIED = 'operation error S3: PutObject, https response error StatusCode: 403, AccessDenied';

test.each([
  ['given back meanwhile', GONE, true],
  ['that somebody holds', LOCKED, false],
  ['that one may not take', DENIED, false],
])('trying again helps with a lock %s', (_what, detail, expected) => {
  const error = { severity: 'error', summary: 'Error acquiring the state lock', detail };
  expect(isLockGone([error])).toBe(expected);
});

describe('what Terraform failed of', () => {
  test.each([
    ['Error acquiring the state lock', LOCKED, 'locked by ada@build-7'],
    ['Error acquiring the state lock', LOCKED, 'force-unlock f7a3c2d1-0000-1111-2222-333344445555'],
    ['Error acquiring the state lock', GONE, 'is locked by others again and again'],
    ['Error acquiring the state lock', DENIED, 'cannot be locked: Error acquiring the state lock'],
    ['No valid credential sources found', '', 'no AWS credentials'],
    ['AWS account ID not allowed: 210987654321', '', 'wrong AWS account: 210987654321'],
    ['Retrieving AWS account details', 'api error ExpiredToken: expired', '(ExpiredToken)'],
    ['Unable to find remote state', 'No stored state was found', 'not deployed yet'],
    ['Saved plan is stale', '', 'review the new plan'],
    [
      'creating API Gateway Stage (dev)',
      'BadRequestException: CloudWatch Logs role ARN must be set in account settings to enable logging',
      'npm run bootstrap -- --gateway-logging',
    ],
    [
      'Resource precondition failed',
      'gatehouse-api as it is deployed is not the API that this stage was synthesized for: deploy it',
      'gatehouse-api as it is deployed is another API',
    ],
    [
      'Failed to install provider',
      "the local package doesn't match any of the checksums previously recorded",
      'npm run lock-provider',
    ],
    ['Failed to get existing workspaces', 'S3 bucket "x" does not exist.', 'TF_STATE_BUCKET'],
    ['Something new', 'with  a\n reason', 'gatehouse-dev: Something new: with a reason'],
  ])('%s is told in a line', (summary, detail, said) => {
    const line = describeFailure('gatehouse-dev', [{ severity: 'error', summary, detail }]);
    expect(line).toContain(said);
    expect(line.split('\n')).toHaveLength(1);
  });

  test('the same cause is told once', () => {
    const error = { severity: 'error', summary: 'No valid credential sources found', detail: '' };
    expect(describeFailure('x', [error, error]).split('\n')).toHaveLength(1);
  });

  test("a command's red frame is taken off", () => {
    const framed = '\u001B[31m╷\u001B[0m\n│ Error: Failed to query\n│ \n│ no network\n╵';
    expect(fromText(framed)).toEqual([
      { severity: 'error', summary: 'Failed to query', detail: 'no network' },
    ]);
  });
});

test.each([
  ['1.10.0', true],
  ['1.11.4', true],
  ['2.0.0', true],
  ['1.9.8', false],
  ['0.15.5', false],
  ['unknown', false],
])('Terraform %s is new enough: %s', (version, enough) => {
  expect(isEnough(version)).toBe(enough);
});

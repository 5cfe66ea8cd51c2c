import { parseReviewOptions } from '../../../scripts/plan-review/options';

describe('parseReviewOptions', () => {
  it.each([
    ['gatehouse-prod.json', 'gatehouse-prod', 'gatehouse-prod.json'],
    ['plans/gatehouse-dev.tfplan.json', 'gatehouse-dev', 'plans/gatehouse-dev.tfplan.json'],
    ['gatehouse-api=any.json', 'gatehouse-api', 'any.json'],
  ])('takes %s for a plan of %s', (argument, stack, file) => {
    expect(parseReviewOptions([argument])?.plans).toStrictEqual([{ stack, file }]);
  });

  it('reads the flags', () => {
    expect(
      parseReviewOptions(['a.json', '--json', '--comment', '--allow', 'b.json']),
    ).toStrictEqual({
      plans: [{ stack: 'a', file: 'a.json' }],
      json: true,
      comment: true,
      allowFile: 'b.json',
    });
  });

  it('gives nothing for --help', () => {
    expect(parseReviewOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [[], /no plan given/],
    [['--what'], /--what.*see --help/s],
    [['x/a.json', 'y/a.json'], /two plans of stack "a"/],
  ])('refuses %j', (args, message) => {
    expect(() => parseReviewOptions(args)).toThrow(message);
  });
});

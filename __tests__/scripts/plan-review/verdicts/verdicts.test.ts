import { VERDICTS, verdictOf } from '../../../../scripts/plan-review/verdicts';
import { whereTerraform } from '../../../helpers/terraform';
import { readProviderBindings } from '../../../local/terraform/coverage/provider-bindings';
import { readProviderSchema } from '../../../local/terraform/coverage/provider-schema';
import type { ProviderTypes } from '../../../local/terraform/coverage/provider-type';

/** What a REST API with Lambda is made of, and what stands beside it. */
const FAMILIES =
  /^aws_(api_gateway|lambda|iam|kms|s3|dynamodb|sqs|sns|cloudwatch|wafv2|wafregional|cognito|route53|ecr|cloudfront|ssm|secretsmanager|backup|acm|sfn|scheduler|kinesis|schemas|pipes|xray|apigatewayv2|signer)_/;

/** Types that only a later release of the provider has: what they are told of is a warning by name. */
const ONLY_LATER: ReadonlySet<string> = new Set([]);

describe('the verdicts, against the bindings of provider 6', () => {
  let types: ProviderTypes;
  beforeAll(() => {
    types = readProviderBindings((type) => type in VERDICTS);
  });

  it('are on every argument of the types that they name', () => {
    expect(withoutVerdict(types)).toStrictEqual([]);
  });
});

whereTerraform({ run: describe, skip: describe.skip })(
  "the verdicts, against Terraform's schema of provider 5.100",
  () => {
    let types: ProviderTypes;
    beforeAll(() => {
      types = readProviderSchema();
    }, 120_000);

    it('are on every type of the families', () => {
      const names = Object.keys(types).filter((name) => FAMILIES.test(name));

      expect(names.length).toBeGreaterThan(300);
      expect(names.filter((name) => !(name in VERDICTS) && !ONLY_LATER.has(name))).toStrictEqual(
        [],
      );
    });

    it('are on every argument', () => {
      expect(withoutVerdict(types)).toStrictEqual([]);
    });
  },
);

describe('an argument that nobody has judged', () => {
  it('has no verdict, so that a change of it is told', () => {
    expect(verdictOf('aws_lambda_function', 'of_a_later_release')).toBeUndefined();
    expect(verdictOf('aws_lambda_function', 'vpc_config.of_a_later_release')?.kind).toBe('judged');
  });
});

function withoutVerdict(types: ProviderTypes): readonly string[] {
  return Object.entries(types)
    .filter(([name]) => name in VERDICTS)
    .flatMap(([name, type]) =>
      type.arguments
        .filter((path) => verdictOf(name, path) === undefined)
        .map((path) => `${name}.${path}`),
    );
}

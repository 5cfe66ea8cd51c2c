import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../cli';

/** What `npm run review` prints for --help. */
export const REVIEW_HELP = `Reviews Terraform plans: what changes, in which stage, and what is dangerous about it.

  terraform show -json FILE.tfplan > gatehouse-prod.json
  npm run review -- gatehouse-prod.json [more.json ...] [options]

A plan's stack is its file's name; STACK=FILE says another.

  --json         print JSON instead of Markdown
  --allow FILE   the dangers that are wanted [plan-allow.json; of a pull request that Travis CI builds, that of
                 the branch it is to be merged into]
  --allow-from REF  plan-allow.json as it is in that commit or branch
  --account ID   the AWS account that is planned for [AWS_ACCOUNT_ID; else as far as the plan proves it]
  --comment      post or update a comment on the pull request, too: GITHUB_TOKEN, TRAVIS_REPO_SLUG,
                 TRAVIS_PULL_REQUEST; GITHUB_API_URL for GitHub Enterprise
  --help         print this

Exit code: 0 safe, 2 dangerous, 1 the review failed.
`;

export interface PlanFile {
  readonly stack: string;
  readonly file: string;
}

export interface ReviewCommandOptions {
  readonly plans: readonly PlanFile[];
  readonly json: boolean;
  readonly comment: boolean;
  /** @default - plan-allow.json at the top of the project */
  readonly allowFile: string | undefined;
  /** The account that is planned for. @default - as far as the plan proves it */
  readonly accountId?: string;
  /** The commit or branch whose plan-allow.json counts. @default - in a build of a pull request its target, else none */
  readonly allowFrom?: string;
}

/**
 * Parses the command line.
 *
 * @returns Nothing when help is wanted.
 * @throws Error that names what is wrong.
 */
export function parseReviewOptions(args: readonly string[]): ReviewCommandOptions | undefined {
  const { values, positionals } = parse(args);
  if (values.help === true) return undefined;
  if (positionals.length === 0) {
    throw new Error('no plan given; terraform show -json FILE.tfplan makes one; see --help');
  }
  if (values.allow !== undefined && values['allow-from'] !== undefined) {
    throw new Error('--allow FILE and --allow-from REF are two lists: give one of them');
  }
  const plans = positionals.map(planFile);
  const twice = plans.find(
    ({ stack }, index) => plans.findIndex((one) => one.stack === stack) < index,
  );
  if (twice !== undefined) {
    throw new Error(
      `two plans of stack "${twice.stack}"; STACK=FILE says which stack a plan is of`,
    );
  }
  if (values.account !== undefined && !/^\d{12}$/.test(values.account)) {
    throw new Error(`--account "${values.account}": an AWS account has 12 digits`);
  }
  return {
    plans,
    ...(values.account === undefined ? {} : { accountId: values.account }),
    json: values.json === true,
    comment: values.comment === true,
    allowFile: values.allow,
    ...(values['allow-from'] === undefined ? {} : { allowFrom: values['allow-from'] }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean' },
        allow: { type: 'string' },
        'allow-from': { type: 'string' },
        account: { type: 'string' },
        comment: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new Error(`${messageOf(error)}; see --help`, { cause: error });
  }
}

/** `gatehouse-prod.json`, `gatehouse-prod.tfplan.json` and `gatehouse-prod=any/file.json` are all of gatehouse-prod. */
function planFile(argument: string): PlanFile {
  const [, stack, file] = /^([\w-]+)=(.+)$/.exec(argument) ?? [];
  return stack !== undefined && file !== undefined
    ? { stack, file }
    : { stack: basename(argument).replace(/(\.(tf)?plan)?\.json$/, ''), file: argument };
}

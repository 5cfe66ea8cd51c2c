import type { StageName } from '../config';
import { listOf, memberOf, textOf } from './pipeline/json';
import { openSession, type Session } from './pipeline/session';
import { runStageCommand, type StageLine } from './pipeline/stage-command';

const HELP = `Prints what is deployed: the outputs that are no secret, and of each function the version and the SHA-256 of its zip.

  npm run -s outputs -- dev|prod [dev|prod] [options]

  --json       as JSON; default: a table
  -h, --help   this text

With both stages, prod's table says whether it runs the very zips that dev runs.
`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

interface DeployedFunction {
  readonly name: string;
  /** The newest; a rollback does not change it. */
  readonly version: string;
  /** Of the zip, base64, as AWS shows it. */
  readonly sha256: string;
}

interface DeployedStage {
  readonly stage: StageName;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** By the name of their folder in `functions/`. */
  readonly functions: Readonly<Record<string, DeployedFunction>>;
}

async function run({ values, stages }: StageLine<typeof OPTIONS>): Promise<undefined> {
  const session = await openSession({ verbose: false });
  const deployed: DeployedStage[] = [];
  for (const name of stages) deployed.push(await readStage(session, name));
  process.stdout.write(
    values.json
      ? `${JSON.stringify(deployed, null, 2)}\n`
      : deployed.map(table(deployed)).join('\n'),
  );
}

async function readStage(session: Session, stage: StageName): Promise<DeployedStage> {
  const stack = session.stage(stage);
  await stack.init();
  const outputs = await stack.outputs();
  if (Object.keys(outputs).length === 0) {
    throw new Error(`${stack.name} is not deployed yet: run npm run deploy -- ${stage}`);
  }
  const functions = listOf(memberOf(await stack.state(), 'values', 'root_module', 'resources'))
    .filter((resource) => memberOf(resource, 'type') === 'aws_lambda_function')
    .map((resource) => {
      const name = textOf(memberOf(resource, 'values', 'function_name'));
      return {
        name,
        version: textOf(memberOf(resource, 'values', 'version')),
        sha256: textOf(memberOf(resource, 'values', 'source_code_hash')),
      };
    });
  const short = ({ name }: DeployedFunction): string => name.slice(`${stack.name}-`.length);
  return {
    stage,
    outputs,
    functions: Object.fromEntries(functions.map((one) => [short(one), one])),
  };
}

/** A stage's lines; `all` is what the zips are compared with. */
function table(all: readonly DeployedStage[]): (one: DeployedStage) => string {
  const dev = all.find(({ stage }) => stage === 'dev');
  return ({ stage, outputs, functions }) => {
    const isCompared = stage !== 'dev' && dev !== undefined;
    const compare = (name: string, sha256: string): string => {
      if (!isCompared) return '';
      const zip = dev.functions[name]?.sha256;
      if (zip === undefined) return '  dev has none';
      return zip === sha256 ? '  as dev' : '  NOT as dev';
    };
    const rows = [
      ...Object.entries(outputs).map(([name, value]) => `  ${name.padEnd(14)} ${String(value)}`),
      ...Object.entries(functions).map(
        ([name, { version, sha256 }]) =>
          `  ${name.padEnd(14)} version ${version.padEnd(4)} sha256 ${sha256}${compare(name, sha256)}`,
      ),
    ];
    return [stage, ...rows, ''].join('\n');
  };
}

runStageCommand({ help: HELP, options: OPTIONS, run });

/** What the commands of the pipeline have in common on their command line: stages by name, `--help`, strictly their own options. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { parseStageName, type StageName } from '../../config';
import { runCommand } from '../cli';

/** A command line that names stages. */
export interface StageLine<Options extends ParseArgsOptionsConfig> {
  readonly values: Values<Options>;
  /** At least one, each once. */
  readonly stages: readonly StageName[];
}

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true }>
>['values'];

export interface StageCommand<Options extends ParseArgsOptionsConfig> {
  /** What `--help` prints. */
  readonly help: string;
  /** `help` among them, which is answered here. */
  readonly options: Options;
  /** Opens the session itself, after what it refuses at once. Returns the exit code; nothing means 0. */
  readonly run: (line: StageLine<Options>) => Promise<number | undefined>;
}

/** Runs a command of the pipeline on this process's command line; an error becomes one line and the exit code 1. */
export function runStageCommand<const Options extends ParseArgsOptionsConfig>(
  command: StageCommand<Options>,
): void {
  runCommand(async () => {
    const { values, positionals } = parseArgs({
      options: command.options,
      allowPositionals: true,
    });
    const given: Readonly<Record<string, unknown>> = values;
    if (given['help'] === true) {
      process.stdout.write(command.help);
      return 0;
    }
    return command.run({ values, stages: stagesOf(positionals) });
  });
}

function stagesOf(positionals: readonly string[]): readonly StageName[] {
  if (positionals.length === 0) throw new Error('name a stage: dev or prod (see --help)');
  return [...new Set(positionals.map(parseStageName))];
}

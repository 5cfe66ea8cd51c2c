import { setTimeout as wait } from 'node:timers/promises';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { runCommand } from './cli';
import { formatJson, formatLine } from './logs/format';
import { LOGS_HELP, parseLogsOptions, type LogsOptions } from './logs/options';
import { Follower, readLogs, type LogSource } from './operate/log-events';
import { chooseFunctions, stageResources } from './operate/stage-resources';
import { chooseTarget, explain } from './operate/target';

/** Milliseconds between two looks: FilterLogEvents may be called five times a second on AWS, by all of an account. */
const PAUSE = { laptop: 500, aws: 2000 };

async function main(): Promise<undefined> {
  const options = parseLogsOptions(process.argv.slice(2), Date.now());
  if (options === undefined) {
    process.stdout.write(LOGS_HELP);
    return;
  }
  const target = chooseTarget(options);
  const sources = chooseSources(options);
  const client = new CloudWatchLogsClient(target.client);
  const format = options.json ? formatJson : formatLine;
  // Not stdout: that is the lines' own, for a program behind a pipe.
  process.stderr.write(
    `${options.stage} on ${target.description}: ${sources.map(({ label }) => label).join(', ')}\n`,
  );
  const follower = new Follower(options.since);
  try {
    do {
      const { filterPattern } = options;
      const lines = await readLogs(client, { sources, since: follower.since, filterPattern });
      for (const line of follower.admit(lines)) process.stdout.write(format(line));
      if (options.follow) await wait(target.isLaptop ? PAUSE.laptop : PAUSE.aws);
    } while (options.follow);
  } catch (error) {
    throw explain(error, target);
  } finally {
    client.destroy();
  }
}

function chooseSources({ stage, functions, access }: LogsOptions): readonly LogSource[] {
  const resources = stageResources(stage);
  const named = functions.length > 0;
  const accessLog = { label: 'access', logGroupName: resources.accessLogGroup };
  const ofFunctions = chooseFunctions(resources, functions).map((label) => ({
    label,
    logGroupName: resources.logGroup(label),
  }));
  return [...(access || !named ? [accessLog] : []), ...(named || !access ? ofFunctions : [])];
}

// `| head` has read enough: that is no failure.
process.stdout.on('error', () => process.exit());
runCommand(main);

import { setTimeout as wait } from 'node:timers/promises';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { runCommand } from './cli';
import { DASHBOARD_HELP, parseDashboardOptions } from './dashboard/options';
import { ACCESS_LABEL, countLines } from './dashboard/picture';
import { render } from './dashboard/render';
import { readLogs, type LogSource } from './operate/log-events';
import { stageResources } from './operate/stage-resources';
import { chooseTarget, explain } from './operate/target';

/** Milliseconds. */
const PAUSE = 5000;
/** Clears a terminal and goes to its beginning. */
const CLEAR = '\u001b[2J\u001b[H';

async function main(): Promise<undefined> {
  const options = parseDashboardOptions(process.argv.slice(2), Date.now());
  if (options === undefined) {
    process.stdout.write(DASHBOARD_HELP);
    return;
  }
  const target = chooseTarget(options);
  const resources = stageResources(options.stage);
  const sources: readonly LogSource[] = [
    { label: ACCESS_LABEL, logGroupName: resources.accessLogGroup },
    ...resources.functions.map((label) => ({ label, logGroupName: resources.logGroup(label) })),
  ];
  const client = new CloudWatchLogsClient(target.client);
  const { since } = options;
  const title = `${options.stage} on ${target.description}`;
  try {
    do {
      const lines = await readLogs(client, { sources, since });
      const picture = countLines(lines, resources.functions);
      const text = options.json
        ? `${JSON.stringify(picture, null, 2)}\n`
        : render(picture, { title, since, until: Date.now() });
      process.stdout.write(options.follow ? `${CLEAR}${text}` : text);
      if (options.follow) await wait(PAUSE);
    } while (options.follow);
  } catch (error) {
    throw explain(error, target);
  } finally {
    client.destroy();
  }
}

// `| head` has read enough: that is no failure.
process.stdout.on('error', () => process.exit());
runCommand(main);

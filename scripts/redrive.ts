import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, QueueDoesNotExist, SQSClient } from '@aws-sdk/client-sqs';
import { runCommand } from './cli';
import { chooseFunctions, stageResources } from './operate/stage-resources';
import { chooseTarget, explain, type Target } from './operate/target';
import { parseRedriveOptions, REDRIVE_HELP, type RedriveOptions } from './redrive/options';
import { redrive, type RedriveResult } from './redrive/redrive';

async function main(): Promise<number> {
  const options = parseRedriveOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(REDRIVE_HELP);
    return 0;
  }
  const target = chooseTarget(options);
  process.stderr.write(`${options.stage} on ${target.description}\n`);
  const result = await run(options, target);
  const others = result.others === 0 ? '' : `, ${result.others} left`;
  const failed = result.failed === 0 ? '' : `, ${result.failed} had to stay`;
  const verb = options.dryRun ? 'to move' : 'moved';
  process.stdout.write(`${result.moved} ${verb}${others}${failed}\n`);
  return result.failed === 0 ? 0 : 1;
}

async function run(options: RedriveOptions, target: Target): Promise<RedriveResult> {
  const resources = stageResources(options.stage);
  const chosen = chooseFunctions(resources, options.functions);
  const names = resources.functions.map((name) => [resources.functionName(name), name] as const);
  const sqs = new SQSClient(target.client);
  const lambda = new LambdaClient(target.client);
  try {
    return await redrive({
      sqs,
      lambda,
      queueUrl: await findQueue(sqs, resources.deadLetterQueue),
      functions: new Map(names),
      chosen,
      dryRun: options.dryRun,
      report: (line) => process.stdout.write(`${line}\n`),
    });
  } catch (error) {
    throw explain(error, target);
  } finally {
    sqs.destroy();
    lambda.destroy();
  }
}

async function findQueue(sqs: SQSClient, name: string): Promise<string> {
  try {
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
    return QueueUrl;
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    throw new Error(
      `there is no queue ${name}: has the stage been deployed there? (AWS_REGION chooses the region)`,
      { cause: error },
    );
  }
}

runCommand(main);

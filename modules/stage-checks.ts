import { complaintsOf, nameOf, refuse, type Complaint } from './complaint';
import { didYouMean } from './did-you-mean';
import { NOTIFIER } from './monitoring/notifications';
import { plainCopy } from './plain-data';
import { quoted } from './quoted';
import type { RestApiDefinition } from './rest-api-definition';
import { functionNames, tableRows } from './route-table';
import { PARSING } from './schema';
import { stageSettings, type StageSettings } from './stage-settings';

/**
 * A stage's settings as they are used: a copy of what was written, after all of it was held against the schema.
 *
 * @param stageName Starts the lines of an error.
 * @param settings Of whatever origin.
 * @throws Error with a line for everything that is wrong: which setting, what is wrong with it, what it may be.
 */
export function readSettings(stageName: string, settings: unknown): StageSettings {
  const { data, complaints } = parse(settings);
  refuse(linesOf(stageName, complaints));
  if (data === undefined) throw new Error(`stage ${quoted(stageName)}: does not fit its schema`);
  return data;
}

/** What `readSettings` would throw, a line each. */
export function settingsComplaints(stageName: string, settings: unknown): string[] {
  return linesOf(stageName, parse(settings).complaints);
}

function parse(settings: unknown) {
  const { value, complaints } = plainCopy(settings);
  if (complaints.length > 0) return { data: undefined, complaints };
  const { data, error } = stageSettings.safeParse(value, PARSING);
  return { data, complaints: complaintsOf(error?.issues ?? []) };
}

function linesOf(stageName: string, complaints: readonly Complaint[]): string[] {
  return complaints.map(({ path, text }) => {
    const name = path.length === 0 ? 'what it is set to' : nameOf(path);
    return `config.ts: stage ${quoted(stageName)}: ${name} ${text}`;
  });
}

export interface CheckedStage {
  readonly stageName: string;
  readonly definition: RestApiDefinition;
  readonly settings: StageSettings;
}

/**
 * Holds a stage's settings against the API: a name that does not occur in it would be a safety net that hangs nowhere.
 *
 * @throws Error with a line for everything that is wrong: which setting, what is wrong with it, what it may be.
 */
export function checkSettings(stage: CheckedStage): void {
  refuse(
    [
      ...reservedConcurrencyComplaints(stage),
      ...methodThrottleComplaints(stage),
      ...notificationComplaints(stage),
    ].map((complaint) => `stage ${quoted(stage.stageName)}: ${complaint}`),
  );
}

function reservedConcurrencyComplaints({ definition, settings }: CheckedStage): string[] {
  const known = [...functionNames(definition), NOTIFIER];
  return Object.keys(settings.reservedConcurrency ?? {})
    .filter((name) => !known.includes(name))
    .map(
      (name) =>
        `reservedConcurrency names a function ${quoted(name)} that there is not: the functions are ${known.join(', ')}; correct it in config.ts${didYouMean(name, known)}`,
    );
}

function methodThrottleComplaints({ definition, settings }: CheckedStage): string[] {
  const known = tableRows(definition).map(({ key }) => key);
  return Object.keys(settings.methodThrottles ?? {})
    .filter((key) => !known.includes(key))
    .map(
      (key) =>
        `methodThrottles names a route ${quoted(key)} that there is not: the routes are ${known.join(', ')}; correct it in config.ts${didYouMean(key, known)}`,
    );
}

function notificationComplaints({ settings }: CheckedStage): string[] {
  if (settings.notifications !== true || settings.alarms !== undefined) return [];
  return [
    'notifications without alarms would tell nothing; give alarms their thresholds, or take notifications out of config.ts',
  ];
}

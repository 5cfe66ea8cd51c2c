import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison, Goal, Series } from '../comparison';

/** What was measured of an area, when, how and where. */
export interface AreaResult {
  /** ISO 8601. */
  readonly time: string;
  readonly options: Readonly<Record<'runs' | 'seconds' | 'rounds', number>> & {
    readonly quick?: boolean;
  };
  readonly machine: {
    readonly node: string;
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGiB: number;
    /** Over 1, 5 and 15 minutes. */
    readonly loadBefore: readonly number[];
    readonly loadAfter: readonly number[];
  };
  readonly comparisons: readonly Comparison[];
}

const DAY = /^\d{4}-\d\d-\d\d\.json$/;

/**
 * Writes an area's result into its day's file, beside those of the areas that were measured before.
 *
 * @returns The file.
 */
export function keepResult(folder: string, area: string, result: AreaResult): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${result.time.slice(0, 10)}.json`);
  const before: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const all = { ...(isRecord(before) ? before : {}), [area]: result };
  writeFileSync(file, `${JSON.stringify(all)}\n`);
  return file;
}

/**
 * Reads the newest result of every area.
 *
 * @throws Error that names the file which no bench has written.
 */
export function readResults(folder: string): ReadonlyMap<string, AreaResult> {
  const newest = new Map<string, AreaResult>();
  const days = existsSync(folder) ? readdirSync(folder).filter((name) => DAY.test(name)) : [];
  for (const day of days.sort()) {
    const file = join(folder, day);
    const areas: unknown = JSON.parse(readFileSync(file, 'utf8'));
    for (const [area, result] of Object.entries(isRecord(areas) ? areas : {})) {
      if (!isAreaResult(result)) throw new Error(`${file}: "${area}" is no result of a bench`);
      newest.set(area, result);
    }
  }
  return newest;
}

function isAreaResult(value: unknown): value is AreaResult {
  if (!isRecord(value)) return false;
  const { time, options, machine, comparisons } = value;
  return (
    typeof time === 'string' &&
    hasNumbers(options, ['runs', 'seconds', 'rounds']) &&
    hasNumbers(machine, ['cores', 'memoryGiB']) &&
    ['node', 'cpu'].every((name) => typeof machine[name] === 'string') &&
    isNumbers(machine['loadBefore']) &&
    isNumbers(machine['loadAfter']) &&
    Array.isArray(comparisons) &&
    comparisons.every(isComparison)
  );
}

function isComparison(value: unknown): value is Comparison {
  return (
    isRecord(value) &&
    typeof value['what'] === 'string' &&
    typeof value['unit'] === 'string' &&
    Array.isArray(value['series']) &&
    value['series'].every(isSeries) &&
    Array.isArray(value['goals']) &&
    value['goals'].every(isGoal)
  );
}

function isSeries(value: unknown): value is Series {
  return isRecord(value) && typeof value['subject'] === 'string' && isNumbers(value['readings']);
}

function isGoal(value: unknown): value is Goal {
  return isRecord(value) && typeof value['against'] === 'string';
}

function hasNumbers(
  value: unknown,
  names: readonly string[],
): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && names.every((name) => typeof value[name] === 'number');
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'number');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

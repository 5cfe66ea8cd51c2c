import { PER_REQUEST, type Workload } from './assumptions';
import { PRICES } from './prices';
import type { StageParts } from './stage-parts';

/** A line of the bill. */
export interface CostItem {
  readonly name: string;
  /** USD a month. */
  readonly cost: number;
  /** What it is a product of. */
  readonly because: string;
}

export interface Estimate {
  /** Whether or not anybody calls. */
  readonly fixed: readonly CostItem[];
  /** For the requests of the workload. */
  readonly variable: readonly CostItem[];
}

const GIB = 1024 ** 3;
const MB_PER_GB = 1024;
const DAYS_PER_MONTH = 30;

/** What a stage costs in a month. */
export function estimate(parts: StageParts, workload: Workload): Estimate {
  return { fixed: fixedCosts(parts), variable: variableCosts(parts, workload) };
}

/** USD of several lines. */
export function total(items: readonly CostItem[]): number {
  return items.reduce((sum, { cost }) => sum + cost, 0);
}

function fixedCosts(parts: StageParts): CostItem[] {
  return [
    count('alarms', parts.alarmMetrics, ['metrics', PRICES.alarmMetricMonth]),
    count('metrics of its own', parts.customMetrics, ['metrics', PRICES.customMetricMonth]),
    count('dashboard', parts.dashboards, ['dashboards', PRICES.dashboardMonth]),
    count('KMS keys', parts.kmsKeys, ['keys', PRICES.kmsKeyMonth]),
  ];
}

function count(name: string, amount: number, [unit, price]: readonly [string, number]): CostItem {
  return { name, cost: amount * price, because: `${amount} ${unit} at $${price}` };
}

function variableCosts(parts: StageParts, workload: Workload): CostItem[] {
  const { requests } = workload;
  const writes = requests * PER_REQUEST.writes * PER_REQUEST.writeUnits;
  const reads = requests * PER_REQUEST.reads * PER_REQUEST.readUnits;
  return [
    {
      name: 'API Gateway',
      cost: requests * PRICES.restRequest,
      because: `${requests} requests`,
    },
    ...lambdaCosts(parts, workload),
    {
      name: 'DynamoDB',
      cost: writes * PRICES.dynamoDbWriteUnit + reads * PRICES.dynamoDbReadUnit,
      because: `${rounded(writes)} write units, ${rounded(reads)} read units`,
    },
    storage(parts, writes),
    logs(parts, workload),
    {
      name: 'X-Ray',
      cost: parts.isTraced ? requests * PER_REQUEST.traced * PRICES.xrayTrace : 0,
      because: parts.isTraced ? `${PER_REQUEST.traced * 100} % of the requests traced` : 'off',
    },
    {
      name: 'data transfer',
      cost: ((requests * PER_REQUEST.responseBytes) / GIB) * PRICES.transferGb,
      because: `${PER_REQUEST.responseBytes} bytes an answer`,
    },
  ];
}

function lambdaCosts({ functions }: StageParts, workload: Workload): CostItem[] {
  const { requests, invocationsPerRequest, billedMs } = workload;
  const used = Object.entries(functions).filter(([name]) => (invocationsPerRequest[name] ?? 0) > 0);
  return used.map(([name, memory]) => {
    const invocations = requests * (invocationsPerRequest[name] ?? 0);
    const ms = billedMs[name] ?? 0;
    const gbSeconds = invocations * (ms / 1000) * (memory / MB_PER_GB);
    return {
      name: `Lambda ${name}`,
      cost: invocations * PRICES.lambdaRequest + gbSeconds * PRICES.lambdaGbSecond,
      because: `${rounded(invocations)} invocations of ${rounded(ms)} ms at ${memory} MB`,
    };
  });
}

/** Of the items of one month; every further month adds as much again. */
function storage({ hasBackups }: StageParts, writes: number): CostItem {
  const gb = (writes * PER_REQUEST.itemBytes) / GIB;
  const price = PRICES.dynamoDbGbMonth + (hasBackups ? PRICES.dynamoDbBackupGbMonth : 0);
  const backups = hasBackups ? ', and their backups' : '';
  return {
    name: 'items kept',
    cost: gb * price,
    because: `${gb.toFixed(2)} GB of one month${backups}; as much more every month`,
  };
}

function logs(parts: StageParts, { requests }: Workload): CostItem {
  const { accessLogBytes, functionLogBytes, executionLogBytes } = PER_REQUEST;
  const bytes = accessLogBytes + functionLogBytes + executionLogBytes[parts.executionLogLevel];
  const gb = (requests * bytes) / GIB;
  const months = parts.logRetentionDays / DAYS_PER_MONTH;
  return {
    name: 'logs',
    cost: gb * (PRICES.logsGbIngested + PRICES.logsGbMonth * months),
    because: `${bytes} bytes a request, kept ${parts.logRetentionDays} days`,
  };
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

import type { Suppression } from './stacks';

/** Something that checkov would have otherwise. */
export interface Finding {
  readonly stack: string;
  readonly resource: string;
  readonly id: string;
  readonly name: string;
}

export interface Report {
  readonly passed: number;
  readonly findings: readonly Finding[];
}

export interface Verdict {
  readonly passed: number;
  /** Findings without a reason. */
  readonly failed: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** Suppressions without a finding: what they excused is gone. */
  readonly stale: readonly Suppression[];
}

/**
 * Reads the JSON that checkov prints.
 *
 * @throws Error in one line when it is none, or when checkov could not read a file: a scan of nothing finds nothing.
 */
export function parseReport(text: string): Report {
  const report = members(parseJson(text));
  const results = members(report['results']);
  const unread = list(results['parsing_errors']);
  if (unread.length > 0) throw new Error(`checkov could not read ${unread.map(String).join(', ')}`);
  const passed = list(results['passed_checks']).length;
  if (passed === 0) throw new Error('checkov passed nothing at all, so it saw no resource');
  return { passed, findings: list(results['failed_checks']).map(parseFinding) };
}

/** Holds findings against suppressions. */
export function judge(report: Report, suppressions: readonly Suppression[]): Verdict {
  const excused = new Set(suppressions.map(keyOf));
  const found = new Set(report.findings.map(keyOf));
  return {
    passed: report.passed,
    failed: report.findings.filter((finding) => !excused.has(keyOf(finding))),
    suppressed: report.findings.filter((finding) => excused.has(keyOf(finding))),
    stale: suppressions.filter((suppression) => !found.has(keyOf(suppression))),
  };
}

function keyOf({ stack, resource, id }: Pick<Finding, 'stack' | 'resource' | 'id'>): string {
  return `${stack} ${resource} ${id}`;
}

/** A resource is `resource.<name>` in some checks and `<type>.<name>` in others: the name tells it from all others. */
function parseFinding(value: unknown): Finding {
  const finding = members(value);
  const path = text(finding['file_path']);
  return {
    stack: path.split('/').find((part) => part !== '') ?? '',
    resource: text(finding['resource']).replace(/^[^.]*\./, ''),
    id: text(finding['check_id']),
    name: text(finding['check_name']),
  };
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw new Error(`checkov printed no JSON: ${source.slice(0, 200)}`);
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

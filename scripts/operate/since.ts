const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * The time that `--since` means.
 *
 * @param text `90s`, `10m`, `2h`, `1d` before `now`, or a time such as `2026-05-04T12:00:00Z`.
 * @param now Milliseconds since the epoch.
 * @returns Milliseconds since the epoch.
 * @throws Error in one line for anything else.
 */
export function parseSince(text: string, now: number): number {
  const [, count = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const length = UNITS[unit];
  if (length !== undefined) return now - Number(count) * length;
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) {
    throw new Error(`--since takes 90s, 10m, 2h, 1d or 2026-05-04T12:00:00Z, not "${text}"`);
  }
  return time;
}

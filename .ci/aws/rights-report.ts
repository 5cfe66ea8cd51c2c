/**
 * Which rights of the roles the calls of a lane needed, and which none did.
 *
 *   AWS_ENDPOINT_URL=http://127.0.0.1:5001 node --import tsx .ci/aws/rights-report.ts LOG... [--save FILE]
 *
 * Prints every right that no call needed; with what it is for when no lane at all needs it (rights/not-exercised.ts).
 * `--save` keeps the demands for the test that takes each right out.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createEmulator } from './emulator';
import { readLog } from './order';
import { unneeded } from './rights/needed';
import { reasonFor } from './rights/not-exercised';
import { createPolicyReader } from './rights/principal-policies';
import { recordedDemands, renderRecorded } from './rights/recorded';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { save: { type: 'string' } },
  });
  const recorded = recordedDemands(positionals.flatMap(readLog));
  if (values.save !== undefined) writeFileSync(values.save, renderRecorded(recorded));
  const policies = createPolicyReader(createEmulator(process.env['AWS_ENDPOINT_URL'] ?? ''));
  for (const [role, demands] of Object.entries(recorded)) {
    const { identity } = await policies.of({
      kind: 'role',
      arn: role,
      name: role,
      sessionPolicy: undefined,
    });
    const idle = unneeded(identity, demands);
    process.stdout.write(
      `${role}: ${demands.length} different demands; not needed: ${idle.length}\n`,
    );
    for (const right of idle) {
      const reason = reasonFor(right) ?? 'not in this lane';
      process.stdout.write(`  ${right.sid} ${right.action}: ${reason}\n`);
    }
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});

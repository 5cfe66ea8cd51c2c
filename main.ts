/** The App: reads the settings and the route table, writes the Terraform JSON of every stack to `cdktf.out`. */
import { join } from 'node:path';
import { api } from './api';
import { loadConfig } from './config';
import { boundRoles, createApp } from './modules';

// cdktf keeps a stack trace with every token. To map each to its TypeScript line would be a third of all synthesis.
process.setSourceMapsEnabled(false);

try {
  const config = loadConfig();
  const app = createApp({
    ...config,
    definition: api,
    zips: join(__dirname, 'dist'),
    // cdktf-cli says where it wants the output.
    outdir: process.env['CDKTF_OUTDIR'] ?? join(__dirname, 'cdktf.out'),
  });
  for (const [stage, { permissionsBoundaryArn }] of Object.entries(config.stages)) {
    if (permissionsBoundaryArn === undefined) continue;
    boundRoles(app.node.findChild(`${config.projectName}-${stage}`), permissionsBoundaryArn);
  }
  app.synth();
} catch (error) {
  process.stderr.write(`gatehouse: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** The App: reads the settings and the route table, writes the Terraform JSON of every stack to `cdktf.out`. */
import { join } from 'node:path';
import { api } from './api';
import { loadConfig } from './config';
import { boundRoles, createApp } from './modules';
import { pinProvider } from './modules/provider-lock';

// cdktf writes a stack trace down with each token: a tenth of all synthesis, and a third where source maps are on.
Error.prepareStackTrace = () => '';

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
  // cdktf deploy runs Terraform in these folders by itself.
  for (const name of ['api', ...Object.keys(config.stages)]) {
    pinProvider(__dirname, join(app.outdir, 'stacks', `${config.projectName}-${name}`));
  }
} catch (error) {
  // What was thrown has not been asked for its stack yet.
  Reflect.deleteProperty(Error, 'prepareStackTrace');
  // What is wrong with api.ts, a setting or a zip is told in a line; a TypeError and its like is ours to find.
  if (!(error instanceof Error) || error.name !== 'Error') throw error;
  process.stderr.write(`gatehouse: ${error.message}\n`);
  process.exitCode = 1;
}

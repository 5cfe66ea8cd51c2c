/** The App: reads the settings and the route table, writes the Terraform JSON of every stack to `cdktf.out`. */
import { join } from 'node:path';
import { api } from './api';
import { loadConfig } from './config';
import { createApp } from './modules';

try {
  const config = loadConfig();
  createApp({
    ...config,
    definition: api,
    zips: join(__dirname, 'dist'),
    // cdktf-cli says where it wants the output.
    outdir: process.env['CDKTF_OUTDIR'] ?? join(__dirname, 'cdktf.out'),
  }).synth();
} catch (error) {
  process.stderr.write(`gatehouse: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

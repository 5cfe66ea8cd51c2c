const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

/** A jest transform: TypeScript (or a dependency's ESM) to CommonJS, types stripped, source maps inline. */
module.exports = {
  getCacheKey: (source, path) =>
    createHash('sha256').update(version).update(path).update(source).digest('hex'),
  process: (source, path) =>
    transformSync(source, {
      loader: path.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'node20',
      sourcefile: path,
      sourcemap: 'inline',
    }),
};

const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

const SETTINGS = {
  format: 'cjs',
  target: 'node20',
  // jest has no loader for an `import()` of ours: a require does the same.
  supported: { 'dynamic-import': false },
  sourcemap: 'inline',
};

/** A jest transform: TypeScript (or a dependency's ESM) to CommonJS, types stripped, source maps inline. */
module.exports = {
  getCacheKey: (source, path) =>
    createHash('sha256')
      .update(version + JSON.stringify(SETTINGS))
      .update(path)
      .update(source)
      .digest('hex'),
  process: (source, path) =>
    transformSync(source, {
      ...SETTINGS,
      loader: path.endsWith('.ts') ? 'ts' : 'js',
      sourcefile: path,
    }),
};

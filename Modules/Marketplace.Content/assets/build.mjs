// Bundles the editor into wwwroot/lib/editor, with the licences of what is in it.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const module = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(module, 'wwwroot', 'lib', 'editor');
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

// The shared scripts are on the page already, and know for whom it was made.
const shared = {
  name: 'shared-scripts',
  setup: ({ onResolve }) => onResolve({ filter: /^marketplace-ui\// }, ({ path }) => ({
    path: `../../../Marketplace.Ui/js/${path.slice('marketplace-ui/'.length)}`, external: true,
  })),
};

const { metafile } = await build({
  entryPoints: [join(module, 'assets', 'editor', 'editor.js')],
  outdir: target,
  absWorkingDir: module,
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  chunkNames: '[name]-[hash]',
  plugins: [shared],
});

const packages = new Set(Object.keys(metafile.inputs)
  .map(path => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
const licences = [...packages].sort().map(name => {
  const folder = join(module, 'node_modules', name);
  const file = readdirSync(folder).find(x => /^licen[cs]e/i.test(x));
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
});
writeFileSync(join(target, 'LICENSES.txt'), licences.join('\n----\n\n'));

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** A service worker of our own: the list of built files and a version of their content are put into `web/sw.js`. */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle(_options, bundle) {
      // Only Latin glyphs are kept for off-line reading: the other subsets are fetched when a name needs them.
      const kept = (file: string): boolean => !file.endsWith('.woff2') || /-latin-wght-normal/.test(file);
      const files = Object.keys(bundle)
        .filter((file) => file.startsWith('assets/') && !file.includes('scorm') && kept(file))
        .map((file) => `/${file}`);
      const source = readFileSync(new URL('web/sw.js', import.meta.url), 'utf8');
      const version = createHash('sha256')
        .update(files.join('\n') + source)
        .digest('hex')
        .slice(0, 12);
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: source.replace("['__FILES__']", JSON.stringify(files)).replace('__VERSION__', version),
      });
    },
  };
}

export default defineConfig({
  root: 'web',
  plugins: [react(), serviceWorker()],
  html: { cspNonce: '__NONCE__' }, // the server puts a fresh one into every page
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600, // the desk of exercise authors with its text editor: loaded by whoever opens it
    rolldownOptions: {
      // The player of content packages is served on another origin, under a name that does not change.
      input: { index: 'web/index.html', player: 'web/player/player.ts' },
      output: { entryFileNames: ({ name }) => (name === 'player' ? 'player.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: {
    // The host stays as the browser sees it: the server refuses writes from another origin.
    proxy: Object.fromEntries(
      ['/api', '/sandbox'].map((path) => [path, { target: process.env.ATELBOW_URL ?? 'http://127.0.0.1:3000', changeOrigin: false }]),
    ),
  },
});

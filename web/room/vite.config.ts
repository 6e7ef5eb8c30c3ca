// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vite';

// Browsers that know light-dark(), popover and WebRTC's perfect slots.
const browsers = ['chrome123', 'firefox121', 'safari17.5'];

export default defineConfig({
  base: './',
  logLevel: 'warn',
  build: {
    outDir: '../target/classes/web',
    emptyOutDir: true,
    target: browsers,
    cssTarget: browsers,
    modulePreload: { polyfill: false },
    license: { fileName: 'licenses.md' },
    rollupOptions: {
      input: { index: 'index.html', 'palaver-room': 'src/embed.ts' },
      output: {
        // Host pages name this file in their script tag, so its name never changes.
        entryFileNames: ({ name }) => (name === 'palaver-room' ? 'palaver-room.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});

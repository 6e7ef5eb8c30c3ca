// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vite';

const browsers = ['chrome123', 'firefox121', 'safari17.5'];

// A bundle of its own beside the room page: guests never load it.
export default defineConfig({
  base: './',
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir: '../target/classes/web',
    emptyOutDir: false,
    target: browsers,
    cssTarget: browsers,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { admin: 'admin.html' } },
  },
});

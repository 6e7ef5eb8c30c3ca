// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vite';

const browsers = ['chrome123', 'firefox121', 'safari17.5'];

// The page of a radio node: served by the node itself, a bundle of its own.
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
    // The page's policy takes nothing inline.
    assetsInlineLimit: 0,
    rollupOptions: { input: { radio: 'radio.html' } },
  },
});

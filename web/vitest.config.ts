// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost:8080/' } },
    include: ['*/test/**/*.test.ts'],
    // One worker that loads the page's environment once: there are few files and few cores.
    // Nothing is timed here: the limit only ends what hangs, also on a loaded machine.
    testTimeout: 60_000,
    isolate: false,
    maxWorkers: 1,
    css: true,
    restoreMocks: true,
    unstubGlobals: true,
    reporters: ['dot', 'junit'],
    outputFile: { junit: 'target/surefire-reports/TEST-web.xml' },
  },
});

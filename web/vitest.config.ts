// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost:8080/' } },
    include: ['*/test/**/*.test.ts'],
    restoreMocks: true,
    unstubGlobals: true,
    reporters: ['dot', 'junit'],
    outputFile: { junit: 'target/surefire-reports/TEST-web.xml' },
  },
});

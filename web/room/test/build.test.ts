// SPDX-License-Identifier: Apache-2.0
// @vitest-environment node
import { build, type Rollup } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';

describe('the build', () => {
  let files: Rollup.OutputBundle[string][];

  beforeAll(async () => {
    const result = await build({ root: 'room', configFile: 'room/vite.config.ts', logLevel: 'silent', build: { write: false } });
    files = (Array.isArray(result) ? result : [result as Rollup.RollupOutput]).flatMap((each) => each.output);
  });

  it('loads the room page in less than 150 kB of gzip', async () => {
    const sizes = await Promise.all([...firstLoad('index.html')].map(async (name) => gzipBytes(text(name))));
    expect(sizes.length).toBeGreaterThan(2);
    const bytes = sizes.reduce((sum, each) => sum + each, 0);
    expect(bytes).toBeLessThan(150_000);
    expect(bytes).toBeGreaterThan(10_000);
  });

  it('asks no other host for anything', () => {
    const page = text('index.html');
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
    for (const { fileName } of files.filter((each) => each.fileName.endsWith('.css'))) {
      expect(text(fileName)).not.toMatch(/url\(|@import/);
    }
  });

  it('keeps the dashboard out of the room page, small and to itself', async () => {
    const result = await build({ root: 'admin', configFile: 'admin/vite.config.ts', logLevel: 'silent', build: { write: false } });
    const admin = (Array.isArray(result) ? result : [result as Rollup.RollupOutput]).flatMap((each) => each.output);
    const script = admin.find((each) => each.type === 'chunk');
    const page = admin.find((each) => each.fileName === 'admin.html');
    expect(await gzipBytes(script?.type === 'chunk' ? script.code : '')).toBeLessThan(80_000);
    expect(page?.type === 'asset' ? String(page.source) : '').not.toMatch(/(src|href)="(https?:)?\/\/|<script(?![^>]*\bsrc=)/);
    expect(text('index.html')).not.toContain('admin');
  });

  it('builds the radio page small, without anything inline: its policy allows none', async () => {
    const result = await build({ root: 'radio', configFile: 'radio/vite.config.ts', logLevel: 'silent', build: { write: false } });
    const radio = (Array.isArray(result) ? result : [result as Rollup.RollupOutput]).flatMap((each) => each.output);
    const script = radio.find((each) => each.type === 'chunk');
    const page = radio.find((each) => each.fileName === 'radio.html');
    expect(await gzipBytes(script?.type === 'chunk' ? script.code : '')).toBeLessThan(50_000);
    expect(page?.type === 'asset' ? String(page.source) : '').not.toMatch(/(src|href)="(https?:)?\/\/|<script(?![^>]*\bsrc=)|<style|style=/);
  });

  it('has one script of a name that host pages can rely on', () => {
    expect(files.map((each) => each.fileName)).toContain('palaver-room.js');
    expect(text('palaver-room.js')).toMatch(/from\s*["']\.\/assets\//);
  });

  function text(name: string): string {
    const file = files.find((each) => each.fileName === name);
    if (!file) {
      throw new Error(`no file ${name} among ${files.map((each) => each.fileName).join(', ')}`);
    }
    return file.type === 'chunk' ? file.code : String(file.source);
  }

  /** The page and all that it names or that is imported from there at once. */
  function firstLoad(page: string): Set<string> {
    const names = new Set([page]);
    for (const name of names) {
      for (const [, found] of text(name).matchAll(/["'](?:\.\.?\/)+((?:assets\/)?[\w.-]+\.(?:js|css))["']/g)) {
        const known = files.find((each) => each.fileName === found || each.fileName === `assets/${found}`);
        if (known && !known.fileName.startsWith('palaver-room')) {
          names.add(known.fileName);
        }
      }
    }
    return names;
  }
});

async function gzipBytes(text: string): Promise<number> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return (await new Response(stream).arrayBuffer()).byteLength;
}

// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { NewVersion } from '../src/new-version.js';

let script: HTMLScriptElement;
let hint: NewVersion;
let page: string;
let asked: RequestInit[];

beforeEach(async () => {
  page = '<script type="module" src="./assets/index-old.js"></script>';
  asked = [];
  script = document.createElement('script');
  script.type = 'module';
  script.setAttribute('src', './assets/index-old.js');
  document.head.append(script);
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    asked.push(init);
    return new Response(page);
  });
  await import('../src/new-version.js');
  hint = document.createElement('palaver-new-version') as NewVersion;
  hint.status = 'connected';
  document.body.append(hint);
  await hint.updateComplete;
});

afterEach(() => {
  hint.remove();
  script.remove();
  vi.unstubAllGlobals();
});

const shown = (): string => hint.shadowRoot?.querySelector('palaver-notice')?.getAttribute('heading') ?? '';

it('says nothing as long as the server has the same page', async () => {
  hint.status = 'reconnecting';
  await hint.updateComplete;
  hint.status = 'connected';
  await hint.updateComplete;
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]?.cache).toBe('no-store');
  expect(shown()).toBe('');
});

it('says after a break that the server has a newer page, until somebody dismisses it', async () => {
  page = page.replace('old', 'new');
  await hint.updateComplete;
  expect(asked).toHaveLength(0);
  hint.status = 'reconnecting';
  await hint.updateComplete;
  hint.status = 'connected';
  await vi.waitFor(() => expect(shown()).toBe('There is a newer version of this page'));
  hint.shadowRoot?.querySelector('palaver-notice')?.dispatchEvent(new CustomEvent('dismiss'));
  await hint.updateComplete;
  expect(shown()).toBe('');
  await hint.look();
  expect(shown()).toBe('');
});

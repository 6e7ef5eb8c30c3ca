// SPDX-License-Identifier: Apache-2.0
import { expect, it, vi } from 'vitest';
import type { RoomPage } from '../src/room-page.js';
import worker from '../public/service-worker.js?raw';
import manifest from '../public/palaver.webmanifest?raw';
import { PageHarness } from './page-harness.js';

it('is a room in another page: its own server, ticket, room and name; the page keeps its title', async () => {
  const on = new PageHarness();
  document.title = 'The reading circle';
  await import('../src/embed.js');
  const room = document.createElement('palaver-room') as RoomPage;
  for (const [name, value] of Object.entries({
    server: 'https://voice.example', ticket: 'from-the-host', world: 'energie', 'room-id': 'garden', name: 'Ada', language: 'de',
  })) {
    room.setAttribute(name, value);
  }
  document.body.append(room);
  on.page = room;
  await vi.waitFor(() => expect(on.all('option').length).toBeGreaterThan(0));
  expect(on.browser.rest.calls[0]).toMatchObject({ path: '/api/voice/guest', body: { ticket: 'from-the-host' } });
  await on.settled();
  expect(on.text('h1')).toBe('Garden');
  on.press('Sprachraum beitreten');
  await vi.waitFor(() => expect(room.client.status).toBe('connected'));
  expect(on.browser.signaling.socket.url).toBe('wss://voice.example/api/voice/signal');
  expect(on.browser.rest.calls.find((each) => each.path === '/api/voice/join')?.body).toMatchObject({
    world: 'energie', room_id: 'garden', username: 'Ada',
  });
  expect(document.title).toBe('The reading circle');
  room.remove();
  expect(room.client.status).toBe('disconnected');
  expect(on.browser.signaling.sent('leave')).toHaveLength(1);
});

it('has a service worker that keeps nothing, so that no client is older than its server', () => {
  const listeners = new Map<string, (event: { request: { mode: string }; respondWith(answer: unknown): void }) => void>();
  const fetched = vi.fn(async () => 'from the network');
  const self = { addEventListener: listeners.set.bind(listeners), skipWaiting: vi.fn(), navigator: { language: 'de' } };
  new Function('self', 'fetch', worker)(self, fetched);
  const answer = vi.fn();
  listeners.get('fetch')!({ request: { mode: 'cors' }, respondWith: answer });
  expect(answer).not.toHaveBeenCalled();
  listeners.get('fetch')!({ request: { mode: 'navigate' }, respondWith: answer });
  expect(fetched).toHaveBeenCalledOnce();
  expect(worker).not.toMatch(/caches|CacheStorage/);
});

it('says that it is offline in the reader’s language', async () => {
  const listeners = new Map<string, (event: unknown) => void>();
  const self = { addEventListener: listeners.set.bind(listeners), navigator: { language: 'de-CH' } };
  new Function('self', 'fetch', worker)(self, () => Promise.reject(new TypeError('offline')));
  const page = await new Promise<Response>((resolve) =>
    listeners.get('fetch')!({ request: { mode: 'navigate' }, respondWith: resolve }),
  );
  expect(page.status).toBe(503);
  expect(await page.text()).toContain('Du bist offline');
});

it('can be installed', () => {
  const { name, start_url, display, icons } = JSON.parse(manifest) as Record<string, unknown> & { icons: { sizes: string }[] };
  expect({ name, start_url, display }).toEqual({ name: 'Palaver', start_url: './', display: 'standalone' });
  expect(icons.map((each) => each.sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
});

// SPDX-License-Identifier: Apache-2.0
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RadioPage } from '../src/radio-page.js';
import { ADA, BAR, DIAGNOSTICS, FakeSocket, atRest, useFakeSocket } from './fake-node.js';

let page: RadioPage;
const node = (): FakeSocket => FakeSocket.newest;

beforeEach(async () => {
  useFakeSocket();
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal('ResizeObserver', class { observe(): void {} disconnect(): void {} });
  localStorage.clear();
  history.replaceState(null, '', '/');
  await import('../src/radio-page.js');
  page = document.createElement('palaver-radio') as RadioPage;
  document.body.append(page);
  node().open();
});
afterEach(() => page.remove());

function all<Found extends Element = HTMLElement>(selector: string, root: ParentNode = page.shadowRoot!): Found[] {
  const inside = [...root.querySelectorAll('*')].flatMap((each) => (each.shadowRoot ? all<Found>(selector, each.shadowRoot) : []));
  return [...root.querySelectorAll<Found>(selector), ...inside];
}

function find<Found extends Element = HTMLElement>(selector: string): Found {
  const [found] = all<Found>(selector);
  if (!found) {
    throw new Error(`nothing is ${selector}`);
  }
  return found;
}

/** In a component, by its tag, and in those within it. */
function within(host: string, selector: string): HTMLElement[] {
  return all(selector, find(host).shadowRoot!);
}

async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await Promise.all([page, ...all('*')].map((each) => (each as { updateComplete?: Promise<unknown> }).updateComplete));
  }
}

async function shows(change = {}): Promise<void> {
  node().set({ ...atRest(), ...change });
  await settled();
}

async function go(view: string): Promise<void> {
  location.hash = `#/${view}`;
  window.dispatchEvent(new Event('hashchange'));
  await settled();
}

const disc = (): HTMLButtonElement => find<HTMLButtonElement>('[data-talk]');
const kind = (): string | undefined => find('.disc').dataset['kind'];
const key = (type: string, init: KeyboardEventInit = {}, target: EventTarget = document.body): boolean =>
  target.dispatchEvent(new KeyboardEvent(type, { code: 'Space', bubbles: true, composed: true, cancelable: true, ...init }));

describe('talking', () => {
  it('goes from the press of the space bar to its release, and no further', async () => {
    vi.useFakeTimers();
    try {
      node().set(atRest());
      key('keydown');
      key('keydown', { repeat: true });
      vi.advanceTimersByTime(1_100);
      key('keyup');
      expect(node().types()).toEqual(['press', 'hold', 'hold']);
      vi.advanceTimersByTime(200);
      expect(node().types()).toEqual(['press', 'hold', 'hold', 'release']);
      vi.advanceTimersByTime(5_000);
      expect(node().types()).toHaveLength(4);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ['the window loses the focus', () => window.dispatchEvent(new Event('blur'))],
    ['the page is left', () => window.dispatchEvent(new Event('pagehide'))],
    ['Escape is pressed', () => key('keydown', { code: 'Escape' })],
  ])('ends at once when %s', async (_, lose) => {
    await shows();
    key('keydown');
    lose();
    expect(node().types()).toEqual(['press', 'release']);
  });

  it('is switched on and off by a click that no pointer made, as Enter and screen readers do', async () => {
    await shows();
    disc().click();
    await settled();
    expect(disc().getAttribute('aria-pressed')).toBe('true');
    expect(node().types()).toEqual(['press']);
    disc().click();
    await settled();
    expect(disc().getAttribute('aria-pressed')).toBe('false');
    expect(node().types()).toEqual(['press', 'release']);
  });

  it('leaves the space bar to what is written in and to other controls', async () => {
    await shows();
    key('keydown', {}, find('input'));
    key('keydown', {}, find('nav a'));
    key('keydown', { ctrlKey: true });
    expect(node().types()).toEqual([]);
  });

  it('lets go when it is refused, and says why', async () => {
    await shows();
    key('keydown');
    await shows({ press: { since_ms: 1, state: 'denied', cause: 'no_answer' } });
    expect(node().types()).toEqual(['press', 'release']);
    expect(find('[role=status]').textContent).toBe('Not now. The leader did not answer. Try again.');
  });

  it('vibrates and sounds, unless that is turned off', async () => {
    const vibrate = vi.fn();
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { vibrate }));
    await shows();
    await shows({ press: { since_ms: 1, state: 'granted' } });
    expect(vibrate).toHaveBeenCalledWith([60]);
    await go('settings');
    all<HTMLInputElement>('input[type=checkbox]').forEach((each) => each.click());
    await settled();
    await shows();
    await shows({ press: { since_ms: 1, state: 'granted' } });
    expect(vibrate).toHaveBeenCalledTimes(1);
    expect(JSON.parse(localStorage.getItem('palaver.radio') ?? '')).toMatchObject({ tones: false, vibration: false });
  });
});

it('shows that the node is gone, comes back by itself, and is told everything anew', async () => {
  vi.useFakeTimers();
  try {
    node().set(atRest());
    await settled();
    const first = node();
    first.lose();
    await settled();
    expect(kind()).toBe('offline');
    vi.advanceTimersByTime(400);
    expect(node()).not.toBe(first);
    node().open();
    node().set(atRest({ press: { since_ms: 0, state: 'alone' } }));
    await settled();
    expect(kind()).toBe('alone');
  } finally {
    vi.useRealTimers();
  }
});

it('takes over what changed and keeps the rest', async () => {
  await shows();
  node().set({ floor: { talker: BAR, since_ms: 9_000, queue: [] } });
  await settled();
  expect(kind()).toBe('heard');
  expect(find('.disc .title').textContent).toBe('Bar');
  expect(find('.channel b').textContent).toBe('Kitchen');
});

it('lists who is there, first this device, and says what each does', async () => {
  await shows({ floor: { talker: BAR, since_ms: 0, queue: [ADA] } });
  const members = within('radio-people', 'li').map((each) => each.textContent?.replace(/\s+/g, ' ').trim());
  expect(members[0]).toContain('Front desk');
  expect(members[0]).toContain('waits, 1 · leads · this device');
  expect(members[1]).toContain('on the air');
  expect(members[2]).toMatch(/Cellar.*listens only.*away/);
});

it('lets an operator answer a knock', async () => {
  await shows({ knocks: [{ node_id: '00000000000000dd', name: 'Terrace', words: 'apple river stone cloud' }] });
  expect(find('.knock .words').textContent).toBe('apple river stone cloud');
  find<HTMLButtonElement>('.knock .primary').click();
  expect(node().sent.at(-1)).toEqual({ type: 'answer', node_id: '00000000000000dd', admitted: true });
});

describe('messages', () => {
  async function write(text: string): Promise<void> {
    const field = find('palaver-chat').shadowRoot!.querySelector('input')!;
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await settled();
    find('palaver-chat').shadowRoot!.querySelector<HTMLButtonElement>('button[type=submit]')!.click();
    await settled();
  }

  it('are sent, and shown with who keeps them', async () => {
    await shows({ texts: [{ id: 'x', ...ADA, text: 'Table seven', written_epoch_ms: 1_700_000_000_000, copies: 2 }] });
    expect(within('palaver-chat', 'article')[0]?.textContent).toContain('Table seven');
    expect(within('palaver-chat', '.note')[0]?.textContent).toBe('kept by 2');
    await write('Coming');
    expect(node().sent.at(-1)).toEqual({ type: 'say', text: 'Coming' });
  });

  it('that are too long stay here', async () => {
    await shows();
    await write('ä'.repeat(401));
    expect(node().types()).toEqual([]);
    expect(within('palaver-chat', '.refusal')[0]?.textContent).toContain('800 bytes');
  });
});

describe('diagnostics', () => {
  it('are asked for only while they are shown', async () => {
    await shows();
    await go('state');
    expect(node().sent.at(-1)).toEqual({ type: 'watch', diagnostics: true, levels: false });
    await go('talk');
    expect(node().sent.at(-1)).toEqual({ type: 'watch', diagnostics: false, levels: false });
  });

  it('say first whether anything is wrong, then why', async () => {
    await shows({ ...DIAGNOSTICS, health: { score: 40, reasons: ['nobody-heard'] } });
    await go('state');
    const health = within('radio-diagnostics', '.health')[0]?.textContent;
    expect(health).toContain('Talking does not work');
    expect(health).toContain('No other device is heard.');
    expect(find('[data-figure=loss] dd').textContent).toBe('1.2 %');
    expect(find('[data-figure=queue] dd').textContent).toBe('1');
    expect(within('radio-tree', 'li').map((each) => each.textContent)).toEqual([
      'Front desk is the root', 'Bar gets voice from Front desk', 'Cellar gets voice from Bar',
    ]);
    expect(within('radio-diagnostics', 'ol')[0]?.textContent).toContain('leads (Term 7): claims the lead');
  });
});

it('shows leader, cluster size, round trip, loss, waiting talkers and jitter (R381 to R386)', async () => {
  await shows(DIAGNOSTICS);
  await go('state');
  const figure = (id: string): string => find(`[data-figure=${id}] dd`).textContent ?? '';
  expect(figure('role')).toMatch(/^Leader/);
  expect(figure('leader')).toMatch(/^this device/);
  expect(figure('size')).toMatch(/^2 of 3/);
  expect(figure('loss')).toMatch(/^1\.2 %/);
  expect(figure('jitter')).toMatch(/^3\.4 ms/);
  expect(figure('queue')).toMatch(/^1/);
  expect(figure('round-trip')).toMatch(/^–/);
  await shows({
    ...DIAGNOSTICS,
    network: { ...DIAGNOSTICS.network!, round_trip_ms: 12.34 },
    cluster: { ...atRest().cluster, role: 'member', state: 'follower', leader: BAR },
  });
  expect(figure('leader')).toMatch(/^Bar/);
  expect(figure('round-trip')).toMatch(/^12\.3 ms/);
});

it('speaks German where the browser does, and remembers another choice', async () => {
  await shows();
  await go('settings');
  within('palaver-language', 'button[lang=de]')[0]?.click();
  await settled();
  expect(document.documentElement.lang).toBe('de');
  await go('talk');
  expect(find('.disc .title').textContent).toBe('Zum Sprechen halten');
});

it.each(['talk', 'messages', 'people', 'state', 'settings'])('is accessible: %s', async (view) => {
  await shows({
    ...DIAGNOSTICS,
    texts: [{ id: 'x', ...BAR, text: 'hello', written_epoch_ms: 1, copies: 0 }],
    knocks: [{ node_id: '00000000000000dd', name: 'Terrace', words: 'apple river stone cloud' }],
  });
  await go(view);
  const { violations } = await axe.run(page, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    rules: { 'color-contrast': { enabled: false } },
    resultTypes: ['violations'],
  });
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((found) => found.html).join(' ')}`)).toEqual([]);
});

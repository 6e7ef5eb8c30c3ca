// SPDX-License-Identifier: Apache-2.0
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeRest, FakeSignaling } from '../../client/test/fake-browser.js';
import type { AdminPage } from '../src/admin-page.js';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const ALL = [
  'calls.read', 'sanction', 'ban', 'reports.handle', 'analytics.read', 'observe', 'audit.read', 'accounts.read', 'keys.read',
  'settings.change',
];
const LIMITS = { max_participants_min: 2, max_participants_max: 200, room_name_chars_max: 64, worlds_max: 50, rooms_max: 100 };
const WORLDS = ['materie', 'energie'].map((world) => ({
  world, open_to_guests: true, network_bans: true,
  rooms: [{ room_id: `${world}-1`, room_name: 'Garten', max_participants: 10, listed: true, topology: 'sfu' }],
}));
const CALL = {
  world: 'materie', room_id: 'plaza', room_name: 'Plaza', started_at: '2030-01-01T10:00:00.000Z',
  topology: 'sfu', participants: [{ user_id: 'ada', username: 'Ada', is_speaking: true, quality: 'poor' }], observers: [],
};

let rest: FakeRest;
let signaling: FakeSignaling;
let page: AdminPage;

function logIn(permissions: string[]): void {
  rest.answers.set('/api/account', () => ({
    body: {
      success: true, name: 'mo', role: 'admin', permissions, expires_at: '', csrf_token: 'token',
      second_factor_enrolled: true, second_factor_open: false,
    },
  }));
}

function all<Found extends Element = HTMLElement>(selector: string, root: ParentNode = page.shadowRoot!): Found[] {
  const inside = [...root.querySelectorAll('*')].flatMap((each) => (each.shadowRoot ? all<Found>(selector, each.shadowRoot) : []));
  return [...root.querySelectorAll<Found>(selector), ...inside];
}

const text = (): string => all('*').map((each) => (each.children.length === 0 ? each.textContent : '')).join(' ');

function press(name: string): void {
  const found = all<HTMLButtonElement>('button').find((each) => each.textContent?.trim() === name);
  if (!found) {
    throw new Error(`no button ${name}`);
  }
  found.click();
}

async function open(view = ''): Promise<void> {
  await import('../src/admin-page.js');
  location.hash = view;
  page = document.createElement('palaver-admin') as AdminPage;
  document.body.append(page);
  await vi.waitFor(() => expect(all('h1')).toHaveLength(1));
}

async function violations(): Promise<string[]> {
  const found = await axe.run(page, {
    runOnly: { type: 'tag', values: TAGS },
    rules: { 'color-contrast': { enabled: false } },
    resultTypes: ['violations'],
  });
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`);
}

beforeEach(() => {
  rest = new FakeRest();
  signaling = new FakeSignaling();
  vi.stubGlobal('ResizeObserver', class {
    observe(): void {}
    disconnect(): void {}
  });
  for (const world of ['materie', 'energie']) {
    rest.answers.set(`/api/admin/reports/${world}`, () => ({ body: { success: true, reports: [] } }));
    rest.answers.set(`/api/admin/actions/${world}`, () => ({ body: { success: true, actions: [], next: null } }));
    rest.answers.set(`/api/admin/call-history/${world}`, () => ({ body: { success: true, calls: [], next_cursor: null } }));
  }
  rest.answers.set('/api/admin/worlds', () => ({ body: { success: true, worlds: WORLDS, limits: LIMITS } }));
  rest.answers.set('/api/health', () => ({ body: { status: 'ok', database: 'ok' } }));
  for (const name of ['summary', 'trends', 'peak-times', 'rooms', 'users', 'actions', 'response-times', 'quality', 'anomalies']) {
    rest.answers.set(`/api/admin/analytics/${name}`, () => ({ body: { success: true, rows: [] } }));
  }
});
afterEach(() => {
  page.remove();
  location.hash = '';
  localStorage.clear();
});

describe('the dashboard', () => {
  it('asks for name and password, and says when they are wrong', async () => {
    rest.refuse('/api/account', 401, 'UNAUTHORIZED');
    rest.refuse('/api/account/login', 401, 'BAD_CREDENTIALS');
    await open();
    all<HTMLInputElement>('#name')[0]!.value = 'mo';
    all<HTMLInputElement>('#password')[0]!.value = 'wrong';
    all<HTMLFormElement>('form')[0]!.dispatchEvent(new Event('submit', { cancelable: true }));
    await vi.waitFor(() => expect(text()).toContain('Name or password is wrong.'));
    expect(await violations()).toEqual([]);
  });

  it('shows calls as the socket tells of them, without asking again', async () => {
    logIn(ALL);
    await open('#/live');
    await vi.waitFor(() => expect(signaling.sockets.length).toBeGreaterThan(0));
    signaling.socket.say({ type: 'snapshot', cursor: 'a-1', calls: [] });
    await vi.waitFor(() => expect(text()).toContain('Nobody talks right now'));
    signaling.socket.say({ type: 'call_started', cursor: 'a-2', at: CALL.started_at, ...CALL });
    signaling.socket.say({ type: 'participant_joined', cursor: 'a-3', ...CALL, user_id: 'ada', username: 'Ada' });
    await vi.waitFor(() => expect(text()).toContain('Ada'));
    expect(await violations()).toEqual([]);
  });

  it('shows how well people are connected, and offers listening in only where the server carries the sound', async () => {
    logIn(ALL);
    await open('#/live');
    await vi.waitFor(() => expect(signaling.sockets.length).toBeGreaterThan(0));
    signaling.socket.say({ type: 'snapshot', cursor: 'a-1', calls: [CALL] });
    const buttons = (): string => all('button').map((each) => each.textContent?.trim()).join(', ');
    await vi.waitFor(() => expect(buttons()).toContain('Listen in'));
    expect(all('.quality.poor').map((each) => each.getAttribute('aria-label'))).toEqual(['poor connection']);
    expect(text()).toContain('poor connection');
    signaling.socket.say({ type: 'snapshot', cursor: 'a-2', calls: [{ ...CALL, topology: 'mesh' }] });
    await vi.waitFor(() => expect(all('.mesh').map((each) => each.textContent)).toEqual(['Directly between browsers: nobody can listen in']));
    expect(buttons()).not.toContain('Listen in');
    expect(buttons()).toContain('End call');
    expect(await violations()).toEqual([]);
  });

  it('goes on from the last event after a break', async () => {
    logIn(ALL);
    await open('#/live');
    await vi.waitFor(() => expect(signaling.sockets.length).toBeGreaterThan(0));
    signaling.socket.say({ type: 'snapshot', cursor: 'a-7', calls: [CALL] });
    const before = signaling.sockets.length;
    signaling.socket.drop();
    await vi.waitFor(() => expect(signaling.sockets.length).toBe(before + 1), { timeout: 3_000 });
    expect(new URL(signaling.socket.url).searchParams.get('since')).toBe('a-7');
  });

  it('asks for a log-in again when the server takes the rights away', async () => {
    logIn(ALL);
    await open('#/live');
    await vi.waitFor(() => expect(signaling.sockets.length).toBeGreaterThan(0));
    signaling.socket.say({ type: 'snapshot', cursor: 'a-1', calls: [] });
    rest.refuse('/api/account', 401, 'UNAUTHORIZED');
    const before = signaling.sockets.length;
    signaling.socket.drop(1008);
    await vi.waitFor(() => expect(text()).toContain('No account yet?'));
    expect(signaling.sockets.length).toBe(before);
  });

  it('asks before a call is ended, and shows its header', async () => {
    logIn(ALL);
    rest.answers.set('/api/admin/moderation/end_call', () => ({ body: { success: true } }));
    await open('#/live');
    await vi.waitFor(() => expect(signaling.sockets.length).toBeGreaterThan(0));
    signaling.socket.say({ type: 'snapshot', cursor: 'a-1', calls: [CALL] });
    await vi.waitFor(() => press('End call'));
    expect(rest.paths()).not.toContain('/api/admin/moderation/end_call');
    await vi.waitFor(() => expect(text()).toContain('End for 1 person'));
    all<HTMLFormElement>('form.confirm')[0]!.dispatchEvent(new Event('submit', { cancelable: true }));
    await vi.waitFor(() => expect(rest.paths()).toContain('/api/admin/moderation/end_call'));
    const sent = rest.calls.find((each) => each.path === '/api/admin/moderation/end_call');
    expect(sent).toMatchObject({ body: { world: 'materie', room_id: 'plaza' }, headers: { 'X-CSRF-Token': 'token' } });
  });

  it('offers only what the account may see', async () => {
    logIn(['calls.read', 'reports.handle']);
    await open('#/access');
    const offered = all('nav a.to').map((each) => each.textContent?.trim());
    expect(offered).toEqual(['Live', 'Reports', 'History', 'People', 'Audit', 'Account']);
    expect(all('h1')[0]?.textContent).toBe('Live');
  });

  it.each([
    ['history', 'No calls here'],
    ['people', 'Nobody found'],
    ['reports', 'No open reports'],
    ['analytics', 'Nothing in this time'],
    ['audit', 'No actions of moderators'],
  ])('has a designed empty %s that is accessible', async (view, words) => {
    logIn(ALL);
    rest.answers.set('/api/admin/audit', () => ({
      body: { entries: [], next: null, verification: { whole: true, entries: 0, signed_heads: 0, defect: null, verified_at: '' } },
    }));
    await open(`#/${view}`);
    await vi.waitFor(() => expect(text()).toContain(words));
    expect(await violations()).toEqual([]);
  });

  it('says what to do when the server does not answer', async () => {
    logIn(ALL);
    rest.answers.delete('/api/admin/call-history/materie');
    await open('#/history');
    await vi.waitFor(() => expect(all('palaver-notice').map((each) => each.getAttribute('heading'))).toContain('The server does not answer'));
    rest.answers.set('/api/admin/call-history/materie', () => ({ body: { success: true, calls: [], next_cursor: null } }));
    press('Try again');
    await vi.waitFor(() => expect(text()).toContain('No calls here'));
  });

  it('speaks German, and remembers it', async () => {
    logIn(ALL);
    await open('#/history');
    await vi.waitFor(() => expect(all('button[lang="de"]')).toHaveLength(1));
    all<HTMLButtonElement>('button[lang="de"]')[0]!.click();
    await vi.waitFor(() => expect(all('h1')[0]?.textContent).toBe('Verlauf'));
    expect(JSON.parse(localStorage.getItem('palaver.preferences') ?? '{}')).toMatchObject({ language: 'de' });
  });

  it('changes what an admin changed of a world and its rooms, and nothing else', async () => {
    logIn(ALL);
    rest.answers.set('/api/admin/worlds/materie', () => ({ body: { success: true } }));
    rest.answers.set('/api/admin/worlds/materie/rooms/materie-1', () => ({ body: { success: true } }));
    await open('#/settings');
    await vi.waitFor(() => expect(all('[data-world="materie"]')).toHaveLength(1));
    expect(await violations()).toEqual([]);
    const [form] = all<HTMLFormElement>('[data-world="materie"]');
    const save = (): HTMLButtonElement => form!.querySelector<HTMLButtonElement>('button[type="submit"]')!;
    expect(save().disabled).toBe(true);
    const [guests] = form!.querySelectorAll<HTMLInputElement>('[role="switch"]');
    guests!.checked = false;
    guests!.dispatchEvent(new Event('change'));
    const way = form!.querySelector<HTMLSelectElement>('select')!;
    way.value = 'mesh';
    way.dispatchEvent(new Event('change'));
    await vi.waitFor(() => expect(save().disabled).toBe(false));
    expect(text()).toContain('The weaker kind');
    expect(await violations()).toEqual([]);
    form!.dispatchEvent(new Event('submit', { cancelable: true }));
    await vi.waitFor(() => expect(text()).toContain('Saved. It holds now.'));
    const sent = rest.calls.filter((each) => each.body).map(({ path, body }) => ({ path, body }));
    expect(sent).toEqual([
      { path: '/api/admin/worlds/materie', body: { open_to_guests: false } },
      { path: '/api/admin/worlds/materie/rooms/materie-1', body: { max_participants: 5, topology: 'mesh' } },
    ]);
  });

  it('adds and removes rooms when they are saved, and says what a new one is called in links', async () => {
    logIn(ALL);
    rest.answers.set('/api/admin/worlds/materie/rooms', () => ({ body: { success: true } }));
    rest.answers.set('/api/admin/worlds/materie/rooms/materie-1', () => ({ body: { success: true } }));
    await open('#/settings');
    await vi.waitFor(() => expect(all('[data-world="materie"]')).toHaveLength(1));
    const [form] = all<HTMLFormElement>('[data-world="materie"]');
    form!.querySelector<HTMLButtonElement>('.away')!.click();
    form!.querySelector<HTMLButtonElement>('.add')!.click();
    await vi.waitFor(() => expect(form!.querySelectorAll('.id.fresh input')).toHaveLength(1));
    expect(text()).toContain('is removed when you save');
    const [name] = form!.querySelectorAll<HTMLInputElement>('.name input');
    name!.value = 'Grüner Garten';
    name!.dispatchEvent(new Event('input'));
    await vi.waitFor(() => expect(form!.querySelector<HTMLInputElement>('.id.fresh input')!.value).toBe('gruener-garten'));
    expect(await violations()).toEqual([]);
    form!.dispatchEvent(new Event('submit', { cancelable: true }));
    await vi.waitFor(() => expect(text()).toContain('Saved. It holds now.'));
    const sent = rest.calls.filter((each) => each.body).map(({ path, body }) => ({ path, body }));
    expect(sent).toEqual([
      { path: '/api/admin/worlds/materie/rooms/materie-1', body: {} },
      {
        path: '/api/admin/worlds/materie/rooms',
        body: { room_id: 'gruener-garten', room_name: 'Grüner Garten', max_participants: 10, topology: 'sfu' },
      },
    ]);
  });

  it('adds a world, and removes one only after it was asked', async () => {
    logIn(ALL);
    let worlds = WORLDS;
    rest.answers.set('/api/admin/worlds', () => {
      if (rest.calls.at(-1)?.body) {
        worlds = [...worlds, { ...WORLDS[0]!, world: 'garden', rooms: [] }];
      }
      return { body: { success: true, worlds, limits: LIMITS } };
    });
    rest.answers.set('/api/admin/worlds/garden', () => ({ status: 409, body: { success: false, error: 'LAST_WORLD', message: 'One.' } }));
    await open('#/settings');
    await vi.waitFor(() => expect(all<HTMLInputElement>('#new-world')).toHaveLength(1));
    all<HTMLInputElement>('#new-world')[0]!.value = 'garden';
    all<HTMLFormElement>('form.new')[0]!.dispatchEvent(new Event('submit', { cancelable: true }));
    await vi.waitFor(() => expect(all('[data-world="garden"]')).toHaveLength(1));
    expect(text()).toContain('No rooms yet');
    all<HTMLButtonElement>('[data-world="garden"] .remove-world')[0]!.click();
    await vi.waitFor(() => expect(text()).toContain('Remove garden with all its rooms?'));
    expect(rest.paths()).not.toContain('/api/admin/worlds/garden');
    expect(await violations()).toEqual([]);
    all<HTMLButtonElement>('[data-world="garden"] .confirm .danger')[0]!.click();
    await vi.waitFor(() => expect(text()).toContain('Not saved: a server has one world at least'));
  });

  it('says why a setting was not taken', async () => {
    logIn(ALL);
    rest.answers.set('/api/admin/worlds/energie', () => ({ status: 400, body: { success: false, error: 'BAD_REQUEST', message: 'Not so.' } }));
    await open('#/settings');
    await vi.waitFor(() => expect(all('[data-world="energie"]')).toHaveLength(1));
    const [form] = all<HTMLFormElement>('[data-world="energie"]');
    const [, bans] = form!.querySelectorAll<HTMLInputElement>('[role="switch"]');
    bans!.checked = false;
    bans!.dispatchEvent(new Event('change'));
    form!.dispatchEvent(new Event('submit', { cancelable: true }));
    await vi.waitFor(() => expect(text()).toContain('Not saved: Not so.'));
    expect(bans!.checked).toBe(false);
  });

  it('sets up a second factor and shows its recovery codes once', async () => {
    logIn(ALL);
    rest.answers.set('/api/account/second-factor/enrol', () => ({
      body: { success: true, secret: 'ABCDEFGH', uri: 'otpauth://totp/Palaver:mo?secret=ABCDEFGH' },
    }));
    rest.answers.set('/api/account/second-factor/confirm', () => ({ body: { success: true, recovery_codes: ['one', 'two'] } }));
    await open('#/account');
    const submit = (index: number) => all<HTMLFormElement>('admin-account form, form')[index]!.dispatchEvent(new Event('submit', { cancelable: true }));
    await vi.waitFor(() => submit(0));
    await vi.waitFor(() => expect(text()).toContain('ABCD EFGH'));
    expect(await violations()).toEqual([]);
    submit(0);
    await vi.waitFor(() => expect(text()).toContain('one'));
  });
});

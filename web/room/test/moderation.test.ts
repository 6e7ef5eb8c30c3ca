// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageHarness } from './page-harness.js';

let on: PageHarness;

beforeEach(() => {
  on = new PageHarness();
});
afterEach(() => {
  localStorage.clear();
  on.close();
});

const ROOM = { roomId: 'lounge', roomName: 'Lounge', world: 'materie', maxParticipants: 10 };

/** Tells the page that its reader has a role; Grace is there too. */
async function standing(role: string, permissions: string[], grace: Record<string, unknown> = {}): Promise<void> {
  const person = (userId: string, username: string, more = {}) => ({
    userId, username, stream: userId === 'ada' ? 1 : 2, isMuted: false, isSilenced: false, isSpeaking: false,
    connection: 'connected', handRaised: false, role: 'guest', ...more,
  });
  await on.say({
    type: 'room_state', revision: 20, room: ROOM, slots: [],
    you: { userId: 'ada', sessionId: 's1', stream: 1, role, permissions },
    participants: [person('ada', 'Ada'), person('grace', 'Grace', grace)],
  });
}

async function menu(): Promise<void> {
  on.press('More about Grace');
  await on.settled();
}

describe('the moderation menu', () => {
  beforeEach(async () => {
    await on.open();
    await on.join('Ada');
  });

  it('is not shown to those who may do nothing', async () => {
    await standing('guest', []);
    await menu();
    expect(on.button('Report')).toBeDefined();
    expect(on.button('Remove')).toBeUndefined();
  });

  it('offers what the permissions allow and sends what was chosen', async () => {
    on.browser.rest.answers.set('/api/admin/moderation/kick', () => ({ body: { success: true } }));
    await standing('moderator', ['sanction']);
    await menu();
    expect(on.button('Ban')).toBeUndefined();
    on.press('Remove');
    await on.settled();
    await on.fill('#why', 'noise');
    on.press('Remove');
    await vi.waitFor(() => expect(on.all('p[role="status"]').map((each) => each.textContent)).toContain('Done.'));
    const sent = on.browser.rest.calls.find((each) => each.path === '/api/admin/moderation/kick');
    expect(sent?.body).toMatchObject({ world: 'materie', room_id: 'lounge', user_id: 'grace', reason: 'noise' });
  });

  it('asks for a code of the second factor, then does what waited for it', async () => {
    let open = false;
    on.browser.rest.answers.set('/api/admin/moderation/ban', () =>
      open
        ? { body: { success: true } }
        : { status: 403, body: { success: false, error: 'SECOND_FACTOR_REQUIRED', message: 'a code' } },
    );
    on.browser.rest.answers.set('/api/account/second-factor', () => {
      open = true;
      return { body: { success: true } };
    });
    await standing('moderator', ['sanction', 'ban']);
    await menu();
    on.press('Ban');
    await on.settled();
    expect(on.find<HTMLInputElement>('#why').required).toBe(true);
    await on.fill('#why', 'noise');
    on.press('Ban');
    await vi.waitFor(() => on.find('#code'));
    await on.fill('#code', '123456');
    on.press('Confirm');
    await vi.waitFor(() => expect(on.all('p[role="status"]').map((each) => each.textContent)).toContain('Done.'));
  });

  it('opens by a long press of a finger', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await standing('moderator', ['sanction']);
    const press = Object.assign(new Event('pointerdown'), { pointerType: 'touch', clientX: 0, clientY: 0 });
    on.tile('grace').dispatchEvent(press);
    vi.advanceTimersByTime(600);
    vi.useRealTimers();
    await on.settled();
    expect(on.button('Warn')).toBeDefined();
  });

  it('shows who moderates', async () => {
    await standing('guest', [], { role: 'moderator' });
    expect(on.tile('grace').shadowRoot?.querySelector('.role')?.getAttribute('aria-label')).toBe('Moderator');
  });
});

describe('a hand', () => {
  beforeEach(async () => {
    await on.open();
    await on.join('Ada');
    await standing('guest', []);
  });

  it('is raised from the own tile and shown in words', async () => {
    on.press('Raise hand');
    expect(on.browser.signaling.socket.sent).toContainEqual(expect.objectContaining({ type: 'hand', raised: true }));
    await on.say({ type: 'hand', revision: 21, userId: 'ada', raised: true });
    expect(on.tile('ada').shadowRoot?.textContent).toContain('hand raised');
    expect(on.button('Lower hand')).toBeDefined();
  });

  it('of somebody whom a moderator muted asks to speak, and unmutes nothing', async () => {
    await on.say({ type: 'mute', revision: 21, userId: 'ada', muted: true, by: 'moderator' });
    on.press('Ask to speak');
    await on.say({ type: 'hand', revision: 22, userId: 'ada', raised: true });
    expect(on.tile('ada').shadowRoot?.textContent).toContain('asks to speak');
    expect(on.tile('ada').dataset['silenced']).toBe('true');
  });

  it('is said to screen readers', async () => {
    await on.say({ type: 'hand', revision: 21, userId: 'grace', raised: true });
    expect(on.text('.announcer')).toBe('Grace raised a hand.');
  });
});

it('names who is here before joining', async () => {
  on.browser.rest.answers.set('/api/voice/rooms/materie/lounge', () => ({
    body: { success: true, participants: [{ user_id: 'grace', username: 'Grace' }] },
  }));
  await on.open();
  await vi.waitFor(() => expect(on.text('.present')).toBe('Here now: Grace'));
});

it('joins as the account that this browser is logged in to', async () => {
  localStorage.setItem('palaver.account', 'in');
  on.browser.rest.answers.set('/api/account', () => ({
    body: { success: true, name: 'mo', role: 'moderator', permissions: [], expires_at: '', csrf_token: 'token' },
  }));
  await on.open();
  await on.join('Mo');
  const sent = on.browser.rest.calls.find((each) => each.path === '/api/voice/join');
  expect(sent?.body).toMatchObject({ user_id: 'mo' });
  expect(sent?.headers).toMatchObject({ 'X-CSRF-Token': 'token' });
  expect(sent?.headers).not.toHaveProperty('Authorization');
});

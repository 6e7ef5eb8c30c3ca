// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoomClient } from '@palaver/client';
import { FakePeerConnection, joinAnswer, person } from '../../client/test/fake-browser.js';
import { keyName, PushToTalk } from '../src/push-to-talk.js';
import { PageHarness } from './page-harness.js';

describe('the room page', () => {
  let on: PageHarness;
  let client: RoomClient;

  beforeEach(() => void (on = new PageHarness()));
  afterEach(() => on.close());

  async function join(): Promise<void> {
    await on.open();
    await on.join('Ada');
    ({ client } = on.page);
  }

  it('opens on the live chat, with the way into voice beside it (R177)', async () => {
    on.keepChat('good evening', 'anybody here?');
    await on.open();
    expect(on.text('.list')).toMatch(/good evening[^]*anybody here\?/);
    expect(on.text('h2')).toBe('Live chat');
    expect(on.text('p.foot')).toBe('Join the voice room to write.');
    expect(on.button('Join Voice Room')).toBeDefined();
  });

  it('has no chat where the server keeps none', async () => {
    await join();
    expect(on.all('palaver-chat')).toHaveLength(0);
    expect(on.button('Chat')).toBeUndefined();
  });

  it('writes to the room and shows what others write (R186)', async () => {
    on.keepChat();
    await join();
    await on.fill('[placeholder="Write to the room"]', 'hello all');
    on.press('Send');
    expect(on.browser.signaling.sent('chat')).toEqual([{ type: 'chat', text: 'hello all' }]);
    await on.say({ type: 'chat', messageId: 'm1', userId: 'grace', username: 'Grace', text: '<b>hi</b>', at: '2030-01-01T10:00:00.000Z' });
    expect(on.text('[data-message-id=m1] .text')).toBe('<b>hi</b>');
    await on.say({ type: 'error', code: 'RATE_LIMITED', message: '' });
    expect(on.text('.refusal')).toContain('Too many messages at once');
    await on.say({ type: 'chat_removed', messageId: 'm1' });
    expect(on.all('[data-message-id=m1]')).toHaveLength(0);
  });

  it('counts what was not read while the chat is put away', async () => {
    on.keepChat('old');
    await join();
    on.find<HTMLButtonElement>('palaver-chat .hide').click();
    await on.settled();
    expect(on.all('palaver-chat')).toHaveLength(0);
    await on.say({ type: 'chat', messageId: 'm1', userId: 'grace', username: 'Grace', text: 'new', at: '2030-01-01T10:00:00.000Z' });
    expect(on.text('.unread')).toBe('1');
    on.find<HTMLButtonElement>('.control.chat').click();
    await on.settled();
    expect(on.all('.unread')).toHaveLength(0);
  });

  it('talks while the key is held, and lets go when the page loses sight of it', async () => {
    localStorage.setItem('palaver.preferences', JSON.stringify({ pushToTalk: true }));
    await join();
    expect(client.muted).toBe(true);
    expect(on.button('Hold to talk')).toBeDefined();
    window.dispatchEvent(new KeyboardEvent('keydown', { code: 'Space', cancelable: true }));
    expect(client.muted).toBe(false);
    await on.settled();
    expect(on.button('Talking')).toBeDefined();
    window.dispatchEvent(new Event('blur'));
    expect(client.muted).toBe(true);
  });

  it('talks while its button is held', async () => {
    localStorage.setItem('palaver.preferences', JSON.stringify({ pushToTalk: true }));
    await join();
    const button = on.button('Hold to talk')!;
    button.dispatchEvent(new MouseEvent('pointerdown', { button: 0 }));
    expect(client.muted).toBe(false);
    button.dispatchEvent(new MouseEvent('pointerup'));
    await vi.waitFor(() => expect(client.muted).toBe(true));
  });

  it('takes another key to talk, but none that leads out', async () => {
    await join();
    on.press('Settings');
    await on.settled();
    on.all<HTMLInputElement>('input[type=radio]')[1]!.click();
    await on.settled();
    expect(client.muted).toBe(true);
    for (const [code, says] of [['Tab', 'Hold space to talk'], ['KeyG', 'Hold G to talk']] as const) {
      on.press('Change key');
      window.dispatchEvent(new KeyboardEvent('keydown', { code, cancelable: true }));
      await on.settled();
      expect(on.text('.key span')).toBe(says);
    }
  });

  it('turns all sound off and on again', async () => {
    await join();
    on.press('Sound off');
    await on.settled();
    expect(client.deafened).toBe(true);
    on.press('Sound on');
    await on.settled();
    expect(client.deafened).toBe(false);
  });

  it('gives each person their own volume, and keeps it', async () => {
    await join();
    on.press('More about Grace');
    await on.settled();
    await on.fill('#volume', '150');
    expect(client.volumeOf('grace')).toBe(1.5);
    expect(JSON.parse(localStorage.getItem('palaver.preferences')!)).toMatchObject({ volumes: { grace: 1.5 } });
    on.press('Reset to 100 %');
    expect(client.volumeOf('grace')).toBe(1);
  });

  it('reports a person by right-click', async () => {
    on.browser.rest.answers.set('/api/voice/report', () => ({ body: { success: true } }));
    await join();
    on.tile('grace').dispatchEvent(new Event('contextmenu', { cancelable: true }));
    await on.settled();
    on.press('Report');
    await on.settled();
    on.find<HTMLTextAreaElement>('textarea').value = 'shouts at everybody';
    on.find('form').dispatchEvent(new Event('submit', { cancelable: true }));
    await vi.waitFor(() => expect(on.browser.rest.calls.at(-1)?.path).toBe('/api/voice/report'));
    expect(on.browser.rest.calls.at(-1)?.body).toMatchObject({ reported_user_id: 'grace', reason: 'shouts at everybody' });
    await vi.waitFor(() => expect(on.text('palaver-panel')).toContain('The moderators have your report'));
  });

  it('offers nothing about oneself', async () => {
    await join();
    expect(on.tile('ada').shadowRoot?.querySelector('[aria-haspopup]')).toBeNull();
  });

  it('telemetry_overlay_displays_active_speakers', async () => {
    await join();
    document.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyV', altKey: true, shiftKey: true }));
    await on.say({ type: 'speaking', userId: 'grace', speaking: true });
    await vi.waitFor(() => expect(on.text('[data-name=active_speakers] dd')).toBe('1'), 3_000);
  });

  it('renders the voice statistics in the reader’s language (R258, R259, R469)', async () => {
    localStorage.setItem('palaver.preferences', JSON.stringify({ statistics: true, language: 'de' }));
    await on.open();
    await on.join('Ada', 'Sprachraum beitreten');
    await vi.waitFor(() => expect(on.text('[data-name=voice_latency_ms] dd')).toBe('20 ms'), 3_000);
    expect(on.text('[data-name=voice_packet_loss_pct] dd')).toBe('0,0 %');
    expect(on.text('[data-name=voice_bitrate_kbps] dt')).toBe('Bitrate');
    expect(on.text('[data-name=voice_jitter_ms] dd')).toMatch(/ms$/);
    expect(on.text('[data-name=transport_kind] dd')).toBe('webrtc udp');
    on.press('Schließen');
    await on.settled();
    expect(on.all('palaver-telemetry')).toHaveLength(0);
  });

  it('marks how well somebody is heard, with latency and loss on hover (R180)', async () => {
    await join();
    const connection = on.browser.connection();
    connection.stats.push({ id: 'I1', type: 'inbound-rtp', mid: '1', packetsReceived: 970, packetsLost: 30, jitter: 0 });
    await vi.waitFor(() => expect(on.all('.quality')).toHaveLength(1), 3_000);
    expect(on.find('.quality').title).toBe('Good connection · 20 ms · 3 % loss');
    expect(on.find('.quality').getAttribute('aria-label')).toBe('Good connection · 20 ms · 3 % loss');
  });

  it('says that an observer listens, that a room is locked, and what a moderator warns of', async () => {
    await join();
    await on.say({ type: 'observers', revision: 8, observers: [{ userId: 'mo', username: 'Mo' }] });
    await on.say({ type: 'room_lock', locked: true });
    await on.say({ type: 'warned', reason: 'be kind' });
    expect(on.text('.observed')).toBe('Listening in: Mo');
    expect(on.text('.locked')).toBe('Room locked');
    expect(on.find('palaver-notice').getAttribute('text')).toBe('be kind');
    on.press('Dismiss');
    await on.settled();
    expect(on.all('palaver-notice')).toHaveLength(0);
  });

  it('tells a screen reader who comes, who goes, and whom a moderator mutes', async () => {
    await join();
    await on.say({ type: 'participant_joined', revision: 8, participant: person('emmy', 'Emmy', 3) });
    expect(on.text('.announcer')).toBe('Emmy joined.');
    await on.say({ type: 'mute', revision: 9, userId: 'grace', muted: true, by: 'moderator' });
    expect(on.text('.announcer')).toBe('Grace was muted by a moderator.');
    await on.say({ type: 'participant_left', revision: 10, userId: 'emmy', reason: 'left' });
    expect(on.text('.announcer')).toBe('Emmy left.');
    expect(on.find('.announcer').getAttribute('aria-live')).toBe('polite');
  });

  it('comes back by Rejoin after all attempts failed (R187)', async () => {
    await join();
    vi.useFakeTimers({ shouldAdvanceTime: true });
    on.browser.connection().cut();
    on.browser.signaling.refusing = true;
    on.browser.signaling.socket.drop();
    await vi.advanceTimersByTimeAsync(100);
    await on.settled();
    expect(on.text('.state')).toBe('Reconnecting… · Attempt 1 of 3');
    await vi.advanceTimersByTimeAsync(8_000);
    vi.useRealTimers();
    await on.settled();
    expect(on.text('.status')).toBe('Disconnected');
    expect(on.find('palaver-notice').getAttribute('heading')).toBe('The connection was lost');
    on.browser.signaling.refusing = false;
    FakePeerConnection.reachable = true;
    on.press('Rejoin');
    await vi.waitFor(() => expect(client.status).toBe('connected'));
    await on.settled();
    expect(on.text('.state')).toBe('Connected');
  });

  it('packs more than ten people', async () => {
    const people = Array.from({ length: 14 }, (_, i) => person(i === 13 ? 'ada' : `u${i}`, `Person ${i}`, i + 1));
    on.browser.rest.answers.set('/api/voice/join', () => ({ body: { ...joinAnswer(people), max_participants: 25 } }));
    on.browser.signaling.participants = people;
    await join();
    expect(on.all('.packed [data-user-id]')).toHaveLength(14);
    expect(on.all('.seat')).toHaveLength(0);
  });

  it('tells why somebody may not come in, and until when', async () => {
    on.browser.rest.answers.set('/api/voice/join', () => ({
      status: 403,
      body: { success: false, error: 'BANNED', message: '', reason: 'spam', ends_at: '2030-01-02T12:00:00.000Z' },
    }));
    await on.open();
    await on.join('Ada');
    const notice = on.find('palaver-notice');
    expect(notice.getAttribute('heading')).toBe('You are banned from this room');
    expect(notice.getAttribute('text')).toMatch(/^Reason: spam · Until 2 Jan 2030/);
  });
});

describe('push-to-talk', () => {
  const talked: boolean[] = [];
  let push: PushToTalk;

  beforeEach(() => {
    talked.length = 0;
    push = new PushToTalk((talking) => talked.push(talking));
    push.enabled = true;
  });

  afterEach(() => void (push.enabled = false));

  const key = (type: string, init: KeyboardEventInit = {}, target: EventTarget = document.body): boolean =>
    target.dispatchEvent(new KeyboardEvent(type, { code: 'Space', bubbles: true, cancelable: true, composed: true, ...init }));

  it('talks once for a key that repeats, with a short tail', async () => {
    expect(key('keydown')).toBe(false);
    key('keydown', { repeat: true });
    key('keyup');
    expect(talked).toEqual([true]);
    await vi.waitFor(() => expect(talked).toEqual([true, false]));
  });

  it('leaves the key to whoever types', () => {
    const field = document.body.appendChild(document.createElement('input'));
    expect(key('keydown', {}, field)).toBe(true);
    field.remove();
    expect(talked).toEqual([]);
  });

  it('leaves the key to the browser with Ctrl, Alt or Meta', () => {
    key('keydown', { ctrlKey: true });
    expect(talked).toEqual([]);
  });

  it('lets go when it is switched off', () => {
    key('keydown');
    push.enabled = false;
    key('keydown');
    expect(talked).toEqual([true, false]);
  });

  it('calls keys as people do', () => {
    expect(['Space', 'KeyV', 'Digit1', 'ControlRight', 'F8'].map((each) => keyName(each, 'space'))).toEqual([
      'space', 'V', '1', 'Control Right', 'F8',
    ]);
  });
});

// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GivenTicket, RoomClient, VoiceService, type JoinRequest } from '../src/index.js';
import { ChatLog } from '../src/chat-log.js';
import type { LevelMeter } from '../src/level-meter.js';
import { OwnVoice } from '../src/own-voice.js';
import { PlaybackLine } from '../src/playback-line.js';
import { type FakeBrowser, fakeBrowser } from './fake-browser.js';

const request: JoinRequest = {
  world: 'materie',
  roomId: 'lounge',
  username: 'Ada',
  microphone: { deviceId: '', processing: { echo: true, noise: true, gain: true } },
};

const message = { messageId: 'm1', userId: 'grace', username: 'Grace', text: 'hello', at: '2030-01-01T10:00:00.000Z' };

describe('in a room', () => {
  let browser: FakeBrowser;
  let client: RoomClient;

  beforeEach(async () => {
    browser = fakeBrowser();
    client = new RoomClient();
    await client.join(request);
  });

  afterEach(() => client.leave());

  it('shows messages as they come and forgets those that a moderator removes', () => {
    browser.signaling.socket.say({ type: 'chat', ...message });
    browser.signaling.socket.say({ type: 'chat', ...message });
    expect(client.chat.map((each) => each.text)).toEqual(['hello']);
    browser.signaling.socket.say({ type: 'chat_removed', messageId: 'm1' });
    expect(client.chat).toEqual([]);
  });

  it('writes to the room, and says when the server refuses', () => {
    const refused: string[] = [];
    client.on('chatRefused', (code) => refused.push(code));
    client.say('hi');
    expect(browser.signaling.sent('chat')).toEqual([{ type: 'chat', text: 'hi' }]);
    browser.signaling.socket.say({ type: 'error', code: 'RATE_LIMITED', message: 'slow down' });
    expect(refused).toEqual(['RATE_LIMITED']);
  });

  it('reads what was written before, and tells when a server keeps no chat', async () => {
    browser.rest.answers.set('/api/voice/chat/materie/lounge', () => ({
      body: {
        success: true,
        messages: [
          { id: 2, message_id: 'm2', user_id: 'ada', username: 'Ada', text: 'second', at: '2030-01-01T09:01:00.000Z' },
          { id: 1, message_id: 'm0', user_id: 'grace', username: 'Grace', text: 'first', at: '2030-01-01T09:00:00.000Z' },
        ],
      },
    }));
    browser.signaling.socket.say({ type: 'chat', ...message });
    expect(await client.loadChat('materie', 'lounge')).toBe(true);
    expect(client.chat.map((each) => each.text)).toEqual(['first', 'second', 'hello']);
    browser.rest.refuse('/api/voice/chat/materie/lounge', 404, 'NOT_FOUND');
    expect(await client.loadChat('materie', 'lounge')).toBe(false);
  });

  it('keeps the revisions in step over a change of observers', () => {
    const { socket } = browser.signaling;
    socket.say({ type: 'observers', revision: 8, observers: [{ userId: 'mo', username: 'Mo' }] });
    socket.say({ type: 'participant_left', revision: 9, userId: 'grace', reason: 'left' });
    expect(client.observers).toEqual([{ userId: 'mo', username: 'Mo' }]);
    expect(client.participants).toHaveLength(1);
    expect(browser.signaling.sent('room_state')).toHaveLength(0);
  });

  it('hands on a moderator’s warning and the room’s lock', () => {
    const warned: string[] = [];
    client.on('warned', (reason) => warned.push(reason));
    browser.signaling.socket.say({ type: 'warned', reason: 'be kind' });
    browser.signaling.socket.say({ type: 'room_lock', locked: true });
    expect(warned).toEqual(['be kind']);
    expect(client.locked).toBe(true);
  });

  it('plays one person at another volume than the rest, and follows them to another line', () => {
    const volumes = vi.spyOn(client.playback, 'useVolumes');
    client.setVolume('grace', 0.4);
    expect(volumes.mock.lastCall?.[0].slice(0, 3)).toEqual([0.4, 1, 1]);
    browser.signaling.socket.say({ type: 'slots', slots: [{ mid: '3', stream: 2, userId: 'grace' }] });
    expect(volumes.mock.lastCall?.[0].slice(0, 3)).toEqual([1, 1, 0.4]);
    client.setVolume('grace', 7);
    expect(client.volumeOf('grace')).toBe(2);
  });

  it('plays nothing while deafened, and plays again with the first word of the own', () => {
    const said: boolean[] = [];
    client.on('deafened', (deafened) => said.push(deafened));
    client.setDeafened(true);
    client.setMuted(true);
    expect(client.deafened).toBe(true);
    client.setMuted(false);
    expect(said).toEqual([true, false]);
  });

  it('joins muted when asked to, as for push-to-talk', async () => {
    client.leave();
    await client.join({ ...request, muted: true });
    expect(browser.microphones.given[1]?.enabled).toBe(false);
    expect(browser.signaling.sent('mute').at(-1)).toMatchObject({ muted: true });
  });

  it('reports a person to the moderators', async () => {
    browser.rest.answers.set('/api/voice/report', () => ({ body: { success: true } }));
    await client.service.report({
      world: 'materie', roomId: 'lounge', reportedUserId: 'grace', reportedUsername: 'Grace', reason: 'insults', messageId: 'm1',
    });
    expect(browser.rest.calls.at(-1)?.body).toEqual({
      world: 'materie', room_id: 'lounge', user_id: 'ada', reported_user_id: 'grace', reported_username: 'Grace',
      reason: 'insults', message_id: 'm1',
    });
  });
});

it('uses the ticket that a host page was given, and its newer ones after that', async () => {
  const browser = fakeBrowser();
  const service = new VoiceService('http://localhost:8080', new GivenTicket('from-the-host'));
  await service.guest();
  expect(browser.rest.calls[0]?.body).toEqual({ ticket: 'from-the-host' });
  expect(localStorage.length).toBe(0);
});

it('keeps the newest 300 messages, in the order of time', () => {
  const log = new ChatLog();
  for (let i = 0; i < 310; i++) {
    log.add({ ...message, messageId: `m${i}`, at: new Date(1e12 + i).toISOString() });
  }
  expect(log.entries).toHaveLength(300);
  expect(log.entries[0]?.messageId).toBe('m10');
});

it('hears a voice only when it lasts, and says so at most each 20 s', () => {
  let level = 0.5;
  const voice = new OwnVoice({ level: () => level } as LevelMeter);
  expect(voice.speaks(0)).toBe(false);
  expect(voice.speaks(250)).toBe(true);
  expect(voice.speaks(500)).toBe(false);
  expect(voice.speaks(20_300)).toBe(true);
  level = 0.05;
  expect(voice.speaks(60_000)).toBe(false);
});

describe('a line’s volume', () => {
  const gains: number[] = [];
  let settable = true;
  let element: { muted: boolean; volume: number };

  beforeEach(() => {
    gains.length = 0;
    settable = true;
    vi.stubGlobal('MediaStream', class {});
    vi.stubGlobal('Audio', class {
      muted = false;
      #volume = 1;
      constructor() { element = this as unknown as typeof element; }
      get volume() { return this.#volume; }
      set volume(volume: number) { this.#volume = settable ? volume : 1; }
      pause() {}
    });
    const node = { connect: (next: unknown) => next };
    vi.stubGlobal('AudioContext', class {
      destination = node;
      currentTime = 0;
      createGain = () => ({ ...node, gain: { setTargetAtTime: (gain: number) => gains.push(gain) } });
      createMediaStreamSource = () => node;
      close = async () => undefined;
    });
  });

  it('is the element’s up to 100 %', () => {
    new PlaybackLine({} as MediaStreamTrack).volume = 0.3;
    expect(element).toMatchObject({ muted: false, volume: 0.3 });
    expect(gains).toEqual([]);
  });

  it('is a gain node’s above 100 %, with the element mute', () => {
    const line = new PlaybackLine({} as MediaStreamTrack);
    line.volume = 1.5;
    expect(gains).toEqual([1.5]);
    expect(element.muted).toBe(true);
    line.volume = 1;
    expect(element.muted).toBe(false);
  });

  it('is a gain node’s where the element’s cannot be set, as on iOS', () => {
    settable = false;
    new PlaybackLine({} as MediaStreamTrack).volume = 0.3;
    expect(gains).toEqual([0.3]);
  });

  it('is nothing at 0', () => {
    new PlaybackLine({} as MediaStreamTrack).volume = 0;
    expect(element.muted).toBe(true);
    expect(gains).toEqual([]);
  });
});

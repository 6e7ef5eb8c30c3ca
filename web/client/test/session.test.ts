// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PalaverError, RoomClient, SessionEndedError, type JoinRequest } from '../src/index.js';
import { ada, type FakeBrowser, fakeBrowser, FakePeerConnection, grace, person } from './fake-browser.js';

const request: JoinRequest = {
  world: 'materie',
  roomId: 'lounge',
  username: 'Ada',
  microphone: { deviceId: '', processing: { echo: true, noise: true, gain: true } },
};

describe('a session', () => {
  let browser: FakeBrowser;
  let client: RoomClient;
  let ended: PalaverError[];

  beforeEach(async () => {
    vi.useFakeTimers();
    browser = fakeBrowser();
    client = new RoomClient();
    ended = [];
    client.on('ended', (error) => ended.push(error));
    await client.join(request);
  });

  afterEach(() => {
    client.leave();
    vi.useRealTimers();
  });

  const names = (): string[] => client.participants.map((each) => each.username);

  it('follows who comes, changes and goes', () => {
    const { socket } = browser.signaling;
    socket.say({ type: 'participant_joined', revision: 8, participant: person('emmy', 'Emmy', 3) });
    expect(names()).toEqual(['Grace', 'Ada', 'Emmy']);
    socket.say({ type: 'participant_changed', revision: 9, participant: { ...grace, connection: 'reconnecting' } });
    expect(client.participants[0]?.connection).toBe('reconnecting');
    socket.say({ type: 'participant_left', revision: 10, userId: 'emmy', reason: 'left' });
    expect(names()).toEqual(['Grace', 'Ada']);
  });

  it('asks for the whole state after a gap, once, and believes nothing in between', async () => {
    const { signaling } = browser;
    signaling.socket.say({ type: 'participant_left', revision: 9, userId: 'grace', reason: 'left' });
    signaling.socket.say({ type: 'participant_left', revision: 10, userId: 'ada', reason: 'left' });
    expect(names()).toEqual(['Grace', 'Ada']);
    signaling.revision = 10;
    signaling.participants = [ada];
    await vi.advanceTimersByTimeAsync(0);
    expect(signaling.sent('room_state')).toHaveLength(1);
    expect(names()).toEqual(['Ada']);
    signaling.socket.say({ type: 'participant_joined', revision: 11, participant: grace });
    expect(names()).toEqual(['Ada', 'Grace']);
  });

  it('ignores a revision that it has already', () => {
    browser.signaling.socket.say({ type: 'participant_left', revision: 7, userId: 'grace', reason: 'left' });
    expect(names()).toEqual(['Grace', 'Ada']);
    expect(browser.signaling.sent('room_state')).toHaveLength(0);
  });

  it('answers pings and ignores what is not a message', () => {
    browser.signaling.socket.say({ type: 'ping' });
    browser.signaling.socket.dispatchEvent(new MessageEvent('message', { data: '{no json' }));
    browser.signaling.socket.say({ type: 'from_the_future' });
    expect(browser.signaling.sent('pong')).toHaveLength(1);
    expect(client.status).toBe('connected');
  });

  it('mutes at once and then says so', () => {
    client.setMuted(true);
    expect(browser.microphones.given[0]?.enabled).toBe(false);
    expect(browser.signaling.sent('mute')).toEqual([{ type: 'mute', muted: true }]);
    expect(client.participants[1]?.isMuted).toBe(true);
    client.setMuted(false);
    expect(browser.microphones.given[0]?.enabled).toBe(true);
  });

  it('keeps a moderator’s mute apart from its own', () => {
    const { socket } = browser.signaling;
    socket.say({ type: 'mute', revision: 8, userId: 'ada', muted: true, by: 'moderator', reason: 'noise' });
    expect(client.participants[1]).toMatchObject({ isMuted: false, isSilenced: true, silenceReason: 'noise' });
    expect(client.muted).toBe(false);
    socket.say({ type: 'mute', revision: 9, userId: 'ada', muted: false, by: 'moderator' });
    expect(client.participants[1]).toMatchObject({ isSilenced: false });
    expect(client.participants[1]).not.toHaveProperty('silenceReason');
  });

  it('shows who speaks', () => {
    browser.signaling.socket.say({ type: 'speaking', userId: 'grace', speaking: true });
    expect(client.participants[0]?.isSpeaking).toBe(true);
  });

  it('resumes a closed socket with the newest ticket while media goes on', async () => {
    browser.signaling.socket.drop();
    expect(client.status).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(300);
    expect(browser.signaling.sockets).toHaveLength(2);
    expect(browser.signaling.socket.sent[0]).toMatchObject({ type: 'voice_join', sessionId: 's1', ticket: 'ticket-1' });
    expect(client.status).toBe('connected');
    expect(FakePeerConnection.all).toHaveLength(1);
    browser.signaling.socket.drop();
    await vi.advanceTimersByTimeAsync(300);
    expect(browser.signaling.socket.sent[0]).toMatchObject({ ticket: 'ticket-2' });
  });

  it('says again that it is muted when the server does not know it after a resume', async () => {
    client.setMuted(true);
    browser.signaling.socket.drop();
    await vi.advanceTimersByTimeAsync(300);
    expect(browser.signaling.sent('mute').at(-1)).toMatchObject({ type: 'mute', muted: true });
  });

  it('takes a socket that is silent for 25 s for dead', async () => {
    await vi.advanceTimersByTimeAsync(24_000);
    expect(browser.signaling.sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(browser.signaling.sockets).toHaveLength(2);
    expect(client.status).toBe('connected');
  });

  it('tells why it ended when another tab takes over', () => {
    browser.signaling.socket.say({ type: 'ended', reason: 'taken_over', message: 'elsewhere' });
    expect(client.status).toBe('error');
    expect(ended[0]).toBeInstanceOf(SessionEndedError);
    expect((ended[0] as SessionEndedError).reason).toBe('taken_over');
    expect(browser.microphones.given[0]?.readyState).toBe('ended');
    expect(browser.connection().connectionState).toBe('closed');
  });

  it('comes back by itself after a media restart', async () => {
    client.setMuted(true);
    browser.signaling.socket.say({ type: 'ended', reason: 'media_restart', message: '', retryAfterMs: 500 });
    expect(client.status).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(client.status).toBe('connected');
    expect(client.muted).toBe(true);
    expect(FakePeerConnection.all).toHaveLength(2);
    expect(browser.signaling.socket.sent.at(-1)).toMatchObject({ type: 'mute', muted: true });
  });

  it('gives up coming back after three tries', async () => {
    browser.rest.refuse('/api/voice/join', 503, 'SERVER_STOPPING');
    browser.signaling.socket.say({ type: 'ended', reason: 'server_stopping', message: '', retryAfterMs: 1_000 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(browser.rest.paths().filter((each) => each === '/api/voice/join')).toHaveLength(4);
    expect(client.status).toBe('error');
    expect(ended).toHaveLength(1);
  });

  it('leaves by message, then closes', () => {
    client.leave();
    expect(browser.signaling.sent('leave')).toHaveLength(1);
    expect(browser.connection().connectionState).toBe('closed');
    expect(client.status).toBe('disconnected');
    expect(client.participants).toEqual([]);
    expect(ended).toEqual([]);
  });

  it('leaves by beacon with the newest ticket when the page goes', async () => {
    window.dispatchEvent(new Event('pagehide'));
    const beacon = vi.mocked(navigator.sendBeacon).mock.calls[0];
    expect(beacon?.[0]).toBe('http://localhost:8080/api/voice/leave');
    const text = await readText(beacon?.[1] as Blob);
    expect(JSON.parse(text)).toEqual({ session_id: 's1', ticket: 'ticket-1' });
    expect(client.status).toBe('disconnected');
  });

  it('falls back to the default device when the microphone is unplugged, and says so', async () => {
    const devices: object[] = [];
    client.on('device', (event) => devices.push(event));
    client.setMuted(true);
    browser.microphones.given[0]?.unplug();
    await vi.advanceTimersByTimeAsync(0);
    expect(devices).toEqual([{ kind: 'microphone', fallback: 'default' }]);
    expect(browser.connection().transceivers[0]?.sender.track).toBe(browser.microphones.given[1]);
    expect(browser.microphones.given[1]?.enabled).toBe(false);
  });

  it('goes on listening when no other microphone is there', async () => {
    const devices: object[] = [];
    client.on('device', (event) => devices.push(event));
    browser.microphones.failure = 'NotFoundError';
    browser.microphones.given[0]?.unplug();
    await vi.advanceTimersByTimeAsync(0);
    expect(devices).toEqual([{ kind: 'microphone', fallback: 'none' }]);
    expect(client.hasMicrophone).toBe(false);
    expect(client.status).toBe('connected');
  });

  it('shows levels by the talker that packets name, else by the slot map', () => {
    const [, first, second] = browser.connection().transceivers;
    const now = performance.timeOrigin + performance.now();
    first!.receiver.synchronization.push({ source: 1, timestamp: now, audioLevel: 0.5 });
    expect(client.levels().get('grace')).toBe(0.5);
    browser.signaling.socket.say({ type: 'slots', slots: [{ mid: '2', stream: 2, userId: 'grace' }] });
    expect(client.levels().get('grace')).toBeUndefined();
    first!.receiver.contributing.push({ source: 2, timestamp: now });
    expect(client.levels().get('grace')).toBe(0.5);
    second!.receiver.synchronization.push({ source: 2, timestamp: now - 900, audioLevel: 0.9 });
    expect(client.levels().get('grace')).toBe(0.5);
  });
});

function readText(blob: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.readAsText(blob);
    void vi.advanceTimersByTimeAsync(100);
  });
}

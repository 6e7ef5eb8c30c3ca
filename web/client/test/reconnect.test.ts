// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type ClientStatus, ConnectionLostError, MicrophoneError, type PalaverError, RoomClient, SessionEndedError, type JoinRequest,
} from '../src/index.js';
import { Reconnect } from '../src/reconnect.js';
import { type FakeBrowser, fakeBrowser, FakePeerConnection } from './fake-browser.js';

const request: JoinRequest = {
  world: 'materie',
  roomId: 'lounge',
  username: 'Ada',
  microphone: { deviceId: '', processing: { echo: true, noise: true, gain: true } },
};

describe('a run of attempts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const spread = async (random: () => number): Promise<number[]> => {
    const startedMs = performance.now();
    const atMs: number[] = [];
    const run = new Reconnect(async () => {
      atMs.push(Math.round(performance.now() - startedMs));
      throw new Error('refused');
    }, () => false, random);
    run.start();
    await vi.advanceTimersByTimeAsync(10_000);
    return atMs;
  };

  it('begins at 0, 1 and 3 s, the later two spread by a fifth', async () => {
    expect(await spread(() => 0.5)).toEqual([0, 1_000, 3_000]);
    expect(await spread(() => 0)).toEqual([0, 800, 2_400]);
    expect(await spread(() => 1)).toEqual([0, 1_200, 3_600]);
  });

  it('gives each attempt up after 2 s and tells its work so', async () => {
    const signals: AbortSignal[] = [];
    const failed = vi.fn();
    const run = new Reconnect((signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    }, () => false, () => 0.5);
    run.on('failed', failed);
    run.start();
    await vi.advanceTimersByTimeAsync(1_999);
    expect(signals.map((each) => each.aborted)).toEqual([false]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(signals.map((each) => each.aborted)).toEqual([true, true, false]);
    expect(failed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(failed).toHaveBeenCalledOnce();
    expect(run.running).toBe(false);
  });

  it('stops at a refusal that no other attempt would change', async () => {
    const refusal = new MicrophoneError('denied');
    const work = vi.fn(async () => { throw refusal; });
    const failed = vi.fn();
    const run = new Reconnect(work, (error) => error === refusal);
    run.on('failed', failed);
    run.start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(work).toHaveBeenCalledOnce();
    expect(failed).toHaveBeenCalledWith(refusal);
  });
});

describe('a lost connection', () => {
  let browser: FakeBrowser;
  let client: RoomClient;
  let ended: PalaverError[];
  let attempts: number[];
  let statuses: ClientStatus[];

  beforeEach(async () => {
    vi.useFakeTimers();
    browser = fakeBrowser();
    client = new RoomClient();
    ended = [];
    attempts = [];
    await client.join(request);
    statuses = [];
    client.on('ended', (error) => ended.push(error));
    client.on('attempt', (attempt) => attempts.push(attempt));
    client.on('status', (status) => statuses.push(status));
    await vi.advanceTimersByTimeAsync(1_000);
  });

  afterEach(() => {
    client.leave();
    vi.useRealTimers();
  });

  const joins = (): number => browser.rest.paths().filter((each) => each === '/api/voice/join').length;
  const restarts = (): number => browser.connection().offers.filter((each) => each.iceRestart).length;

  it('auto-reconnect with exponential backoff', async () => {
    browser.connection().cut();
    browser.signaling.refusing = true;
    browser.signaling.socket.drop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(attempts).toEqual([1, 2, 3]);
    expect(client.status).toBe('error');
    expect(ended[0]).toBeInstanceOf(ConnectionLostError);
    expect(client.canRejoin).toBe(true);
    expect(browser.microphones.given[0]?.readyState).toBe('ended');
    expect(browser.rest.paths().at(-1)).toBe('/api/voice/leave');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('comes back by a press on Rejoin, as muted as before, with three new attempts', async () => {
    client.setMuted(true);
    await loseForGood();
    attempts.length = 0;
    browser.signaling.refusing = false;
    FakePeerConnection.reachable = true;
    client.rejoin();
    expect(client.status).toBe('connecting');
    await vi.advanceTimersByTimeAsync(100);
    expect(client.status).toBe('connected');
    expect(attempts).toEqual([1]);
    expect(client.muted).toBe(true);
    expect(browser.microphones.given[1]?.enabled).toBe(false);
    expect(client.canRejoin).toBe(false);
  });

  it('comes back by itself when the network does, even after all attempts failed', async () => {
    await loseForGood();
    browser.signaling.refusing = false;
    FakePeerConnection.reachable = true;
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(100);
    expect(client.status).toBe('connected');
  });

  it('restarts ICE 1 s after the last byte, on the same connection (R188)', async () => {
    browser.connection().flowing = false;
    await vi.advanceTimersByTimeAsync(900);
    expect(restarts()).toBe(0);
    await vi.advanceTimersByTimeAsync(600);
    expect(restarts()).toBe(1);
    expect(client.status).toBe('connected');
    expect(FakePeerConnection.all).toHaveLength(1);
    expect(statuses).toEqual([]);
  });

  it('restarts ICE half a second after the last byte while somebody speaks', async () => {
    browser.signaling.socket.say({ type: 'speaking', userId: 'grace', speaking: true });
    browser.connection().flowing = false;
    await vi.advanceTimersByTimeAsync(400);
    expect(restarts()).toBe(0);
    await vi.advanceTimersByTimeAsync(400);
    expect(restarts()).toBe(1);
    expect(statuses).toEqual([]);
  });

  it('waits a whole second again when the server says meanwhile that nobody speaks', async () => {
    browser.signaling.socket.say({ type: 'speaking', userId: 'grace', speaking: true });
    browser.connection().flowing = false;
    await vi.advanceTimersByTimeAsync(400);
    browser.signaling.socket.say({ type: 'speaking', userId: 'grace', speaking: false });
    await vi.advanceTimersByTimeAsync(450);
    expect(restarts()).toBe(0);
    await vi.advanceTimersByTimeAsync(650);
    expect(restarts()).toBe(1);
  });

  it('says so when the path stays dead, and is back under 3 s after it works again (R193)', async () => {
    browser.connection().cut();
    await vi.advanceTimersByTimeAsync(2_200);
    expect(client.status).toBe('reconnecting');
    FakePeerConnection.reachable = true;
    await vi.advanceTimersByTimeAsync(2_500);
    expect(client.status).toBe('connected');
    expect(attempts).toEqual([1, 2]);
    expect(joins()).toBe(1);
  });

  it('takes a quiet room for a quiet room', async () => {
    browser.signaling.socket.say({ type: 'mute', revision: 8, userId: 'grace', muted: true, by: 'self' });
    browser.connection().flowing = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(restarts()).toBe(0);
    expect(client.status).toBe('connected');
  });

  it('does not ask again and again when a path works on which nothing comes', async () => {
    browser.connection().flowing = false;
    await vi.advanceTimersByTimeAsync(1_500);
    browser.connection().flowing = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(restarts()).toBeLessThanOrEqual(2);
    expect(client.status).toBe('connected');
  });

  it('restarts ICE at once when the browser calls the path lost', async () => {
    browser.connection().become('disconnected');
    expect(client.status).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(100);
    expect(restarts()).toBe(1);
    expect(client.status).toBe('connected');
  });

  it('resumes the WebSocket alone without touching media', async () => {
    browser.signaling.socket.drop();
    expect(client.status).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(50);
    expect(client.status).toBe('connected');
    expect(browser.signaling.sockets).toHaveLength(2);
    expect(restarts()).toBe(0);
    expect(browser.connection().connectionState).toBe('connected');
  });

  it('restarts ICE on a network change, over a new socket when the old one does not answer', async () => {
    browser.signaling.answersPings = false;
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(100);
    expect(restarts()).toBe(0);
    browser.signaling.answersPings = true;
    await vi.advanceTimersByTimeAsync(800);
    expect(browser.signaling.sockets).toHaveLength(2);
    expect(restarts()).toBe(1);
    expect(client.status).toBe('connected');
  });

  it('counts from one again when the network comes back in the middle of a run', async () => {
    browser.connection().cut();
    browser.signaling.refusing = true;
    browser.signaling.socket.drop();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(attempts).toEqual([1, 2]);
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(attempts).toEqual([1, 2, 1, 2, 3]);
  });

  it('begins anew after a success', async () => {
    browser.connection().become('disconnected');
    await vi.advanceTimersByTimeAsync(500);
    browser.connection().become('disconnected');
    await vi.advanceTimersByTimeAsync(500);
    expect(attempts).toEqual([1, 1]);
  });

  it('doubts every connection after the page slept', async () => {
    vi.setSystemTime(Date.now() + 60_000);
    await vi.advanceTimersByTimeAsync(600);
    expect(restarts()).toBe(1);
    expect(browser.signaling.sent('ping').length).toBeGreaterThan(0);
    expect(client.status).toBe('connected');
  });

  it('joins anew in the same attempt when the server has forgotten the session, as after a crash', async () => {
    browser.signaling.refusal = 'BAD_TICKET';
    browser.rest.answers.set('/api/admin/voice-session/start', () => {
      browser.signaling.refusal = undefined;
      return { body: { success: true } };
    });
    browser.signaling.socket.drop();
    await vi.advanceTimersByTimeAsync(200);
    expect(client.status).toBe('connected');
    expect(attempts).toEqual([1]);
    expect(joins()).toBe(2);
    const again = browser.rest.calls.filter((each) => each.path === '/api/voice/join').at(-1);
    expect(again?.body).toMatchObject({ world: 'materie', room_id: 'lounge' });
    expect(ended).toEqual([]);
  });

  it('waits as long as a stopping server asks it to', async () => {
    browser.signaling.socket.say({ type: 'ended', reason: 'server_stopping', message: '', retryAfterMs: 2_000 });
    await vi.advanceTimersByTimeAsync(1_900);
    expect(attempts).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(client.status).toBe('connected');
  });

  it('never comes back from a kick, and hands on what the moderator said', async () => {
    browser.signaling.socket.say({ type: 'ended', reason: 'kicked', message: '', note: 'noise', endsAt: '2030-01-01T00:00:00.000Z' });
    await vi.advanceTimersByTimeAsync(10_000);
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(joins()).toBe(1);
    expect(ended[0]).toBeInstanceOf(SessionEndedError);
    expect(ended[0]).toMatchObject({ reason: 'kicked', note: 'noise', endsAt: '2030-01-01T00:00:00.000Z' });
  });

  it('gives a seat back that arrives after its attempt was given up', async () => {
    let give: (() => void) | undefined;
    const late = browser.rest.answers.get('/api/voice/join');
    browser.rest.answers.set('/api/voice/join', () => new Promise((resolve) => (give = () => resolve(late!() as never))));
    browser.signaling.socket.say({ type: 'ended', reason: 'media_restart', message: '' });
    await vi.advanceTimersByTimeAsync(2_100);
    browser.rest.calls.length = 0;
    client.leave();
    give?.();
    await vi.advanceTimersByTimeAsync(100);
    expect(browser.rest.paths()).toContain('/api/voice/leave');
    expect(client.status).toBe('disconnected');
  });

  it('stops trying when the person leaves', async () => {
    browser.signaling.refusing = true;
    browser.signaling.socket.drop();
    await vi.advanceTimersByTimeAsync(100);
    client.leave();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(attempts).toEqual([1]);
    expect(client.status).toBe('disconnected');
  });

  async function loseForGood(): Promise<void> {
    browser.connection().cut();
    browser.signaling.refusing = true;
    browser.signaling.socket.drop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.status).toBe('error');
  }
});

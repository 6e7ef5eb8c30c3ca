// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  BackendJoinError, MediaUnreachableError, MicrophoneError, RoomClient, RoomFullError, ServerUnreachableError,
  SignalingError, type ClientStatus, type JoinPhase, type JoinRequest,
} from '../src/index.js';
import { type FakeBrowser, FakePeerConnection, fakeBrowser } from './fake-browser.js';

const request: JoinRequest = {
  world: 'materie',
  roomId: 'lounge',
  username: 'Ada',
  microphone: { deviceId: '', processing: { echo: true, noise: true, gain: true } },
};

describe('a join', () => {
  let browser: FakeBrowser;
  let client: RoomClient;

  beforeEach(() => {
    browser = fakeBrowser();
    client = new RoomClient();
  });

  it('runs its four phases in their order (R002)', async () => {
    const phases: JoinPhase[] = [];
    const statuses: ClientStatus[] = [];
    client.on('phase', (phase) => phases.push(phase));
    client.on('status', (status) => statuses.push(status));
    await client.join(request);
    expect(phases).toEqual(['backend', 'tracking', 'media', 'state']);
    expect(statuses).toEqual(['connecting', 'connected']);
    expect(browser.rest.paths()).toEqual(['/api/voice/guest', '/api/voice/join', '/api/admin/voice-session/start']);
    expect(browser.rest.calls[1]).toMatchObject({
      path: '/api/voice/join',
      body: { room_id: 'lounge', user_id: 'ada', username: 'Ada', world: 'materie' },
      token: 'Bearer guest-1',
    });
  });

  it('uses the one session id in tracking, signaling and state (R010, R013, R017)', async () => {
    await client.join(request);
    expect(browser.rest.calls[2]?.body).toMatchObject({ session_id: 's1' });
    expect(browser.signaling.socket.sent[0]).toMatchObject({
      type: 'voice_join', sessionId: 's1', ticket: 'ticket-0', userId: 'ada', username: 'Ada',
    });
    expect(client.sessionId).toBe('s1');
    expect(browser.signaling.socket.url).toBe('ws://localhost:8080/api/voice/signal');
  });

  it('shows the people of the join answer before any media exists (R015)', async () => {
    const seen: { names: string[]; connections: number }[] = [];
    client.on('roster', (people) =>
      seen.push({ names: people.map((each) => each.username), connections: FakePeerConnection.all.length }),
    );
    await client.join(request);
    expect(seen[0]).toEqual({ names: ['Grace', 'Ada'], connections: 0 });
  });

  it('starts nothing when the server refuses (R001, R021)', async () => {
    browser.rest.refuse('/api/voice/join', 404, 'ROOM_NOT_FOUND');
    await expect(client.join(request)).rejects.toBeInstanceOf(BackendJoinError);
    expect(browser.microphones.asked).toEqual([]);
    expect(browser.signaling.sockets).toEqual([]);
    expect(client.connection).toBeUndefined();
    expect(client.status).toBe('error');
  });

  it('tells a full room apart (R022)', async () => {
    browser.rest.refuse('/api/voice/join', 409, 'ROOM_FULL');
    await expect(client.join(request)).rejects.toBeInstanceOf(RoomFullError);
  });

  it('gives the seat back when the microphone is denied (R011, R018)', async () => {
    browser.microphones.failure = 'NotAllowedError';
    const error = await client.join(request).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(MicrophoneError);
    expect((error as MicrophoneError).problem).toBe('denied');
    expect(browser.rest.calls.at(-1)).toMatchObject({ path: '/api/voice/leave', body: { session_id: 's1' } });
    expect(client.participants).toEqual([]);
  });

  it('gives the seat back when signaling refuses (R018)', async () => {
    browser.signaling.refusal = 'BAD_TICKET';
    const error = await client.join(request).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SignalingError);
    expect((error as SignalingError).code).toBe('BAD_TICKET');
    expect(browser.rest.paths().at(-1)).toBe('/api/voice/leave');
  });

  it('gives the seat back when the socket is closed at once', async () => {
    browser.signaling.refusing = true;
    await expect(client.join(request)).rejects.toBeInstanceOf(SignalingError);
    expect(browser.rest.paths().at(-1)).toBe('/api/voice/leave');
    expect(browser.signaling.sockets).toHaveLength(1);
  });

  it('gives the seat back when tracking fails', async () => {
    browser.rest.answers.delete('/api/admin/voice-session/start');
    await expect(client.join(request)).rejects.toBeInstanceOf(ServerUnreachableError);
    expect(browser.rest.paths().at(-1)).toBe('/api/voice/leave');
    expect(browser.microphones.asked).toEqual([]);
  });

  it('names the port when no path is found within 5 s, and gives the seat back', async () => {
    vi.useFakeTimers();
    FakePeerConnection.reachable = false;
    const failed = client.join(request).catch((caught: unknown) => caught);
    await vi.advanceTimersByTimeAsync(4_900);
    expect(client.status).toBe('connecting');
    await vi.advanceTimersByTimeAsync(200);
    const error = await failed;
    vi.useRealTimers();
    expect(error).toBeInstanceOf(MediaUnreachableError);
    expect((error as MediaUnreachableError).ports).toEqual([10000]);
    expect(browser.rest.paths().at(-1)).toBe('/api/voice/leave');
    expect(client.connection).toBeUndefined();
  });

  it('gives the seat back when it is left while it is still joining', async () => {
    browser.signaling.answersOffers = false;
    const failed = client.join(request).catch((caught: unknown) => caught);
    await vi.waitFor(() => expect(browser.signaling.sent('offer')).toHaveLength(1));
    client.leave();
    await failed;
    expect(client.status).toBe('disconnected');
    expect(browser.rest.paths()).toContain('/api/voice/leave');
  });

  it('offers one sending line and the receive lines, once', async () => {
    await client.join(request);
    const { transceivers, offers } = browser.connection();
    expect(transceivers.map((each) => each.direction)).toEqual(['sendonly', ...Array(9).fill('recvonly')]);
    expect(offers).toEqual([{}]);
    expect(transceivers[0]?.sender.track).toBe(browser.microphones.given[0]);
  });

  it('listens without a microphone, which can be added later without a rejoin', async () => {
    await client.join({ ...request, microphone: 'none' });
    expect(client.hasMicrophone).toBe(false);
    expect(browser.microphones.asked).toEqual([]);
    await client.useMicrophone({ deviceId: '', processing: { echo: false, noise: false, gain: false } });
    expect(browser.connection().transceivers[0]?.sender.track).toBe(browser.microphones.given[0]);
    expect(browser.microphones.asked[0]).toMatchObject({ audio: { echoCancellation: false } });
    expect(FakePeerConnection.all).toHaveLength(1);
    expect(browser.signaling.sent('offer')).toHaveLength(1);
  });

  it('is the same guest over reloads', async () => {
    await client.join(request);
    client.leave();
    await new RoomClient().join(request);
    const guests = browser.rest.calls.filter((each) => each.path === '/api/voice/guest');
    expect(guests.map((each) => each.body)).toEqual([{}, { ticket: 'guest-1' }]);
  });

  it('renews a guest ticket that has run out, once', async () => {
    let refused = 0;
    const join = browser.rest.answers.get('/api/voice/join')!;
    browser.rest.answers.set('/api/voice/join', () =>
      refused++ === 0 ? { status: 401, body: { success: false, error: 'UNAUTHORIZED', message: '' } } : join(),
    );
    await client.join(request);
    expect(client.status).toBe('connected');
    expect(browser.rest.paths().filter((each) => each === '/api/voice/guest')).toHaveLength(2);
  });
});

// SPDX-License-Identifier: Apache-2.0
import { beforeEach, expect, it } from 'vitest';
import { MicrophoneError, RoomClient, VoiceService } from '../src/index.js';
import { type FakeBrowser, fakeBrowser } from './fake-browser.js';

let browser: FakeBrowser;

beforeEach(() => {
  browser = fakeBrowser();
});

it('joins, leaves and lists rooms over REST (R023)', async () => {
  const room = { room_id: 'lounge', room_name: 'Lounge', participant_count: 2, max_participants: 10 };
  browser.rest.answers.set('/api/voice/rooms/materie', () => ({ body: { success: true, rooms: [room] } }));
  const service = new VoiceService();
  const joined = await service.joinVoiceRoom('materie', 'lounge', 'Ada');
  const left = await service.leaveVoiceRoom(joined.session_id);
  expect(joined.session_id).toBe('s1');
  expect(left).toMatchObject({ session_id: 's1', duration_seconds: 1 });
  expect(await service.getActiveRooms('materie')).toEqual([room]);
});

it('gives the seat back when the microphone cannot be opened (R012)', async () => {
  browser.microphones.failure = 'NotReadableError';
  const error = await new RoomClient()
    .join({
      world: 'materie',
      roomId: 'lounge',
      username: 'Ada',
      microphone: { deviceId: '', processing: { echo: true, noise: true, gain: true } },
    })
    .catch((caught: unknown) => caught);
  expect((error as MicrophoneError).problem).toBe('busy');
  expect(browser.rest.calls.at(-1)).toMatchObject({ path: '/api/voice/leave', body: { session_id: 's1' } });
});

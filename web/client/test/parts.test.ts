// SPDX-License-Identifier: Apache-2.0
import { expect, it, vi } from 'vitest';
import { Playback } from '../src/playback.js';
import { rootMeanSquare } from '../src/level-meter.js';
import { candidatePorts } from '../src/sdp.js';
import { ANSWER } from './fake-browser.js';

it('reads each media port of an answer once', () => {
  expect(candidatePorts(ANSWER)).toEqual([10000]);
  expect(candidatePorts(`${ANSWER}a=candidate:3 1 UDP 1 ::1 10001 typ host\n`)).toEqual([10000, 10001]);
  expect(candidatePorts('')).toEqual([]);
});

it('measures the level as root mean square of the bytes over 255 (R201)', () => {
  expect(rootMeanSquare(new Uint8Array([255, 255]))).toBe(1);
  expect(rootMeanSquare(new Uint8Array([0, 0, 0, 255]))).toBeCloseTo(0.5);
  expect(rootMeanSquare(new Uint8Array(0))).toBe(0);
});

it('says when the browser blocks the sound, and plays it after a press', async () => {
  let allowed = false;
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('Audio', class {
    play = (): Promise<void> => (allowed ? Promise.resolve() : Promise.reject(new DOMException('', 'NotAllowedError')));
    pause = (): void => undefined;
  });
  const playback = new Playback();
  const said: boolean[] = [];
  playback.on('blocked', (blocked) => said.push(blocked));
  playback.play([{} as MediaStreamTrack]);
  await vi.waitFor(() => expect(said).toEqual([true]));
  allowed = true;
  await playback.resume();
  expect(said).toEqual([true, false]);
  expect(playback.blocked).toBe(false);
});

// SPDX-License-Identifier: Apache-2.0
import { LevelMeter } from './level-meter.js';

/** Clearly a voice, not a room's noise; root mean square of the frequency bytes. */
const VOICE_LEVEL = 0.16;
const LOUD_LOOKS = 2;
const SAID_AGAIN_AFTER_MS = 20_000;

/** The own microphone's level, and whether somebody speaks into it although it is muted. */
export class OwnVoice {
  readonly #meter: LevelMeter;
  #loud = 0;
  #saidMs = -SAID_AGAIN_AFTER_MS;

  constructor(meter: LevelMeter = new LevelMeter()) {
    this.#meter = meter;
  }

  follow(track: MediaStreamTrack | null): void {
    this.#meter.follow(track);
  }

  level(): number {
    return this.#meter.level();
  }

  /** Whether there is a voice at this moment. */
  isVoice(): boolean {
    return this.#meter.level() > VOICE_LEVEL;
  }

  /** Whether a voice was there at this look and at the one before; true at most each 20 s, so that no hint nags. */
  speaks(nowMs: number): boolean {
    this.#loud = this.#meter.level() > VOICE_LEVEL ? this.#loud + 1 : 0;
    if (this.#loud < LOUD_LOOKS || nowMs - this.#saidMs < SAID_AGAIN_AFTER_MS) {
      return false;
    }
    this.#saidMs = nowMs;
    return true;
  }

  close(): void {
    this.#meter.close();
  }
}

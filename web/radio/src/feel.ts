// SPDX-License-Identifier: Apache-2.0
import type { Disc } from './disc-state.js';

/** What a person should know without looking. */
export type Signal = 'granted' | 'queued' | 'denied' | 'revoked' | 'busy' | 'lost';

/** Hertz, and how long each sounds in seconds; 0 Hz is a pause. Each has a rhythm of its own. */
type Note = readonly [hertz: number, seconds: number];

const TONES: Record<Signal, readonly Note[]> = {
  granted: [[660, 0.07], [990, 0.09]],
  queued: [[520, 0.06], [0, 0.07], [520, 0.06]],
  denied: [[330, 0.16], [220, 0.28]],
  revoked: [[780, 0.08], [0, 0.03], [780, 0.08], [0, 0.03], [390, 0.22]],
  busy: [[425, 0.12], [0, 0.1], [425, 0.12], [0, 0.1], [425, 0.12]],
  lost: [[440, 0.18], [370, 0.18], [311, 0.18], [262, 0.34]],
};

/** Milliseconds on, off, on. */
const VIBRATIONS: Record<Signal, readonly number[]> = {
  granted: [60],
  queued: [30, 70, 30],
  denied: [220],
  revoked: [80, 40, 80, 40, 200],
  busy: [50, 90, 50, 90, 50],
  lost: [500],
};

const LOUDNESS = 0.12;
const EDGE_S = 0.008;

/** Somebody else has the floor, and there is no line or no place in it. */
const BUSY: readonly string[] = ['other_has_permission', 'queue_full', 'busy', 'button_held', 'handset_talks'];
const REACHED: readonly string[] = ['idle', 'asking', 'queued', 'talking', 'heard'];

/** What to signal when the disc goes from one state to another. */
export function signalOf(before: Disc, after: Disc): Signal | undefined {
  if (before.kind === after.kind) {
    return undefined;
  }
  switch (after.kind) {
    case 'talking':
      return 'granted';
    case 'queued':
      return 'queued';
    case 'denied':
      return BUSY.includes(after.cause ?? '') ? 'busy' : 'denied';
    case 'no-microphone':
      return 'denied';
    case 'revoked':
      return 'revoked';
    case 'offline':
    case 'no-leader':
    case 'alone':
      return REACHED.includes(before.kind) ? 'lost' : undefined;
    default:
      return undefined;
  }
}

/** Tones and vibration, each to be turned off. */
export class Feel {
  tones = true;
  vibration = true;
  #context: AudioContext | undefined;

  give(signal: Signal): void {
    if (this.vibration) {
      navigator.vibrate?.([...VIBRATIONS[signal]]);
    }
    if (this.tones) {
      void this.#sound(TONES[signal]);
    }
  }

  async #sound(notes: readonly Note[]): Promise<void> {
    if (typeof AudioContext === 'undefined') {
      return;
    }
    this.#context ??= new AudioContext();
    // Browsers let no page sound before its person has pressed something.
    await this.#context.resume();
    let at = this.#context.currentTime + EDGE_S;
    for (const [hertz, seconds] of notes) {
      if (hertz > 0) {
        this.#note(this.#context, hertz, at, seconds);
      }
      at += seconds;
    }
  }

  #note(context: AudioContext, hertz: number, at: number, seconds: number): void {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.type = 'triangle';
    oscillator.frequency.value = hertz;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LOUDNESS, at + EDGE_S);
    gain.gain.setValueAtTime(LOUDNESS, at + seconds - EDGE_S);
    gain.gain.linearRampToValueAtTime(0, at + seconds);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + seconds);
  }
}

// SPDX-License-Identifier: Apache-2.0
import { Emitter } from './emitter.js';

interface TrafficEvents {
  /** Bytes came steadily and then none for a second, or half of one while somebody speaks. */
  silent: undefined;
  /** Bytes come again after a silence. */
  flowing: undefined;
  /** A fresh report of the connection, four times a second. */
  report: RTCStatsReport;
  /** The page slept for this long: no timer of it ran. */
  woke: number;
}

/** What should come now: nothing, a packet now and then as quiet microphones send them, or speech without a pause. */
export type Expected = 'nothing' | 'sound' | 'speech';

const LOOK_EVERY_MS = 250;
/** Whoever is quiet sends a packet each 400 ms; whoever speaks 50 a second, so two looks without any are enough. */
const SILENT_AFTER_MS = { sound: 1_000, speech: 2 * LOOK_EVERY_MS };
/** Timers come a little early or late. */
const SLACK_MS = 50;
const SLEPT_AFTER_MS = 10_000;

/**
 * Watches the bytes that the transport receives. A browser notices a dead path only after five seconds or more;
 * bytes that stop tell it at once. Quiet rooms are not dead ones: the watch is armed by bytes that come, and asks
 * whether anybody should be heard at all.
 */
export class TrafficWatch extends Emitter<TrafficEvents> {
  readonly #read: () => Promise<RTCStatsReport>;
  readonly #expected: () => Expected;
  #timer: ReturnType<typeof setInterval> | undefined;
  #reading = false;
  #bytes = -1;
  #grownMs = 0;
  #armed = false;
  #silent = false;
  #lookedMs = 0;

  constructor(read: () => Promise<RTCStatsReport>, expected: () => Expected) {
    super();
    this.#read = read;
    this.#expected = expected;
  }

  start(): void {
    this.stop();
    this.#lookedMs = Date.now();
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Forgets a silence: another path was found. */
  rest(): void {
    this.#armed = false;
    this.#silent = false;
  }

  async #look(): Promise<void> {
    this.#lookForSleep();
    if (this.#reading) {
      return;
    }
    this.#reading = true;
    try {
      const report = await this.#read();
      if (this.#timer !== undefined) {
        this.emit('report', report);
        this.#judge(bytesReceived(report), performance.now());
      }
    } finally {
      this.#reading = false;
    }
  }

  #lookForSleep(): void {
    const nowMs = Date.now();
    const sleptMs = nowMs - this.#lookedMs;
    this.#lookedMs = nowMs;
    if (sleptMs > SLEPT_AFTER_MS) {
      this.emit('woke', sleptMs);
    }
  }

  #judge(bytes: number, nowMs: number): void {
    if (bytes !== this.#bytes) {
      this.#armed = this.#bytes >= 0;
      this.#bytes = bytes;
      this.#grownMs = nowMs;
      if (this.#silent) {
        this.#silent = false;
        this.emit('flowing', undefined);
      }
      return;
    }
    const expected = this.#expected();
    if (expected === 'nothing') {
      this.#armed = false;
    } else if (this.#armed && nowMs - this.#grownMs >= SILENT_AFTER_MS[expected] - SLACK_MS) {
      this.#armed = false;
      this.#silent = true;
      this.emit('silent', undefined);
    }
  }
}

/** Bytes of the transport, or of all lines where a browser does not count the transport's. */
export function bytesReceived(report: RTCStatsReport): number {
  let transport: number | undefined;
  let lines = 0;
  report.forEach((each: { type: string; bytesReceived?: number }) => {
    if (each.type === 'transport' && each.bytesReceived !== undefined) {
      transport = (transport ?? 0) + each.bytesReceived;
    } else if (each.type === 'inbound-rtp') {
      lines += each.bytesReceived ?? 0;
    }
  });
  return transport ?? lines;
}

/** What shows that a path answers: bytes of the transport and answered checks, by the report's ids. */
export function signsOfLife(report: RTCStatsReport): Map<string, number> {
  const signs = new Map<string, number>();
  report.forEach((each: { id: string; type: string; bytesReceived?: number; responsesReceived?: number }) => {
    if (each.type === 'transport' && each.bytesReceived !== undefined) {
      signs.set(each.id, each.bytesReceived);
    } else if (each.type === 'candidate-pair' && each.responsesReceived !== undefined) {
      signs.set(each.id, each.responsesReceived);
    }
  });
  return signs;
}

/** Whether anything answered since; a browser that counts nothing is believed. */
export function livedSince(before: Map<string, number>, now: Map<string, number>): boolean {
  return now.size === 0 || [...now].some(([id, count]) => count > (before.get(id) ?? 0));
}

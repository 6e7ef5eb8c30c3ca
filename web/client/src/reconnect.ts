// SPDX-License-Identifier: Apache-2.0
import { Emitter } from './emitter.js';

interface ReconnectEvents {
  /** An attempt begins: 1, 2 or 3. */
  attempt: number;
  /** All attempts failed, or one met a refusal that no other would change. */
  failed: unknown;
}

/** When the attempts of a run begin, counted from the loss. */
const STARTS_MS = [0, 1_000, 3_000];
const SPREAD = 0.2;
const GIVEN_UP_AFTER_MS = 2_000;

/**
 * Exactly three attempts to come back: at 0, 1 and 3 s, the later two spread by a fifth so that the clients of a
 * room do not come in step (R189, R190). Each is given up after 2 s, so a run ends within 6 s.
 */
export class Reconnect extends Emitter<ReconnectEvents> {
  readonly #work: (signal: AbortSignal) => Promise<void>;
  readonly #isFinal: (error: unknown) => boolean;
  readonly #random: () => number;
  #run: AbortController | undefined;

  /** @param work one attempt; its signal fires when the attempt is given up */
  constructor(
    work: (signal: AbortSignal) => Promise<void>,
    isFinal: (error: unknown) => boolean = () => false,
    random: () => number = Math.random,
  ) {
    super();
    this.#work = work;
    this.#isFinal = isFinal;
    this.#random = random;
  }

  get running(): boolean {
    return this.#run !== undefined;
  }

  /** Begins a run, unless one is under way. */
  start(delayMs = 0): void {
    if (!this.#run) {
      this.#begin(delayMs);
    }
  }

  /** Counts from one again, with an attempt at once: the network came back, or the page woke up. */
  restart(): void {
    this.stop();
    this.#begin(0);
  }

  /** Ends the run: it succeeded, or nobody wants it any more. */
  stop(): void {
    this.#run?.abort();
    this.#run = undefined;
  }

  #begin(delayMs: number): void {
    const run = new AbortController();
    this.#run = run;
    void this.#attempts(run, performance.now() + delayMs);
  }

  async #attempts(run: AbortController, beginMs: number): Promise<void> {
    let failure: unknown;
    for (const [index, startMs] of STARTS_MS.entries()) {
      const dueMs = beginMs + startMs * (1 + (this.#random() * 2 - 1) * SPREAD);
      await pause(dueMs - performance.now(), run.signal);
      if (!run.signal.aborted) {
        this.emit('attempt', index + 1);
      }
      if (run.signal.aborted) {
        return;
      }
      failure = await this.#attempt(run.signal);
      if (run.signal.aborted) {
        return;
      }
      if (failure === undefined || this.#isFinal(failure)) {
        break;
      }
    }
    this.#run = undefined;
    if (failure !== undefined) {
      this.emit('failed', failure);
    }
  }

  /** Gives what went wrong, or nothing. */
  async #attempt(run: AbortSignal): Promise<unknown> {
    const attempt = new AbortController();
    const giveUp = (): void => attempt.abort(new Error('given up'));
    run.addEventListener('abort', giveUp);
    const timer = setTimeout(giveUp, GIVEN_UP_AFTER_MS);
    try {
      await unlessAborted(this.#work(attempt.signal), attempt.signal);
      return undefined;
    } catch (error) {
      return error ?? new Error('failed');
    } finally {
      clearTimeout(timer);
      run.removeEventListener('abort', giveUp);
    }
  }
}

/** Waits for `work`, or rejects as soon as the signal fires. */
export function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) {
    return work;
  }
  work.catch(() => undefined);
  return new Promise((resolve, reject) => {
    const aborted = (): void => reject(signal.reason as Error);
    if (signal.aborted) {
      aborted();
      return;
    }
    signal.addEventListener('abort', aborted, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}

/** Waits, and not a moment longer than until the signal fires. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ms <= 0 || signal?.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}

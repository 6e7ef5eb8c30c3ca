// SPDX-License-Identifier: Apache-2.0

/** Keeps the screen of a phone awake, where the browser can, for as long as it is wanted. */
export class WakeLock {
  #wanted = false;
  #sentinel: WakeLockSentinel | undefined;

  constructor() {
    // A hidden page loses the lock: it is asked for again when the page is seen.
    document.addEventListener('visibilitychange', () => void this.#apply());
  }

  get held(): boolean {
    return this.#sentinel !== undefined && !this.#sentinel.released;
  }

  set wanted(wanted: boolean) {
    if (wanted !== this.#wanted) {
      this.#wanted = wanted;
      void this.#apply();
    }
  }

  async #apply(): Promise<void> {
    if (!this.#wanted) {
      await this.#sentinel?.release().catch(() => undefined);
      this.#sentinel = undefined;
    } else if (!this.held && document.visibilityState === 'visible') {
      // Refused when the battery is low: a screen that goes dark is no reason to tell anybody.
      this.#sentinel = await navigator.wakeLock?.request('screen').catch(() => undefined);
    }
  }
}

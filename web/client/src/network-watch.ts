// SPDX-License-Identifier: Apache-2.0

/** `navigator.connection`, which only some browsers have. */
type NetworkInformation = EventTarget;

/** Tells when the network came back or became another one, and when a sleeping page is looked at again. */
export class NetworkWatch {
  readonly #changed: () => void;
  #hiddenAtMs: number | undefined;

  /** @param changed what is called each time; connections made before may be dead */
  constructor(changed: () => void) {
    this.#changed = changed;
    window.addEventListener('online', () => this.#changed());
    // Chromium freezes hidden pages; `resume` is the first thing that a frozen page hears.
    document.addEventListener('resume', () => this.#changed());
    document.addEventListener('visibilitychange', () => this.#onVisibility());
    this.#information?.addEventListener('change', () => navigator.onLine !== false && this.#changed());
  }

  get #information(): NetworkInformation | undefined {
    return (navigator as Navigator & { connection?: NetworkInformation }).connection;
  }

  #onVisibility(): void {
    if (document.visibilityState === 'hidden') {
      this.#hiddenAtMs = Date.now();
    } else if (this.#hiddenAtMs !== undefined && Date.now() - this.#hiddenAtMs > HIDDEN_LONG_MS) {
      this.#hiddenAtMs = undefined;
      this.#changed();
    }
  }
}

/** Phones put pages to sleep some time after they are hidden. */
const HIDDEN_LONG_MS = 60_000;

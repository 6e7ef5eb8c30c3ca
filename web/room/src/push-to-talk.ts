// SPDX-License-Identifier: Apache-2.0

/** Words are not cut off by a finger that is quicker than the tongue. */
const TAIL_MS = 150;

const EDITABLE = 'input, textarea, select, [contenteditable]';

/**
 * Talks for as long as a key or a button is held. Whatever makes the page lose sight of the key ends the talk: a
 * window that loses the focus hears no key-up.
 */
export class PushToTalk {
  /** The key's `KeyboardEvent.code`. */
  code = 'Space';
  readonly #talk: (talking: boolean) => void;
  #enabled = false;
  #held = false;
  #tail: ReturnType<typeof setTimeout> | undefined;

  readonly #down = (event: KeyboardEvent): void => {
    if (event.code !== this.code || event.ctrlKey || event.metaKey || event.altKey || isEditable(event)) {
      return;
    }
    event.preventDefault();
    if (!event.repeat) {
      this.press();
    }
  };
  readonly #up = (event: KeyboardEvent): void => {
    if (event.code === this.code) {
      if (!isEditable(event)) {
        event.preventDefault();
      }
      this.release();
    }
  };
  readonly #lost = (): void => this.#stop();
  readonly #hidden = (): void => {
    if (document.visibilityState === 'hidden') {
      this.#stop();
    }
  };

  /** @param talk called with true when the talk begins and with false when it ends */
  constructor(talk: (talking: boolean) => void) {
    this.#talk = talk;
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  set enabled(enabled: boolean) {
    if (enabled === this.#enabled) {
      return;
    }
    this.#enabled = enabled;
    if (enabled) {
      window.addEventListener('keydown', this.#down, { capture: true });
      window.addEventListener('keyup', this.#up, { capture: true });
      window.addEventListener('blur', this.#lost);
      window.addEventListener('pagehide', this.#lost);
      document.addEventListener('visibilitychange', this.#hidden);
    } else {
      window.removeEventListener('keydown', this.#down, { capture: true });
      window.removeEventListener('keyup', this.#up, { capture: true });
      window.removeEventListener('blur', this.#lost);
      window.removeEventListener('pagehide', this.#lost);
      document.removeEventListener('visibilitychange', this.#hidden);
      this.#stop();
    }
  }

  /** The key or the button goes down. */
  press(): void {
    clearTimeout(this.#tail);
    if (this.#enabled && !this.#held) {
      this.#held = true;
      this.#talk(true);
    }
  }

  /** The key or the button comes up. */
  release(): void {
    if (this.#held) {
      clearTimeout(this.#tail);
      this.#tail = setTimeout(() => this.#stop(), TAIL_MS);
    }
  }

  #stop(): void {
    clearTimeout(this.#tail);
    if (this.#held) {
      this.#held = false;
      this.#talk(false);
    }
  }
}

function isEditable(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof Element && target.matches(EDITABLE);
}

/** The name on a key, as people call it; the browser's code says only where it is. */
export function keyName(code: string, space: string): string {
  if (code === 'Space') {
    return space;
  }
  return code.replace(/^(Key|Digit|Numpad(?=\d))/, '').replace(/([a-z])([A-Z])/g, '$1 $2');
}

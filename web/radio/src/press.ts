// SPDX-License-Identifier: Apache-2.0

/** Words are not cut off by a finger that is quicker than the tongue. */
const TAIL_MS = 150;
/** How often the node hears that the button is still down; without that for two seconds it lets go. */
const HOLD_MS = 500;

const EDITABLE = 'input, textarea, select, [contenteditable]';
const OPERABLE = `${EDITABLE}, button, a, summary, [role=tab], [role=slider]`;

export interface PressHandlers {
  press(): void;
  hold(): void;
  release(): void;
}

/**
 * The talk button: held by a pointer, a finger or the space bar, or switched on and off by a click that no pointer
 * made, which is how Enter and screen readers press. Whatever makes the page lose sight of the hand lets go at once.
 */
export class Press {
  readonly #handlers: PressHandlers;
  #down = false;
  #latched = false;
  #tail: ReturnType<typeof setTimeout> | undefined;
  #holding: ReturnType<typeof setInterval> | undefined;

  readonly #key = (event: KeyboardEvent): void => {
    if (event.code === 'Escape' && this.#down) {
      this.cancel();
    } else if (event.code === 'Space' && !event.ctrlKey && !event.metaKey && !event.altKey && !this.#isElsewhere(event)) {
      event.preventDefault();
      if (!event.repeat) {
        this.#press();
      }
    }
  };
  readonly #keyUp = (event: KeyboardEvent): void => {
    if (event.code === 'Space' && this.#down && !this.#latched) {
      event.preventDefault();
      this.#release();
    }
  };
  readonly #lost = (): void => this.cancel();
  readonly #hidden = (): void => {
    if (document.visibilityState === 'hidden') {
      this.cancel();
    }
  };

  constructor(handlers: PressHandlers) {
    this.#handlers = handlers;
  }

  get down(): boolean {
    return this.#down;
  }

  /** Whether it stays down without a hand. */
  get latched(): boolean {
    return this.#latched;
  }

  connect(): void {
    window.addEventListener('keydown', this.#key);
    window.addEventListener('keyup', this.#keyUp);
    window.addEventListener('blur', this.#lost);
    window.addEventListener('pagehide', this.#lost);
    document.addEventListener('visibilitychange', this.#hidden);
  }

  disconnect(): void {
    window.removeEventListener('keydown', this.#key);
    window.removeEventListener('keyup', this.#keyUp);
    window.removeEventListener('blur', this.#lost);
    window.removeEventListener('pagehide', this.#lost);
    document.removeEventListener('visibilitychange', this.#hidden);
    this.cancel();
  }

  /** A pointer goes down on the disc. */
  pointerDown(event: PointerEvent): void {
    if (event.button === 0 && event.isPrimary) {
      // Wherever the finger wanders, its end is heard of.
      (event.currentTarget as Element).setPointerCapture?.(event.pointerId);
      this.#press();
    }
  }

  pointerUp(): void {
    if (!this.#latched) {
      this.#release();
    }
  }

  /** A click on the disc; one by a pointer has been dealt with. */
  click(event: MouseEvent): void {
    if (event.detail !== 0) {
      return;
    }
    if (this.#down) {
      this.cancel();
    } else {
      this.#press();
      this.#latched = true;
    }
  }

  /** Lets go at once. */
  cancel(): void {
    clearTimeout(this.#tail);
    clearInterval(this.#holding);
    this.#latched = false;
    if (this.#down) {
      this.#down = false;
      this.#handlers.release();
    }
  }

  #press(): void {
    clearTimeout(this.#tail);
    if (!this.#down) {
      this.#down = true;
      this.#handlers.press();
      this.#holding = setInterval(() => this.#handlers.hold(), HOLD_MS);
    }
  }

  #release(): void {
    if (this.#down) {
      clearTimeout(this.#tail);
      this.#tail = setTimeout(() => this.cancel(), TAIL_MS);
    }
  }

  /** The space bar belongs to what is written in, and to any other control that has the focus. */
  #isElsewhere(event: KeyboardEvent): boolean {
    const [target] = event.composedPath();
    return target instanceof Element && target.matches(OPERABLE) && !target.hasAttribute('data-talk');
  }
}
